"""The named graphs of an endpoint as quads: what Oxigraph's store offers to those who only look."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Triple

from kg.core.errors import EndpointError
from kg.store.query_result import text_of
from kg.store.terms import MANIFEST_GRAPH, UNION_GRAPH
from kg.store.vocabulary import DCTERMS_HAS_PART, ID

if TYPE_CHECKING:
    from kg.store.remote.client import Client  # what reads a graph on disk is spared the network

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
Graph = NamedNode | BlankNode | DefaultGraph
Pattern = tuple[NamedNode | None, NamedNode | None, NamedNode | Literal | None, NamedNode | None]

_T = TypeVar("_T")
_PAGE = 5_000  # under what servers cut answers off at, or sort at all
_CUT_AT = 1_000  # an answer of so many rows, or twice or three times as many, may have been cut off by the server
_AT_ONCE = 150  # terms in one question: with all of their IRIs it stays under 64 KiB
_OURS = f"""STRSTARTS(STR(?g), "{ID}") && ?g != {UNION_GRAPH} && ?g != {MANIFEST_GRAPH}"""


class RemoteQuads:
    """Quads of the graphs that kg put into an endpoint, fetched as they are asked for and remembered.

    Every question names the graphs by ``GRAPH``: nothing rests on what the server takes for its default graph, which
    here is the union of the graphs, each triple once, as in a store of kg's own. Graphs are those that a push listed,
    or where nothing was pushed, all that bear names of kg's own: other people's are passed over. Answers stay as they
    were when they were first asked for.
    """

    def __init__(self, client: "Client") -> None:
        self.client = client
        self._of: dict[NamedNode, list[Quad]] = {}
        self._at: dict[tuple[NamedNode, NamedNode | Literal], list[Quad]] = {}
        self._held: dict[Pattern, list[Quad]] = {}

    def quads_for_pattern(
        self,
        subject: Subject | None,
        predicate: NamedNode | None,
        object: Term | None,  # noqa: A002 - named as in pyoxigraph
        graph_name: Graph | None = None,
    ) -> Iterator[Quad]:
        """The quads that fit, in no order; None fits everything."""
        if any(isinstance(term, BlankNode | Triple) for term in (subject, object, graph_name)):
            return iter(())  # kg makes none
        assert not isinstance(subject, BlankNode | Triple)
        assert not isinstance(object, BlankNode | Triple)
        graph = graph_name if isinstance(graph_name, NamedNode) else None
        found = self._fitting((subject, predicate, object, graph))
        if graph is not None:
            return iter(found)
        union = dict.fromkeys(Quad(q.subject, q.predicate, q.object) for q in found)
        return iter(union) if graph_name is not None else iter([*found, *union])

    def __iter__(self) -> Iterator[Quad]:
        return self.quads_for_pattern(None, None, None, None)

    def __contains__(self, quad: object) -> bool:
        assert isinstance(quad, Quad)
        there = self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)
        return next(there, None) is not None

    def named_graphs(self) -> Iterator[NamedNode]:
        """The graphs, sorted."""
        query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({_OURS}) }}"
        names = {row["g"] for row in self._rows(query)}
        return iter(sorted((g for g in names if isinstance(g, NamedNode) and self._is_ours(g)), key=str))

    def count(self) -> int:
        """How many different triples the graphs hold together."""
        if UNION_GRAPH not in self.listed:
            return sum(1 for _ in self.quads_for_pattern(None, None, None, DefaultGraph()))
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {UNION_GRAPH} {{ ?s ?p ?o }} }}")
        return int(text_of(row["n"]))

    @cached_property
    def listed(self) -> frozenset[NamedNode]:
        """The graphs that the manifest lists; none where nothing was pushed."""
        quads = self.whole(MANIFEST_GRAPH)
        return frozenset(q.object for q in quads if q.predicate == DCTERMS_HAS_PART and isinstance(q.object, NamedNode))

    def fetch(self, subjects: Iterable[NamedNode]) -> None:
        """Fetch all that is said of these nodes, so that looking at them one by one costs nothing more."""
        wanted = sorted({s for s in subjects if s not in self._of}, key=str)
        for some in _portions(wanted):
            self._of |= {subject: [] for subject in some}
            for quad in self._asked(f"VALUES ?s {{ {_listed(some)} }} GRAPH ?g {{ ?s ?p ?o }}"):
                self._of[quad.subject].append(quad)  # type: ignore[index]

    def fetch_pointing(self, pairs: Iterable[tuple[NamedNode, NamedNode | Literal]]) -> None:
        """Fetch all whose property has this value, for each pair of them."""
        wanted = sorted({pair for pair in pairs if pair not in self._at}, key=str)
        for some in _portions(wanted):
            self._at |= {pair: [] for pair in some}
            values = " ".join(f"({p} {o})" for p, o in some)
            for quad in self._asked(f"VALUES (?p ?o) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}"):
                assert isinstance(quad.object, NamedNode | Literal)
                self._at.get((quad.predicate, quad.object), []).append(quad)

    def _fitting(self, pattern: Pattern) -> list[Quad]:
        """The quads of named graphs that fit the pattern."""
        subject, predicate, target, graph = pattern
        if subject is not None:
            self.fetch([subject])
            return _those(self._of[subject], predicate, target, graph)
        if predicate is not None and target is not None and (graph is None or (predicate, target) in self._at):
            self.fetch_pointing([(predicate, target)])
            return _those(self._at[predicate, target], None, None, graph)
        if pattern not in self._held:
            self._held[pattern] = self._scanned(pattern)
        return self._held[pattern]

    def _scanned(self, pattern: Pattern) -> list[Quad]:
        _, predicate, target, graph = pattern
        if graph is None and predicate is None and target is None:
            return [q for name in self.named_graphs() for q in self._fitting((None, None, None, name))]
        return self._matching(pattern) if graph is None or self._is_ours(graph) else []

    def whole(self, graph: NamedNode) -> list[Quad]:
        """All of a graph, one of those that only endpoints have among them; asked anew each time."""
        return self._matching((None, None, None, graph))

    def _matching(self, pattern: Pattern) -> list[Quad]:
        _, predicate, target, graph = pattern
        return self._asked(f"GRAPH {graph or '?g'} {{ ?s {predicate or '?p'} {target or '?o'} }}", pattern)

    def _asked(self, where: str, pattern: Pattern = (None, None, None, None)) -> list[Quad]:
        """The quads in our graphs that match, page by page; pattern holds what is no variable in it.

        Pages go by what sorts them and not by numbers: servers count rows up to ten thousand only, and rows may come
        twice.
        """
        _, predicate, target, graph = pattern
        ours, order = (f"FILTER({_OURS})", "STR(?s) STR(?g)") if graph is None else ("", "STR(?s)")
        found: dict[Quad, None] = {}
        after = ""
        while True:
            rows = self._rows(f"SELECT * WHERE {{ {where} {ours} {after} }} ORDER BY {order} LIMIT {_PAGE}")
            for row in rows:
                quad = _quad(row["s"], predicate or row["p"], target or row["o"], graph or row["g"])
                if quad is not None and (graph or self._is_ours(quad.graph_name)):
                    found[quad] = None
            if not rows or (len(rows) < _PAGE and len(rows) % _CUT_AT):
                return list(found)
            behind = _behind(_text(rows[-1]["s"]), _text(rows[-1]["g"]) if graph is None else None)
            if behind == after and len(rows) >= _PAGE:
                reason = "one of its graphs says too much of one thing; push the graph anew"
                raise EndpointError(self.client.address.url, reason)
            if behind == after:
                return list(found)
            after = behind

    def _is_ours(self, graph: Graph) -> bool:
        named = isinstance(graph, NamedNode) and graph.value.startswith(ID)
        return named and graph not in {UNION_GRAPH, MANIFEST_GRAPH} and (graph in self.listed or not self.listed)

    def _rows(self, query: str) -> list[dict[str, Term | None]]:
        with self.client.rows(query) as (rows, answer):
            if not isinstance(rows, QuerySolutions):
                raise EndpointError(self.client.address.url, "its answer has no rows; is it a SPARQL 1.1 endpoint?")
            names = [variable.value for variable in rows.variables]
            taken = [dict(zip(names, row, strict=True)) for row in rows]
            answer.drain()
        return taken


def _quad(subject: Term | None, predicate: Term | None, target: Term | None, graph: Term | None) -> Quad | None:
    """The quad, or None for one with what kg never makes: blank nodes, triple terms."""
    named = isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and isinstance(graph, NamedNode)
    if not named or not isinstance(target, NamedNode | Literal):
        return None
    return Quad(subject, predicate, target, graph)  # type: ignore[arg-type]


def _those(
    quads: Sequence[Quad], predicate: NamedNode | None, target: NamedNode | Literal | None, graph: NamedNode | None
) -> list[Quad]:
    return [
        q
        for q in quads
        if (predicate is None or q.predicate == predicate)
        and (target is None or q.object == target)
        and (graph is None or q.graph_name == graph)
    ]


def _text(term: Term | None) -> str:
    """The node's name as a string of SPARQL."""
    return str(Literal(term.value if isinstance(term, NamedNode) else ""))


def _behind(subject: str, graph: str | None) -> str:
    """The filter for what comes behind these in the order, themselves among it, for their page may have been cut."""
    if graph is None:
        return f"FILTER(STR(?s) >= {subject})"
    return f"FILTER(STR(?s) > {subject} || (STR(?s) = {subject} && STR(?g) >= {graph}))"


def _listed(nodes: Collection[NamedNode]) -> str:
    return " ".join(map(str, nodes))


def _portions(wanted: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
