"""SPARQL as tokens: as much grammar as it takes to tell keywords from names, strings and comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

# Where SPARQL's grammar and this one differ, this one must see more keywords and never fewer. A number and the keyword
# behind it are one word here, for SPARQL needs no blank between them.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>
          \"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"
        | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
        | "(?:[^"\\\r\n]|\\.)*"
        | '(?:[^'\\\r\n]|\\.)*'
      )
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:\w[\w.-]{0,59}+)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])
          (?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)?)
    | (?P<word>\w+)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class TokenKind(Enum):
    """What a token is; spaces and comments are none."""

    IRI = auto()
    STRING = auto()
    VARIABLE = auto()
    LANGUAGE = auto()
    NAME = auto()
    WORD = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its place; depth counts the brackets of all kinds that are open around it."""

    kind: TokenKind
    text: str
    start: int
    depth: int

    @property
    def upper(self) -> str:
        """The text in capitals, as keywords compare."""
        return self.text.upper()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query. An opening bracket has the depth outside it, and so has its closing one."""
    depth = 0
    for found in _TOKEN.finditer(query):
        group = found.lastgroup or "sign"
        if group in {"space", "comment"}:
            continue
        text = found.group()
        depth -= text in {"}", ")", "]"}
        yield Token(TokenKind[group.upper()], text, found.start(), depth)
        depth += text in {"{", "(", "["}


def unescaped(query: str) -> str:
    r"""The query with its code points in place of their escapes, which SPARQL allows anywhere.

    >>> unescaped("\\u0053ERVICE")
    'SERVICE'
    """

    def character(found: re.Match[str]) -> str:
        number = int(found.group(1) or found.group(2), 16)
        return chr(number) if number < 0x110000 else found.group()

    return _ESCAPED.sub(character, query)
