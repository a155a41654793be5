"""The process that evaluates one query and may be killed: a request as JSON on stdin, the result as JSON on stdout.

It is run as a script and imports nothing of kg, so that it starts at once.
"""

import json
import sys
from contextlib import suppress
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store, Triple, Variable


def to_json(term: Any) -> Any:
    """A term in the manner of SPARQL's JSON results; None for an unbound variable."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "triple", "value": [to_json(t) for t in (term.subject, term.predicate, term.object)]}
    found = {"type": "literal", "value": term.value}
    return found | ({"xml:lang": term.language} if term.language else {"datatype": term.datatype.value})


def from_json(found: Any) -> Any:
    """The term that ``to_json`` wrote."""
    if found is None:
        return None
    value = found["value"]
    if found["type"] == "uri":
        return NamedNode(value)
    if found["type"] == "bnode":
        return BlankNode(value)
    if found["type"] == "triple":
        return Triple(*(from_json(part) for part in value))
    language = found.get("xml:lang")
    return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(found["datatype"]))


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The result of the request, or the kind and words of the error."""
    return evaluated(Store.read_only(request["path"]), request)


def evaluated(store: Store, request: dict[str, Any]) -> dict[str, Any]:
    """The same, from a store that is open."""
    values = {Variable(name): from_json(term) for name, term in request["values"].items()}
    try:
        result = store.query(
            request["query"],
            prefixes=request["prefixes"],
            substitutions=values or None,
            base_iri=request.get("base"),
            **_graphs(request.get("graphs")),
        )
        if isinstance(result, QueryBoolean):
            said = to_json(Literal(bool(result)))
            return {"kind": "ask", "columns": ["answer"], "rows": [[said]], "cut": None}
        kind, columns = "construct", ["subject", "predicate", "object"]
        if isinstance(result, QuerySolutions):
            kind, columns = "select", [variable.value for variable in result.variables]
        rows, cut = _taken(result, request["max_rows"], request["max_bytes"])
    except (SyntaxError, RuntimeError, ValueError, OSError) as error:
        return {"error": type(error).__name__, "message": str(error)}
    return {"kind": kind, "columns": columns, "rows": rows, "cut": cut}


def _graphs(asked: dict[str, list[str]] | None) -> dict[str, Any]:
    """What Oxigraph is told of the graphs that are asked; nothing where the query is asked of all."""
    if asked is None:
        return {}
    return {
        "default_graph": [NamedNode(iri) for iri in asked["default"]],
        "named_graphs": [NamedNode(iri) for iri in asked["named"]],
    }


def _taken(result: Any, max_rows: int, max_bytes: int) -> tuple[list[Any], str | None]:
    """The rows within the bounds, and which bound cut them off, "rows" or "size", if one did."""
    rows: list[Any] = []
    size = 0
    for found in result:
        cells = (found.subject, found.predicate, found.object) if isinstance(found, Triple) else found
        row = [to_json(term) for term in cells]
        size += sum(len(str(cell)) for cell in row)
        if len(rows) >= max_rows:
            return rows, "rows"
        if size > max_bytes:
            return rows, "size"
        rows.append(row)
    return rows, None


def _bound_memory(max_memory_bytes: int) -> None:
    """Let the process die before the machine does; where there are no such limits, do nothing."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Unix only

        resource.setrlimit(resource.RLIMIT_AS, (max_memory_bytes, max_memory_bytes))


def _bound_time(max_seconds: float) -> None:
    """Let the system end the process then, in the midst of C code too, where nobody is left to end it."""
    with suppress(ImportError, AttributeError):
        import signal  # noqa: PLC0415 - Unix alone has its timers

        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max_seconds)


def main() -> None:
    """Answer the one request on stdin."""
    request = json.load(sys.stdin)
    _bound_time(request["max_seconds"])
    _bound_memory(request["max_memory_bytes"])
    json.dump(answer(request), sys.stdout)


if __name__ == "__main__":
    main()
