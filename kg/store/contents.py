"""What a named graph holds, as values: a paper, the background, an import, or a failure that is quads already."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from kg.core.curation import Curation
from kg.core.extraction import Extraction
from kg.core.imported import ImportedSource
from kg.core.registry import KnownEntity
from kg.core.statement import Fact
from kg.store.background import background_keys, decode_background, encode_background
from kg.store.decoding import decode
from kg.store.encoding import encode
from kg.store.identity import Identity, WorkKeys, paper_keys, reference_keys
from kg.store.imports import decode_import, encode_import, import_keys
from kg.store.terms import BACKGROUND_GRAPH
from kg.store.vocabulary import PREFIXES

Content = Extraction | ImportedSource | tuple[tuple[KnownEntity, ...], tuple[Fact, ...]] | list[Quad]


def keys_of(content: Content) -> Iterable[WorkKeys]:
    """The keys of works that the content's graph will bear."""
    if isinstance(content, Extraction):
        return [paper_keys(content), *(reference_keys(r, content.source.sha256) for r in content.references)]
    if isinstance(content, ImportedSource):
        return import_keys(content)
    return background_keys(content[0]) if isinstance(content, tuple) else []


def encoded(content: Content, identity: Identity, curation: Curation) -> list[Quad]:
    """The sorted quads of the content's graph, as people's decisions have it.

    Raises:
        ValueError: the content contradicts itself, as ``encode`` and ``encode_background`` say.
    """
    if isinstance(content, Extraction):
        return encode(content, identity, curation)
    if isinstance(content, ImportedSource):
        return encode_import(content, identity, curation)
    return encode_background(*content, identity, curation) if isinstance(content, tuple) else content


def decoded(graph: NamedNode, quads: Sequence[Quad]) -> Content:
    """The content that these quads are the whole graph of, before any decision; the graph is that of a source."""
    if graph.value.startswith(PREFIXES["collection"]):
        return decode_import(quads)
    return decode_background(quads) if graph == BACKGROUND_GRAPH else decode(quads)
