"""What is in a graph, counted by the store with the questions in ``queries/``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.core.lineage import EvidenceKind
from kg.store.graph import Graph
from kg.store.named_queries import named_query
from kg.store.query import run_query
from kg.store.relations import WORDS
from kg.store.vocabulary import PREFIXES

COUNTED = (
    *("papers_read", "files_read", "files_failed", "works_not_read"),
    *("references", "references_with_arxiv_or_doi", "references_of_several_papers", "references_to_papers_read"),
    *("citations_in_text", "datasets", "models", "models_undisclosed", "imported_sources"),
)
"""What ``queries/counts.rq`` counts, in the order in which people are told."""

_MOST_ROWS = 200_000  # of an answer that comes from an endpoint
_USED = 3  # the most used datasets and models of a year that are named


@dataclass(frozen=True, slots=True)
class Used:
    """A dataset or model with the papers that use it.

    roles says how many papers do what with it: train and evaluate on a dataset; compare themselves with a model.
    """

    iri: str
    name: str
    papers: int
    roles: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class YearOfPapers:
    """The papers read that are of one year, how many datasets and models they use, and those that most of them use."""

    year: int
    papers: int
    datasets: int
    models: int
    most_used_datasets: tuple[Used, ...] = ()
    most_used_models: tuple[Used, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How many statements there are of a relation, and how many pieces of evidence of each kind for them."""

    name: str
    statements: int
    evidence: tuple[tuple[EvidenceKind, int], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is in a graph: counts by name, relations by number, what most papers use, and the papers by year.

    datasets and models are cut; undated counts the papers that do not tell their year.
    """

    counts: tuple[tuple[str, int], ...]
    relations: tuple[Relation, ...]
    datasets: tuple[Used, ...]
    models: tuple[Used, ...]
    years: tuple[YearOfPapers, ...]
    undated: int


def statistics(graph: Graph, *, top: int = 10) -> Statistics:
    """What is in the graph; at most ``top`` of the most used things. The time grows with the size of the graph."""
    counts = {what: int(count or 0) for what, count in _rows(graph, "counts")}
    years = tuple(_years(graph))
    return Statistics(
        counts=tuple((what, counts.get(what, 0)) for what in COUNTED),
        relations=tuple(_relations(graph)),
        datasets=tuple(islice(_used(graph, "most-used-datasets", "trains_on", "evaluates_on"), top)),
        models=tuple(islice(_used(graph, "most-used-models", "compares"), top)),
        years=years,
        undated=counts.get("papers_read", 0) - sum(y.papers for y in years),
    )


def _relations(graph: Graph) -> Iterator[Relation]:
    for relation, statements, _, *evidence in _rows(graph, "relations"):
        kinds = zip(EvidenceKind, map(int, evidence), strict=True)
        yield Relation(WORDS.get(relation, relation), int(statements), tuple(kinds))


def _used(graph: Graph, query: str, *roles: str) -> Iterator[Used]:
    for iri, name, papers, *others in _rows(graph, query):
        if int(papers):
            yield Used(iri, name, int(papers), tuple(zip(roles, map(int, others), strict=True)))


def _years(graph: Graph) -> Iterator[YearOfPapers]:
    datasets, models = (_used_by_year(graph, query) for query in ("datasets-by-year", "models-by-year"))
    for year, *counted in _rows(graph, "papers-by-year"):
        if year:  # an empty graph answers with one empty group
            papers, used, run = map(int, counted)
            yield YearOfPapers(int(year), papers, used, run, datasets.get(year, ()), models.get(year, ()))


def _used_by_year(graph: Graph, query: str) -> dict[str, tuple[Used, ...]]:
    """The things that most papers of each year use."""
    by_year = groupby(_rows(graph, query), key=lambda row: row[0])
    return {
        year: tuple(Used(iri, name, int(papers)) for _, iri, name, papers in islice(rows, _USED))
        for year, rows in by_year
    }


def _rows(graph: Graph, query: str) -> Iterable[Sequence[str]]:
    """The answer to a named question as text, empty where a variable is unbound."""
    text = named_query(query).text
    return _solutions(graph.store, text) if graph.endpoint is None else run_query(graph, text, max_rows=_MOST_ROWS).rows


def _solutions(store: Store, query: str) -> Iterator[Sequence[str]]:
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        yield [term.value if isinstance(term, NamedNode | Literal) else "" for term in solution]
