"""What a query may not do: change the graph, or go out to the network."""

import re

from kg.core.errors import QueryError

_REFUSED = {
    "SERVICE": "asks another server",
    "LOAD": "fetches a document",
    **dict.fromkeys(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"), "would change the graph"),
}

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
        QueryError: the query holds a keyword of an update, SERVICE or LOAD; line and column are named.
    """
    for token in _TOKEN.finditer(query):
        word = (token.group("word") or "").upper()
        if word in _REFUSED:
            before = query[: token.start()]
            line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
            raise QueryError(f"line {line}, column {column}: {word} is refused, because it {_REFUSED[word]}")
