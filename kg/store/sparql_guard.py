"""What a query may not do: change the graph, or go out to the network."""

import re

from kg.core.errors import QueryError

_REFUSED = {
    "SERVICE": "asks another server",
    "LOAD": "fetches a document",
    **dict.fromkeys(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"), "would change the graph"),
}

_PROLOGUE = frozenset({"PREFIX", "BASE"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})

# Comments, IRIs, strings, variables, language tags and prefixed names are passed over; what is left are keywords. Where
# SPARQL's grammar and this one differ, this one must see more keywords and never fewer.
_TOKEN = re.compile(
    r"""
      \#[^\r\n]*
    | <[^<>"{}|^`\x00-\x20]*>
    | \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"
    | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\r\n]|\\.)*"
    | '(?:[^'\\\r\n]|\\.)*'
    | [?$]\w+
    | @[A-Za-z][\w-]*
    | (?:\w[\w.-]*)?:(?:[\w:%.-]|\\.)*
    | (?P<word>\w+)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


def refuse_changes_and_network(query: str) -> None:
    """Let a harmless query pass.

    Raises:
        QueryError: the query holds a keyword of an update, SERVICE or LOAD, or begins like no query; line and column
            are named.
    """
    words = [token for token in _TOKEN.finditer(query) if token.group("word")]
    for token in words:
        word = token.group().upper()
        if word in _REFUSED:
            raise QueryError(f"{_place(query, token.start())}: {word} is refused, because it {_REFUSED[word]}")
    first = next((token for token in words if token.group().upper() not in _PROLOGUE), None)
    if first is None:
        raise QueryError("there is no query here; one begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first.group().upper() not in _FORMS:
        at = _place(query, first.start())
        raise QueryError(f"{at}: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {first.group()[:20]}")


def _place(query: str, offset: int) -> str:
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"
