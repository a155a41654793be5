"""What a list of papers tells of each: the data and models that it uses, the first few of each by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.core.lineage import Node
from kg.core.statement import Predicate
from kg.core.stopping import go_on
from kg.store import vocabulary as v
from kg.store.catalogue import Entry
from kg.store.lookup import Lookup
from kg.store.nodes import paper_label
from kg.store.reading import GraphReader

DATA = (Predicate.TRAINS_ON, Predicate.EVALUATES_ON)
"""What a paper does with the data that its row names."""

_NAMED = 4  # things of one role; the paper's page has all
_COLUMNS = ("title", "year", "iri", "trains_on", "evaluates_on", "uses_models", "cited_by")


@dataclass(frozen=True, slots=True)
class Some:
    """The first things that a paper has this role for, and how many more there are."""

    role: Predicate
    first: tuple[Node, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with what it uses and how many cite it."""

    node: Node
    data: tuple[Some, ...]
    models: Some | None
    used: int


def paper_rows(reader: GraphReader, entries: Iterable[Entry], labels: Mapping[str, str]) -> Iterator[PaperRow]:
    """A row for each paper that is in the graph; the work is that for these papers."""
    look = Lookup(reader.graph.store)
    names = GraphReader(reader.graph, quotes=False)  # which meets the same things again
    for entry in entries:
        go_on()
        node = names.node(entry.iri)
        if node is not None:
            roles = [_some(look, names, entry.iri, role, labels) for role in (*DATA, Predicate.USES)]
            yield PaperRow(node, tuple(s for s in roles[:-1] if s is not None), roles[-1], entry.used)


def _some(look: Lookup, names: GraphReader, paper: str, role: Predicate, labels: Mapping[str, str]) -> Some | None:
    things = _things(look, paper, role, labels)
    first = tuple(node for iri in things[:_NAMED] if (node := names.node(iri)) is not None)
    return Some(role, first, len(things) - len(first)) if things else None


def _things(look: Lookup, paper: str, role: Predicate, labels: Mapping[str, str]) -> list[str]:
    found = (n.value for n in look.nodes(NamedNode(paper), v.PREDICATE_TERMS[role]))
    return sorted(found, key=lambda iri: (labels.get(iri, iri).casefold(), iri))


def paper_cells(
    reader: GraphReader, entries: Sequence[Entry], labels: Mapping[str, str], years: Mapping[str, int]
) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """The columns and rows of the same list for spreadsheets, all names in one cell."""
    look = Lookup(reader.graph.store)

    def row(entry: Entry) -> tuple[object, ...]:
        roles = ([labels.get(i, i) for i in _things(look, entry.iri, r, labels)] for r in (*DATA, Predicate.USES))
        return (
            paper_label(look, NamedNode(entry.iri)),
            years.get(entry.iri),
            entry.iri,
            *("; ".join(names) for names in roles),
            entry.used,
        )

    return _COLUMNS, map(row, entries)
