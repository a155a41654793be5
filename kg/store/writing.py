"""What changes a graph: sources put in, taken out, curated and settled, each whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode, Quad, Store

from kg.core.curation import Curation
from kg.core.extraction import Extraction
from kg.core.registry import KnownEntity
from kg.core.statement import Fact
from kg.store import vocabulary as v
from kg.store.applied_decisions import graphs_concerned
from kg.store.background import background_of
from kg.store.contents import Content, decoded, encoded, keys_of
from kg.store.curation_graph import curation_keys, encode_curation
from kg.store.keys import StoredKeys, keys_in
from kg.store.known_decisions import Decided
from kg.store.named_ids import ids_named
from kg.store.presence import Presence
from kg.store.terms import BACKGROUND_GRAPH, CURATION_GRAPH, source_iri
from kg.store.transaction import mark_settled, replace_graphs, unsettled_keys


class Writing:
    """Changes of a store as the decisions have them; ``Graph``, which offers them, says what each does."""

    def __init__(self, store: Store, keys: StoredKeys, decided: Decided) -> None:
        self._store, self._keys, self._decided = store, keys, decided

    def replace(
        self,
        contents: Mapping[NamedNode, Content],
        *,
        curated: bool = False,
        stored: Mapping[NamedNode, list[Quad]] | None = None,
    ) -> tuple[NamedNode, ...]:
        """Store the contents of these graphs, all or nothing; the graphs that changed.

        curated adds the graph of people's decisions; stored holds what the caller has just read.
        """
        replaced = [*contents, *([CURATION_GRAPH] if curated else [])]
        old = (k for g in replaced for k in keys_in(self._store.quads_for_pattern(None, v.KG_WORK_KEY, None, g)))
        new = [k for c in contents.values() for k in keys_of(c)]
        marks = self._keys.shift(old, [*new, *(curation_keys(self._curation()) if curated else ())])
        try:
            curation = self._curation()
            graphs = {g: encoded(c, self._keys.identity, curation) for g, c in contents.items()}
            if curated:
                graphs[CURATION_GRAPH] = self._decisions(graphs)
            return replace_graphs(self._store, graphs, unsettled=marks, stored=stored)
        except BaseException:
            self._keys.forget()
            raise

    def put_background(
        self, entities: Iterable[KnownEntity], facts: Iterable[Fact], papers: Iterable[Extraction]
    ) -> bool:
        """Store what is known beforehand, and papers in the same update; whether anything changed."""
        contents: dict[NamedNode, Content] = {source_iri(e.source.sha256): e for e in papers}
        if self._decided.decisions:  # whom their names mean is told by decisions, and seen once they are put
            self.replace(contents)
            contents = {}
        named = {e.id for c in contents.values() if isinstance(c, Extraction) for e in c.entities}
        named |= ids_named(self._store, but_in=contents)
        contents[BACKGROUND_GRAPH] = background_of(entities, facts, named)
        changed = self.replace(contents)
        self.settle()
        return bool(changed)

    def curate(self) -> bool:
        """Apply the decisions to all sources that they concern; whether anything changed."""
        concerned = graphs_concerned(self._store, self._curation())
        stored = {graph: self._quads(graph) for graph in concerned}
        contents = {graph: decoded(graph, quads) for graph, quads in stored.items()}
        changed = self.replace(contents, curated=True, stored=stored)
        if self.settle():
            changed += self.replace({}, curated=True)
        return bool(changed)

    def settle(self) -> int:
        """Encode anew the sources with works that turned out to be one; how many."""
        marks = unsettled_keys(self._store)
        self._keys.forget()
        graphs = sorted(set(self._keys.moved(marks)), key=str)
        for graph in graphs:
            quads = self._quads(graph)
            replace_graphs(self._store, {graph: self._anew(graph, quads)}, stored={graph: quads})
        mark_settled(self._store, marks)
        return len(graphs)

    def encoded_anew(self, graph: NamedNode, quads: Sequence[Quad]) -> list[Quad]:
        """What the graph of a source should hold by what is read out of these quads, which are all that it holds.

        Raises:
            ValueError, LookupError, TypeError: nothing whole can be read out of them.
        """
        failed = any(q.predicate == v.KG_REASON_CODE for q in quads)
        return list(quads) if failed else self._anew(graph, quads)

    def _anew(self, graph: NamedNode, quads: Sequence[Quad]) -> list[Quad]:
        if graph == CURATION_GRAPH:
            return self._decisions({})
        return encoded(decoded(graph, quads), self._keys.identity, self._curation())

    def _decisions(self, beside: Mapping[NamedNode, list[Quad]]) -> list[Quad]:
        """The graph of the decisions as far as they have an effect, with these graphs as they will be."""
        return encode_curation(self._curation(), self._keys.identity, Presence(self._store, beside))

    def _curation(self) -> Curation:
        return self._decided.curation(self._keys.identity)

    def _quads(self, graph: NamedNode) -> list[Quad]:
        return list(self._store.quads_for_pattern(None, None, None, graph))
