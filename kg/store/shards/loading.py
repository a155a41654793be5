"""Sources out of shards as they stand in a graph together, loaded in bulk into a store that is new."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.core.curation import Curation
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.store import vocabulary as v
from kg.store.contents import encoded
from kg.store.decoding import decode
from kg.store.encoding import failure_quads
from kg.store.identity import Identity
from kg.store.terms import STATUS_GRAPH


def load(store: Store, sources: Iterable[Sequence[Quad]], identity: Identity) -> None:
    """Load the sources, works joined as the identity has it, and all that a store of kg's holds beside them.

    That is the union of all graphs, each triple once, and which cited works were not read. Not atomic: for a store
    that nobody reads yet. What was loaded in bulk lies in many layers, which the caller merges.

    Raises:
        ValueError: a source is none that kg writes.
    """
    store.bulk_extend(q for source in sources for q in _with_union(_settled(source, identity)))
    store.bulk_extend(q for quad in _statuses(store) for q in _with_union([quad]))


def _settled(quads: Sequence[Quad], identity: Identity) -> Sequence[Quad]:
    """The source read into values and encoded anew: works may be others' too, and what is not ours is left out."""
    if any(q.predicate == v.KG_REASON_CODE for q in quads):
        anew = failure_quads(*_failure(quads))
    else:
        anew = encoded(decode(quads), identity, Curation())
    if not anew or anew[0].graph_name != quads[0].graph_name:
        raise ValueError(f"{quads[0].graph_name} speaks of another file")
    return anew


def _failure(quads: Sequence[Quad]) -> tuple[SourceFile, ReasonCode, str]:
    told = {q.predicate: q.object.value for q in quads if isinstance(q.object, Literal)}
    source = SourceFile(told[v.SCHEMA_NAME], told[v.SCHEMA_ENCODING_FORMAT], told[v.KG_SHA256])
    return source, ReasonCode(told[v.KG_REASON_CODE]), told[v.KG_REASON]


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def _statuses(store: Store) -> Iterator[Quad]:
    """What the status graph says: each work that is cited and that no source is."""
    cited = store.quads_for_pattern(None, v.BIRO_REFERENCES, None, DefaultGraph())
    for work, _ in groupby(q.object for q in cited):  # the store gives them by object; more than once does no harm
        if isinstance(work, NamedNode):
            read = store.quads_for_pattern(None, v.SCHEMA_ENCODES_CREATIVE_WORK, work, DefaultGraph())
            if next(iter(read), None) is None:
                yield Quad(work, v.KG_READ_STATUS, v.KG_NOT_READ, STATUS_GRAPH)
