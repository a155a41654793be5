"""What a query may not do: change the graph, or go out to the network."""

import re

from kg.core.errors import QueryError
from kg.store.sparql_tokens import Token, TokenKind, tokens, unescaped

_REFUSED = {
    "SERVICE": "asks another server",
    "LOAD": "fetches a document",
    **dict.fromkeys(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD"), "would change the graph"),
}

_HIDES_SERVICE = re.compile(r"^[^:]*service|\.service", re.IGNORECASE)
"""SPARQL needs no blank between the keyword and what stands beside it, so a prefix may begin with it ("SERVICEx:a")."""

_PROLOGUE = frozenset({"PREFIX", "BASE"})
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def refuse_changes_and_network(query: str) -> str:
    """Let a harmless query pass; its form, one of SELECT, ASK, CONSTRUCT and DESCRIBE.

    No word of SPARQL but these holds the letters of one that is refused, so a word that does is refused too: "1SERVICE"
    is a number and a keyword. Neither may a prefix hold "service", nor a name ".service". The query is looked at as it
    stands and with its escapes resolved, for servers differ.

    Raises:
        QueryError: the query holds a keyword of an update, SERVICE or LOAD, or begins like no query; line and column
            are named.
    """
    plain = unescaped(query)
    _refuse_words(query)
    if plain != query:
        _refuse_words(plain)
    first = next((t for t in _words(query) if t.upper not in _PROLOGUE), None)
    if first is None:
        raise QueryError("there is no query here; one begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first.upper not in _FORMS:
        at = _place(query, first.start)
        raise QueryError(f"{at}: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not {first.text[:20]}")
    return first.upper


def _refuse_words(query: str) -> None:
    for token in tokens(query):
        word = _refused_in(token)
        if word is not None:
            raise QueryError(f"{_place(query, token.start)}: {word} is refused, because it {_REFUSED[word]}")


def _refused_in(token: Token) -> str | None:
    """The refused keyword that the token holds, or that a server may read out of it."""
    if token.kind is TokenKind.WORD:
        return next((w for w in _REFUSED if w in token.upper), None)
    return "SERVICE" if token.kind is TokenKind.NAME and _HIDES_SERVICE.search(token.text) else None


def _words(query: str) -> list[Token]:
    return [token for token in tokens(query) if token.kind is TokenKind.WORD]


def _place(query: str, offset: int) -> str:
    before = query[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"
