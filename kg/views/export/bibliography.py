"""The bibliography entries of a graph, and what they and the papers themselves tell of a work."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.core.document import Reference
from kg.store import vocabulary as v
from kg.store.lookup import Lookup
from kg.store.triples import TripleIndex
from kg.store.works import read_references


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliography entry, with the IRIs of whose bibliography it stands in and of the work that it refers to."""

    owner: str
    position: int
    reference: Reference
    work: str


def entries(store: Store) -> Iterator[Entry]:
    """Yield all bibliography entries, by whose they are and their position there."""
    look, class_ = Lookup(store), v.BIRO_BIBLIOGRAPHIC_REFERENCE
    nodes = look.subjects(v.RDF_TYPE, class_)
    owners = {owner for node in nodes for owner in look.nodes(node, v.DCTERMS_IS_PART_OF)}
    for owner in sorted(owners, key=lambda o: o.value):
        for node in look.subjects(v.DCTERMS_IS_PART_OF, owner):
            index = _index(store, node)
            for _, reference in read_references(index):
                position = index.number(node, v.SCHEMA_POSITION) or 0
                yield Entry(owner.value, position, reference, index.one(node, v.BIRO_REFERENCES))


def work_at(store: Store, iri: str) -> Reference | None:
    """The work at the IRI as its own file tells of it, else as the fullest entry that refers to it."""
    look, node = Lookup(store), NamedNode(iri)
    own = [_own(_index(store, file)) for file in look.subjects(v.SCHEMA_ENCODES_CREATIVE_WORK, node)]
    cited = [r for n in look.subjects(v.BIRO_REFERENCES, node) for _, r in read_references(_index(store, n))]
    return next((min(told, key=_emptiest) for told in ([o for o in own if o.title], cited) if told), None)


def _index(store: Store, node: NamedNode) -> TripleIndex:
    return TripleIndex(store.quads_for_pattern(node, None, None, DefaultGraph()))


def _own(index: TripleIndex) -> Reference:
    """What a file tells of its paper."""
    (file,) = index.typed(v.KG_SOURCE)
    return Reference(
        key="own",
        raw="",
        title=index.get(file, v.DCTERMS_TITLE),
        authors=index.ordered(file, v.KG_AUTHOR_LIST),
        year=index.number(file, v.SCHEMA_DATE_PUBLISHED),
        venue=index.get(file, v.KG_VENUE),
        doi=index.get(file, v.KG_DOI),
        arxiv=index.get(file, v.KG_ARXIV),
    )


def _emptiest(work: Reference) -> tuple[int, str]:
    """A key that puts the fullest first."""
    told = (work.title, work.authors, work.year, work.venue, work.doi, work.arxiv, work.url)
    return sum(not field for field in told), repr(told)
