"""Each entry of the suites put to pyoxigraph directly and to our own path, and what came of it."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from kg.core.errors import QueryError
from kg.store.query import Limits, request_of, result_of
from kg.store.query_result import QueryKind, QueryResult
from kg.store.query_worker import evaluated
from kg.store.sparql_guard import refuse_changes_and_network
from kg.views.export import turtle
from kg.views.query_text import query_csv, query_rdf, query_sparql_json, query_tsv, query_xml
from tests.w3c.comparing import Row, in_default, in_store, same_graph, same_rows
from tests.w3c.suite import FORMS, Entry

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_ROWS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
_LIMITS = Limits(max_rows=1_000_000)

Answer = bool | list[Row] | list[object]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an entry: passed, failed, refused (by the guard), or not run; with a reason where there is one."""

    entry: str
    direct: str
    ours: str
    why: str = ""


def outcomes(entries: Iterator[Entry]) -> Iterator[Outcome]:
    """What comes of each entry, those of protocols left out: they are for a server."""
    for entry in entries:
        if run := _RUNS.get(entry.kind):
            yield run(entry)


def _evaluation(entry: Entry) -> Outcome:
    query = _text(entry)
    ours, why = _told(lambda: _ours(entry, query))
    if entry.needs_server or "SERVICE" in query.upper().split():
        return Outcome(entry.name, "not run", ours, why)
    direct, _ = _told(lambda: _holds(entry, _direct(entry.before.store(), query, entry)))
    return Outcome(entry.name, direct, ours, why)


def _ours(entry: Entry, query: str) -> bool:
    return holds_in_every_form(entry, _asked(entry.before.store(), _with_base(query, entry)))


def query_of(entry: Entry) -> str:
    """The query of an entry, with its base."""
    return _with_base(_text(entry), entry)


def holds_in_every_form(entry: Entry, result: QueryResult) -> bool:
    """Whether the answer is what is expected, in every form that we write."""
    if entry.result is not None and entry.result.suffix == ".csv":
        return _csv_rows(query_csv(result)) == _csv_rows(entry.result.read_text("utf-8"))
    if result.kind is QueryKind.CONSTRUCT:
        forms = [(form, query_rdf(result, form)) for form in (RdfFormat.TURTLE, RdfFormat.N_QUADS)]
        return all(_holds(entry, in_default(q.triple for q in parse(text, format=form))) for form, text in forms)
    read: list[Answer] = [
        _read(parse_query_results(json.dumps(query_sparql_json(result)), QueryResultsFormat.JSON)),
        _read(parse_query_results(query_xml(result), QueryResultsFormat.XML)),
    ]
    if result.kind is QueryKind.SELECT and result.columns:
        read.append(_read(parse_query_results(query_tsv(result), QueryResultsFormat.TSV)))
    return all(_holds(entry, answer) for answer in read)


def _asked(store: Store, query: str) -> QueryResult:
    """What kg query does, in this process: the guard, the worker's own evaluation, the result read back."""
    refuse_changes_and_network(query)
    return result_of(query, evaluated(store, request_of(query, {}, _LIMITS)))


def _direct(store: Store, query: str, entry: Entry) -> Answer:
    return _read(store.query(query, base_iri=_base(entry)))


def _read(found: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QueryTriples):
        return list(in_default(found))
    names = [variable.value for variable in found.variables]
    return [tuple((n, t) for n, t in zip(names, row, strict=True) if t is not None) for row in found]


def _holds(entry: Entry, answer: Answer) -> bool:
    """Whether the answer is the expected one."""
    path = entry.result
    assert path is not None
    if path.suffix in _ROWS:
        expected = _read(parse_query_results(path.read_bytes(), _ROWS[path.suffix]))
        if isinstance(expected, bool) or isinstance(answer, bool):
            return expected is answer
        return same_rows(answer, expected)  # type: ignore[arg-type]
    if path.suffix == ".csv":
        names = {name: None for row in answer for name, _ in row}  # type: ignore[union-attr]
        result = QueryResult(
            QueryKind.SELECT, tuple(names), tuple(tuple(dict(row).get(n) for n in names) for row in answer)
        )  # type: ignore[union-attr,arg-type,misc]
        return _csv_rows(query_csv(result)) == _csv_rows(path.read_text("utf-8"))
    quads = list(parse(path=str(path), format=FORMS[path.suffix], base_iri=path.as_uri()))
    if any(q.object.value == f"{RS}ResultSet" for q in quads if hasattr(q.object, "value")):
        return not isinstance(answer, bool) and same_rows(answer, _result_set(quads))  # type: ignore[arg-type]
    return not isinstance(answer, bool) and same_graph(answer, in_default(q.triple for q in quads))  # type: ignore[arg-type]


def _result_set(quads: list) -> list[Row]:  # type: ignore[type-arg]
    """The rows of a result in the vocabulary that tests once had for it."""

    def objects(node: object, name: str) -> list:  # type: ignore[type-arg]
        return [q.object for q in quads if q.subject == node and q.predicate.value == name]

    return [
        tuple((objects(b, f"{RS}variable")[0].value, objects(b, f"{RS}value")[0]) for b in objects(s, f"{RS}binding"))
        for s in (q.object for q in quads if q.predicate.value == f"{RS}solution")
    ]


def _csv_rows(text: str) -> list[list[tuple[str, str]]]:
    """The rows as pairs of column and cell, in any order; numbers by value, blank nodes by any name."""
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    return sorted(sorted(zip(head, map(_cell, row), strict=True)) for row in rows)


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return str(float(text))
    except ValueError:
        return text


def _syntax(*, good: bool) -> Callable[[Entry], Outcome]:
    def run(entry: Entry) -> Outcome:
        query = _text(entry)
        ours, why = _told(lambda: _accepted(lambda: _asked(Store(), _with_base(query, entry))) is good)
        direct, _ = _told(lambda: _accepted(lambda: Store().query(query, base_iri=_base(entry))) is good)
        return Outcome(entry.name, direct, ours, why)

    return run


def _update_syntax(*, good: bool) -> Callable[[Entry], Outcome]:
    def run(entry: Entry) -> Outcome:
        text = _text(entry)
        ours, why = _told(lambda: _accepted(lambda: _asked(Store(), text)) is good)
        if "LOAD" in text.upper():
            return Outcome(entry.name, "not run", ours, why)
        direct, _ = _told(lambda: _accepted(lambda: Store().update(text, base_iri=_base(entry))) is good)
        return Outcome(entry.name, direct, ours, why)

    return run


def _update(entry: Entry) -> Outcome:
    text = _text(entry)
    ours, why = _told(lambda: _accepted(lambda: _asked(entry.before.store(), text)))
    if "LOAD" in text.upper():
        return Outcome(entry.name, "not run", ours, why)

    def changed() -> bool:
        store = entry.before.store()
        store.update(text, base_iri=_base(entry))
        return same_graph(store, entry.after.store())

    return Outcome(entry.name, _told(changed)[0], ours, why)


def _accepted(ask: Callable[[], object]) -> bool:
    """Whether the text is taken; what the guard refuses is passed on."""
    try:
        ask()
    except QueryError as error:
        if "is refused" in str(error):
            raise
        return "is not supported" in str(error)  # read, and not answered
    except RuntimeError:
        return True  # read, and not carried out
    except (SyntaxError, ValueError):
        return False
    return True


def _told(holds: Callable[[], bool]) -> tuple[str, str]:
    try:
        return ("passed" if holds() else "failed"), ""
    except QueryError as error:
        refused = str(error).partition(": ")[2]
        return ("refused", refused) if "is refused" in refused else ("failed", "")
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return "failed", ""


def _text(entry: Entry) -> str:
    assert entry.action is not None
    return entry.action.read_text("utf-8")


def _base(entry: Entry) -> str:
    assert entry.action is not None
    return entry.action.as_uri()


def _with_base(query: str, entry: Entry) -> str:
    """The query with the base that its file gives it; nothing else is put into it."""
    return f"BASE <{_base(entry)}>\n{query}"


def _turtle(entry: Entry) -> Outcome:
    """Turtle read, asked for with a CONSTRUCT, and written again as Turtle and N-Quads by what exports write by."""
    assert entry.action is not None
    assert entry.result is not None
    base = f"https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/{entry.action.name}"
    data = entry.action.read_bytes()
    expected = list(parse(path=str(entry.result), format=RdfFormat.N_TRIPLES))

    def direct() -> bool:
        return same_graph(parse(data, format=RdfFormat.TURTLE, base_iri=base), expected)

    def ours() -> bool:
        store = in_store(parse(data, format=RdfFormat.TURTLE, base_iri=base))
        result = _asked(store, "CONSTRUCT WHERE { ?s ?p ?o }")
        exported = turtle(q.triple for q in parse(data, format=RdfFormat.TURTLE, base_iri=base))
        written = (
            (query_rdf(result, RdfFormat.N_QUADS), RdfFormat.N_QUADS),
            (query_rdf(result, RdfFormat.TURTLE), RdfFormat.TURTLE),
            (exported, RdfFormat.TURTLE),
        )
        return all(same_graph(parse(text, format=form), expected) for text, form in written)

    return Outcome(entry.name, _told(direct)[0], _told(ours)[0])


def _turtle_syntax(*, good: bool) -> Callable[[Entry], Outcome]:
    def run(entry: Entry) -> Outcome:
        from kg.store.foreign import read_rdf  # noqa: PLC0415

        assert entry.action is not None
        data = entry.action.read_bytes()
        base = f"https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-turtle/{entry.action.name}"
        direct = _told(lambda: _accepted(lambda: list(parse(data, format=RdfFormat.TURTLE, base_iri=base))) is good)
        based = f"@base <{base}> .\n".encode() + data  # what a user brings has no other address
        ours = _told(lambda: _accepted(lambda: read_rdf(based, ".ttl", entry.name)) is good)
        return Outcome(entry.name, direct[0], ours[0])

    return run


_RUNS: dict[str, Callable[[Entry], Outcome]] = {
    "QueryEvaluationTest": _evaluation,
    "CSVResultFormatTest": _evaluation,
    "PositiveSyntaxTest11": _syntax(good=True),
    "NegativeSyntaxTest11": _syntax(good=False),
    "UpdateEvaluationTest": _update,
    "PositiveUpdateSyntaxTest11": _update_syntax(good=True),
    "NegativeUpdateSyntaxTest11": _update_syntax(good=False),
    "TestTurtleEval": _turtle,
    "TestTurtlePositiveSyntax": _turtle_syntax(good=True),
    "TestTurtleNegativeSyntax": _turtle_syntax(good=False),
}
