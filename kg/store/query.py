"""Questions in SPARQL: checked, evaluated in a process that can be killed, and cut off visibly."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.core.errors import NoWorkerError, QueryError, QueryLimitError
from kg.core.stopping import go_on
from kg.store import query_worker
from kg.store.graph import Graph
from kg.store.query_mistakes import mistake_in_words
from kg.store.query_result import Cut, QueryKind, QueryResult, Term
from kg.store.query_terms import unknown_terms
from kg.store.sparql_guard import refuse_changes_and_network
from kg.store.sparql_tokens import TokenKind, tokens
from kg.store.sparql_values import with_values
from kg.store.stopping import Stop
from kg.store.vocabulary import PREFIXES

__all__ = ["MAX_BYTES", "MAX_ROWS", "TIME_LIMIT_S", "AskedGraphs", "QueryKind", "QueryResult", "run_query"]

MAX_ROWS = 10_000
MAX_BYTES = 50_000_000
TIME_LIMIT_S = 30.0
MEMORY_LIMIT_BYTES = 8 * 2**30
_GRACE_S = 5.0
TOO_LONG = "no answer within {:g} seconds; ask for less, or give it longer with --time-limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: rows, seconds, bytes of text in its answer, and bytes of memory where it is answered."""

    max_rows: int = MAX_ROWS
    time_limit_s: float = TIME_LIMIT_S
    max_bytes: int = MAX_BYTES
    max_memory_bytes: int = MEMORY_LIMIT_BYTES


@dataclass(frozen=True, slots=True)
class AskedGraphs:
    """The graphs that a query is asked of, by IRI: those whose union is its default graph, and those that it may name.

    They stand in place of what the query itself names with FROM.
    """

    default: Sequence[str] = ()
    named: Sequence[str] = ()


def run_query(
    graph: Graph,
    query: str,
    values: Mapping[str, str] | None = None,
    *,
    max_rows: int = MAX_ROWS,
    max_bytes: int = MAX_BYTES,
    time_limit_s: float = TIME_LIMIT_S,
    memory_limit_bytes: int = MEMORY_LIMIT_BYTES,
    graphs: AskedGraphs | None = None,
    base: str | None = None,
    stop: Stop | None = None,
) -> QueryResult:
    """The answer to SPARQL 1.1 text over the union of the graph; ``GRAPH ?source`` asks the sources one by one.

    The usual prefixes need not be declared. ``values`` fix variables of the query's SELECT: an IRI in ``<>``, a literal
    in quotes, a number, or a name that the graph knows. A graph on disk is asked in a process that can be killed; one
    behind an endpoint is asked there, under the same guard and limits, but for memory, which is the server's. For one
    on disk, ``graphs`` says which of its graphs are asked, ``base`` what relative IRIs are relative to, and ``stop``
    ends the query early.

    Raises:
        QueryError: the query has a mistake (line and column are named), or would change the graph or go out to the
            network.
        QueryLimitError: it took too long or too much memory, or was stopped.
        UnknownNameError: a value for ?paper, ?dataset or ?model names nothing in the graph.
        NoWorkerError: no process to ask it in can be started.
        EndpointError: the endpoint does not answer.
    """
    form = refuse_changes_and_network(query)
    terms = _terms(graph, query, values) if values else {}
    limits = Limits(max_rows, time_limit_s, max_bytes, memory_limit_bytes)
    if graph.endpoint is not None:
        check_syntax(query)
        from kg.store.remote.asking import ask_endpoint  # noqa: PLC0415 - what reads a folder is spared the network

        found = ask_endpoint(graph.endpoint, query, form, terms, limits)
        return replace(found, notes=unknown_terms(query, ours_alone=True))
    request = request_of(_hinted(query, form, terms), terms, limits) | {"graphs": _named(graphs), "base": base}
    notes = unknown_terms(query)
    if not graph.writable:
        place = graph.path / "store"
        return replace(_in_worker(request | {"path": str(place)}, time_limit_s, stop or Stop()), notes=notes)
    with tempfile.TemporaryDirectory(prefix="kg-query-") as folder:  # nobody may read what is being written
        place = Path(folder) / "store"
        graph.store.backup(place)
        return replace(_in_worker(request | {"path": str(place)}, time_limit_s, stop or Stop()), notes=notes)


def _terms(graph: Graph, query: str, values: Mapping[str, str]) -> dict[str, Term]:
    """What the variables of a query are fixed to."""
    from kg.nearest import nearest_to  # noqa: PLC0415
    from kg.store.parameters import term_of  # noqa: PLC0415 - most queries have none, and are answered sooner
    from kg.store.reading import GraphReader  # noqa: PLC0415

    held = sorted({t.text[1:] for t in tokens(query) if t.kind is TokenKind.VARIABLE})
    for name in (name.lstrip("?$") for name in values):
        if name not in held:
            near = nearest_to(name, held) or held
            raise QueryError(f"the query has no ?{name} to set; it has {', '.join(f'?{each}' for each in near)}")
    reader = GraphReader(graph)
    return {name.lstrip("?$"): term_of(reader, name.lstrip("?$"), value) for name, value in values.items()}


def _hinted(query: str, form: str, terms: Mapping[str, Term]) -> str:
    """The query with its values written at the head of its pattern too.

    Oxigraph orders joins before it substitutes: where the text does not show what is given, it may scan all.

    Raises:
        QueryError: the query has a mistake, or its SELECT does not have the variable.
    """
    if form != "SELECT" or not terms:
        return query
    check_syntax(query)  # lines and columns of mistakes are those of what was asked
    return with_values(query, form, terms)


def check_syntax(query: str) -> None:
    """Let SPARQL 1.1 pass, the usual prefixes being declared, so that mistakes are told of in the same words anywhere.

    Raises:
        QueryError: there is a mistake; line and column are named.
    """
    try:
        Store().query(query, prefixes=PREFIXES)
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise QueryError(mistake_in_words(type(error).__name__, str(error), query)) from None


def request_of(query: str, terms: Mapping[str, Term], limits: Limits) -> dict[str, Any]:
    """What the worker is told, but for where the store is."""
    return {
        "query": query,
        "prefixes": PREFIXES,
        "values": {name: query_worker.to_json(term) for name, term in sorted(terms.items())},
        "max_rows": limits.max_rows,
        "max_bytes": limits.max_bytes,
        "max_memory_bytes": limits.max_memory_bytes,
    }


def _named(graphs: AskedGraphs | None) -> dict[str, list[str]] | None:
    """The graphs by IRI, each once and in order.

    Raises:
        QueryError: one is no IRI.
    """
    if graphs is None:
        return None
    for iri in (*graphs.default, *graphs.named):
        try:
            NamedNode(iri)
        except ValueError:
            raise QueryError(f"{iri[:100]} is no IRI of a graph; write it in full, with its scheme") from None
    return {"default": list(dict.fromkeys(graphs.default)), "named": list(dict.fromkeys(graphs.named))}


def result_of(query: str, found: Mapping[str, Any]) -> QueryResult:
    """What the worker's reply says.

    Raises:
        QueryError: that the query has a mistake.
    """
    if "error" in found:
        raise QueryError(mistake_in_words(found["error"], found["message"], query))
    terms = tuple(_terms_of(row) for row in found["rows"])
    cut = None if found["cut"] is None else Cut(found["cut"])
    return QueryResult(QueryKind(found["kind"]), tuple(found["columns"]), terms, cut)


def _terms_of(row: Sequence[Any]) -> tuple[Term | None, ...]:
    go_on()
    return tuple(query_worker.from_json(cell) for cell in row)


def _in_worker(request: dict[str, Any], time_limit_s: float, stop: Stop) -> QueryResult:
    with _started() as process:
        stop.watch(process)
        try:
            asked = json.dumps(request | {"max_seconds": time_limit_s + _GRACE_S}).encode()
            told, _ = process.communicate(asked, timeout=time_limit_s)
        except subprocess.TimeoutExpired:
            process.kill()
            raise QueryLimitError(TOO_LONG.format(time_limit_s)) from None
        except BaseException:
            process.kill()
            raise
    if stop.pulled():
        raise QueryLimitError("the query was stopped; ask again for its answer")
    if process.returncode != 0:
        raise QueryLimitError("the query needed too much memory or broke off; ask for less, or add a LIMIT")
    return result_of(str(request["query"]), json.loads(told))


def _started() -> "subprocess.Popen[bytes]":
    """The worker.

    Raises:
        NoWorkerError: it cannot be started.
    """
    command = [sys.executable, "-P", query_worker.__file__]
    try:
        return subprocess.Popen(  # noqa: S603 - our own script
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise NoWorkerError(error.strerror or str(error)) from error
