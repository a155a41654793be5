"""Whether two answers are the same, whatever blank nodes are called and rows are ordered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Store,
    Triple,
)

Term = NamedNode | BlankNode | Literal | Triple
Row = tuple[tuple[str, Term], ...]
_NODE = NamedNode("http://example.org/")


def same_graph(one: Iterable[Quad], other: Iterable[Quad]) -> bool:
    """Whether the quads are the same but for the names of blank nodes, numbers being compared by value."""
    return _canonical(one) == _canonical(other)


def _canonical(quads: Iterable[Quad]) -> set[str]:
    dataset = Dataset(in_store(quads))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def same_rows(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether the rows, pairs of variable and term, are the same in any order, and as many of each.

    Numbers compare by value, as the store holds them; blank nodes by how often they stand in the rows.
    """
    return _counted(one) == _counted(other)


def _counted(rows: Sequence[Row]) -> Counter[tuple[tuple[str, str], ...]]:
    around = Counter[str]()
    for row in rows:
        around.update(term.value for _, term in row if isinstance(term, BlankNode))
    return Counter(tuple(sorted((name, _comparable(term, around)) for name, term in row)) for row in rows)


def _comparable(term: Term, around: Counter[str]) -> str:
    return f"_:in {around[term.value]} places" if isinstance(term, BlankNode) else str(stored(term))


@cache
def stored(term: Term) -> Term:
    """The term as Oxigraph holds it: numbers and truth values by value."""
    (quad,) = in_store([Quad(_NODE, _NODE, term)])  # type: ignore[arg-type]
    return quad.object


def in_store(quads: Iterable[Quad]) -> Store:
    """A store that holds the quads."""
    store = Store()
    store.extend(quads)
    return store


def in_default(triples: Iterable[Triple]) -> list[Quad]:
    """The triples as quads of the default graph."""
    return [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples]
