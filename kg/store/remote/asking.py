"""A query put to an endpoint: with the usual prefixes, values set, over the union, and cut off visibly."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise

from pyoxigraph import Literal, QueryBoolean

from kg.core.errors import QueryError
from kg.store.query import TOO_LONG, Limits
from kg.store.query_result import Cut, QueryKind, QueryResult, Term
from kg.store.remote.answer import Answer, Asking, LateError, StatusError
from kg.store.remote.client import Client, Dataset
from kg.store.remote.folder import RemoteFolder
from kg.store.sparql_tokens import TokenKind, tokens
from kg.store.sparql_values import with_values
from kg.store.terms import UNION_GRAPH
from kg.store.vocabulary import PREFIXES

_MOST_BYTES = 256 * 2**20  # sent for one answer, whatever stands in it


def ask_endpoint(
    endpoint: RemoteFolder, query: str, form: str, values: Mapping[str, Term], limits: Limits
) -> QueryResult:
    """What the endpoint answers, the query having passed the guard.

    Without a FROM of its own the query is put to the union that a push left, or else to all graphs of kg's at once;
    GRAPH ranges over these graphs.

    Raises:
        QueryError: the endpoint refuses the query, or does not answer in time.
        EndpointError: it does not answer at all.
    """
    text = with_prefixes(with_values(query, form, values))
    client = Client(endpoint.address, Asking(timeout_s=limits.time_limit_s, max_bytes=_MOST_BYTES))
    try:
        return _asked(client, text, form, _dataset(endpoint, query), limits)
    except LateError:
        raise QueryError(TOO_LONG.format(limits.time_limit_s)) from None
    except StatusError as error:
        if error.status in {400, 500}:
            raise QueryError(f"the endpoint does not answer the query: {error.reason}") from None
        raise
    finally:
        client.close()


def _asked(client: Client, text: str, form: str, dataset: Dataset | None, limits: Limits) -> QueryResult:
    if form in {"CONSTRUCT", "DESCRIBE"}:
        with client.triples(text, dataset) as triples:
            rows, cut = _taken(((t.subject, t.predicate, t.object) for t in triples), limits)
        return QueryResult(QueryKind.CONSTRUCT, ("subject", "predicate", "object"), rows, cut)
    with client.rows(text, dataset) as (found, answer):
        if isinstance(found, QueryBoolean):
            return QueryResult(QueryKind.ASK, ("answer",), ((Literal(bool(found)),),))
        columns = tuple(variable.value for variable in found.variables)
        rows, cut = _taken((tuple(row) for row in found), limits)
        return QueryResult(QueryKind.SELECT, columns, rows, cut or _cut_there(answer, len(rows)))


def _taken(
    found: Iterable[Sequence[Term | None]], limits: Limits
) -> tuple[tuple[tuple[Term | None, ...], ...], Cut | None]:
    rows: list[tuple[Term | None, ...]] = []
    size = 0
    for row in islice(found, limits.max_rows + 1):
        size += sum(len(str(cell)) for cell in row)
        if len(rows) >= limits.max_rows:
            return tuple(rows), Cut.ROWS
        if size > limits.max_bytes:
            return tuple(rows), Cut.SIZE
        rows.append(tuple(row))
    return tuple(rows), None


def _cut_there(answer: Answer, rows: int) -> Cut | None:
    """Whether the server says that it sends no more rows than these."""
    most = answer.headers.get("X-SPARQL-MaxRows", "")
    return Cut.SERVER if most.isdigit() and rows >= int(most) > 0 else None


def _dataset(endpoint: RemoteFolder, query: str) -> Dataset | None:
    words = {token.upper for token in tokens(query) if token.kind is TokenKind.WORD}
    if "FROM" in words:
        return None
    quads = endpoint.quads
    union = UNION_GRAPH in quads.listed
    graphs = [graph.value for graph in quads.named_graphs()] if not union or "GRAPH" in words else []
    return Dataset([UNION_GRAPH.value] if union else graphs, graphs)


def with_prefixes(query: str) -> str:
    """The query with those of the usual prefixes declared that it uses and does not declare, on its first line."""
    found = [token for token in tokens(query) if token.kind in {TokenKind.NAME, TokenKind.WORD}]
    names = {token.text.split(":", 1)[0] for token in found if token.kind is TokenKind.NAME}
    declared = {
        after.text[:-1] for before, after in pairwise(found) if before.upper == "PREFIX" and after.text.endswith(":")
    }
    lines = [f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name in names - declared]
    return "".join(lines) + query
