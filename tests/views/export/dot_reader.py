"""Reads the part of DOT that kg writes as Graphviz's own scanner does, and refuses all else: for tests."""

import re
from dataclasses import dataclass, field
from html import unescape

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z_][A-Za-z_0-9]*|-?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?))"""
    r"""|(?P<mark>->|[{}\[\];,=]))""",
    re.DOTALL,
)
Attributes = dict[str, str]


@dataclass(slots=True)
class Drawn:
    """The nodes with their attributes, and the edges in their order."""

    nodes: dict[str, Attributes] = field(default_factory=dict)
    edges: list[tuple[str, str, Attributes]] = field(default_factory=list)


def read_dot(text: str) -> Drawn:
    """The graph, ids and attributes as the scanner hands them on: a backslash is taken from before a quote alone.

    Raises:
        ValueError: the text is no DOT, or says what kg never does.
    """
    tokens = _tokens(text)
    drawn = Drawn()
    for expected in ("digraph", "kg", "{"):
        _expect(tokens, expected)
    while tokens[0] != ("mark", "}"):
        kind, first = tokens.pop(0)
        if kind == "word":
            if first not in ("graph", "node", "edge"):
                raise ValueError(f"{first!r} stands where a string should")
            _attributes(tokens)
        elif kind == "string" and tokens[0] == ("mark", "->"):
            tokens.pop(0)
            kind, second = tokens.pop(0)
            if kind != "string":
                raise ValueError(f"an edge leads to {second!r}")
            drawn.edges.append((first, second, _attributes(tokens)))
        elif kind == "string":
            if first in drawn.nodes:
                raise ValueError(f"{first!r} is told twice")
            drawn.nodes[first] = _attributes(tokens)
        else:
            raise ValueError(f"{first!r} begins no statement")
        _expect(tokens, ";")
    tokens.pop(0)
    if tokens:
        raise ValueError(f"{tokens[0]} comes after the end")
    return drawn


def label_text(attribute: str) -> str:
    """The text that a label, tooltip or address shows: entities are read, then escapes.

    Raises:
        ValueError: an escape stands for something else than itself.
    """

    def character(found: re.Match[str]) -> str:
        if found[1] != "\\":
            raise ValueError(f"{found[0]!r} is an escape of Graphviz's in {attribute!r}")
        return "\\"

    return re.sub(r"\\(.?)", character, unescape(attribute), flags=re.DOTALL)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise ValueError(f"no token begins at {text[at : at + 40]!r}")
        kind = str(token.lastgroup)
        said = token[kind]
        found.append((kind, _scanned(said) if kind == "string" else said))
        at = token.end()
    return found


def _scanned(string: str) -> str:
    """What the scanner makes of a string: of its escapes it reads those of a quote and of a line's end."""
    return re.sub(r"\\(.)", lambda found: {'"': '"', "\n": ""}.get(found[1], found[0]), string[1:-1], flags=re.DOTALL)


def _attributes(tokens: list[tuple[str, str]]) -> Attributes:
    _expect(tokens, "[")
    found: Attributes = {}
    while tokens[0] != ("mark", "]"):
        kind, name = tokens.pop(0)
        if kind != "word" or name in found:
            raise ValueError(f"{name!r} is no name of an attribute, or stands there twice")
        _expect(tokens, "=")
        kind, found[name] = tokens.pop(0)
        if kind not in ("word", "string"):
            raise ValueError(f"{name} has no value")
        if tokens[0] == ("mark", ","):
            tokens.pop(0)
    tokens.pop(0)
    return found


def _expect(tokens: list[tuple[str, str]], said: str) -> None:
    if tokens.pop(0)[1] != said:
        raise ValueError(f"{said!r} is missing")
