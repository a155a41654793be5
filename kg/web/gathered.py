"""What lists and searches need of a whole snapshot, each gathered when it is first asked for."""

from threading import Lock

from pyoxigraph import NamedNode

from kg.store.catalogue import Entry, catalogue
from kg.store.graph import Graph
from kg.store.lookup import Lookup
from kg.store.nodes import year_of
from kg.web.search import NameIndex


class Gathered:
    """The things of a graph with their names, labels and years, and the index by which they are searched."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._gathering = Lock()
        self._entries: tuple[Entry, ...] | None = None
        self._index: NameIndex | None = None
        self._labels: dict[str, str] | None = None
        self._years: dict[str, int] | None = None

    def entries(self) -> tuple[Entry, ...]:
        """All papers, datasets and models, gathered when they are first asked for."""
        with self._gathering:
            if self._entries is None:
                self._entries = catalogue(self._graph.store)
            return self._entries

    def labels(self) -> dict[str, str]:
        """The label of each of them by its IRI."""
        entries = self.entries()
        with self._gathering:
            if self._labels is None:
                self._labels = {entry.iri: entry.label for entry in entries}
            return self._labels

    def years(self) -> dict[str, int]:
        """The years of the papers that were read, those that are known, looked up when they are first asked for."""
        entries = self.entries()
        with self._gathering:
            if self._years is None:
                look = Lookup(self._graph.store)
                read = (entry.iri for entry in entries if entry.read)
                found = ((iri, year_of(look, NamedNode(iri))) for iri in read)
                self._years = {iri: year for iri, year in found if year is not None}
            return self._years

    def index(self) -> NameIndex:
        """Their names, ready to be searched."""
        entries = self.entries()
        with self._gathering:
            if self._index is None:
                self._index = NameIndex(entries)
            return self._index
