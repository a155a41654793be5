"""A request of the SPARQL 1.1 Protocol becomes a query and the graphs that it is asked of, or an error of HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.store.query import AskedGraphs

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
DEFAULT_GRAPH, NAMED_GRAPH = "default-graph-uri", "named-graph-uri"
LONGEST_QUERY = 200_000


class ProtocolError(Exception):
    """The request cannot be met; status is that of HTTP."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in SPARQL, and the graphs that it is asked of where the request names any."""

    query: str
    graphs: AskedGraphs | None


def asked(
    method: str, content_type: str, body: bytes, query: Mapping[str, Sequence[str]], form: Mapping[str, Sequence[str]]
) -> Asked:
    """What the request asks: by GET, by a form, or with the query alone as its body.

    query and form are the fields of the address and of the body where that is a form.

    Raises:
        ProtocolError: 400 for a request that is none of these, 403 for an update, 415 for a body of another type.
    """
    media_type = _media_type(content_type)
    if (method == "POST" and media_type == UPDATE) or "update" in query or "update" in form:
        raise ProtocolError(403, "this graph can be read and not changed; updates are refused")
    if method == "POST" and media_type not in {QUERY, FORM}:
        raise ProtocolError(415, f"post a form ({FORM}) or a query ({QUERY})")
    direct = method == "POST" and media_type == QUERY
    queries = [*query.get("query", ()), *form.get("query", ())]
    if direct:
        queries.append(_text(content_type, body))
    if len(queries) != 1:
        raise ProtocolError(400, "give one query" if not queries else "give one query and not several")
    if len(queries[0]) > LONGEST_QUERY:
        raise ProtocolError(413, f"a query has at most {LONGEST_QUERY} characters")
    default = [*query.get(DEFAULT_GRAPH, ()), *form.get(DEFAULT_GRAPH, ())]
    named = [*query.get(NAMED_GRAPH, ()), *form.get(NAMED_GRAPH, ())]
    return Asked(queries[0], AskedGraphs(default, named) if default or named else None)


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _text(content_type: str, body: bytes) -> str:
    parameters = (p.strip().partition("=") for p in content_type.split(";")[1:])
    charset = next((value.strip('" ').lower() for name, _, value in parameters if name.lower() == "charset"), "utf-8")
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise ProtocolError(415, "a query is written in UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError(400, "the query is not in UTF-8") from None
