"""Questions in SPARQL: checked, evaluated in a process that can be killed, and cut off visibly."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.core.errors import QueryError
from kg.store import query_worker
from kg.store.graph import Graph
from kg.store.parameters import term_of
from kg.store.reading import GraphReader
from kg.store.sparql_guard import refuse_changes_and_network
from kg.store.vocabulary import PREFIXES

MAX_ROWS = 10_000
TIME_LIMIT_S = 30.0
_MAX_BYTES = 50_000_000
_MAX_MEMORY_BYTES = 8 * 2**30
_LONGEST_REASON = 200
_NEVER_MEANT = {"LATERAL", "SERVICE"}  # the parser offers them nearly everywhere

Term = NamedNode | BlankNode | Literal | Triple


class QueryKind(StrEnum):
    """The form of a query."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    terms holds a row for each solution, None where a variable is unbound; rows the same as text. ASK gives one row with
    one column, "answer"; CONSTRUCT and DESCRIBE give triples as rows. truncated says that there would have been more.
    """

    kind: QueryKind
    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    truncated: bool

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text: the value of literals and IRIs, empty where unbound."""
        return tuple(tuple(_text(term) for term in row) for row in self.terms)

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        return tuple(Triple(*row) for row in self.terms) if self.kind is QueryKind.CONSTRUCT else ()  # type: ignore[arg-type]


def run_query(
    graph: Graph,
    query: str,
    values: Mapping[str, str] | None = None,
    *,
    max_rows: int = MAX_ROWS,
    time_limit_s: float = TIME_LIMIT_S,
) -> QueryResult:
    """The answer to SPARQL 1.1 text over the union of the graph; ``GRAPH ?source`` asks the sources one by one.

    The usual prefixes need not be declared. ``values`` fix variables of the query's SELECT: an IRI in ``<>``, a literal
    in quotes, a number, or a name that the graph knows.

    Raises:
        QueryError: the query has a mistake (line and column are named), would change the graph or go out to the
            network, or took too long or too much memory.
        UnknownNameError: a value for ?paper, ?dataset or ?model names nothing in the graph.
    """
    refuse_changes_and_network(query)
    reader = GraphReader(graph)
    terms = {name.lstrip("?$"): term_of(reader, name.lstrip("?$"), value) for name, value in (values or {}).items()}
    request = {
        "query": query,
        "prefixes": PREFIXES,
        "values": {name: query_worker.to_json(term) for name, term in sorted(terms.items())},
        "max_rows": max_rows,
        "max_bytes": _MAX_BYTES,
        "max_memory_bytes": _MAX_MEMORY_BYTES,
    }
    if not graph.writable:
        return _evaluated(request | {"path": str(graph.path / "store")}, time_limit_s)
    with tempfile.TemporaryDirectory(prefix="kg-query-") as folder:  # nobody may read what is being written
        graph.store.backup(Path(folder) / "store")
        return _evaluated(request | {"path": str(Path(folder) / "store")}, time_limit_s)


def _evaluated(request: dict[str, object], time_limit_s: float) -> QueryResult:
    command = [sys.executable, "-P", query_worker.__file__]
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            command, input=json.dumps(request).encode(), capture_output=True, timeout=time_limit_s, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"no answer within {time_limit_s:g} seconds; ask for less, or give it longer with --time-limit"
        ) from None
    if done.returncode != 0:
        raise QueryError("the query needed too much memory or broke off; ask for less, or add a LIMIT")
    found = json.loads(done.stdout)
    if "error" in found:
        raise QueryError(_reason(found["error"], found["message"], str(request["query"])))
    terms = tuple(tuple(query_worker.from_json(cell) for cell in row) for row in found["rows"])
    return QueryResult(QueryKind(found["kind"]), tuple(found["columns"]), terms, found["truncated"])


def _reason(kind: str, message: str, query: str) -> str:
    """The error in words: line, column and what was expected there."""
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if kind != "SyntaxError" or place is None:
        missing = re.search(r"does not contains? variable (\?\w+)", message)
        return f"the query's SELECT has no {missing.group(1)} to set" if missing else message
    line, column, expected = int(place[1]), int(place[2]), place[3]
    lines = query.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    at = f'line {line}, column {column}, at "{rest[:20]}"' if rest else f"line {line}, column {column}, at the end"
    if "Prefix not found" in expected:
        before = " ".join([*lines[: line - 1], lines[line - 1][: column - 1]])
        prefix = re.search(r"([\w.-]*:)\S*\s*$", before)
        return f'line {line}, column {column}: the prefix "{prefix[1] if prefix else rest[:20]}" is not declared'
    options = re.sub("^expected (?:one of )?", "", expected).split(", ")
    words = [w for w in options if not re.search(r"[\[\\\n]|\.\.", w) and w not in _NEVER_MEANT]
    return f"{at}: expected {' or '.join(words)}"[:_LONGEST_REASON] if words else f"{at}: cannot be read from here on"


def _text(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value
