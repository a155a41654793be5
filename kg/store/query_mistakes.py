"""Mistakes in questions told so that people can mend them."""

import re
from collections.abc import Sequence

from kg.nearest import nearest_to
from kg.store.sparql_values import NOT_SELECTED
from kg.store.vocabulary import PREFIXES

_LONGEST_REASON = 200
_MOST_EXPECTED = 3
_ENDS = {"}", ")", "."}  # what is forgotten most
_SURELY = 2  # of what could go on the parser names some; a single one is a remnant, and seldom what is missing
_NEVER_MEANT = {"LATERAL", "SERVICE"}  # the parser offers them nearly everywhere


def mistake_in_words(kind: str, message: str, query: str) -> str:
    """The error in words: line, column and what was expected there."""
    place = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if kind != "SyntaxError" or place is None:
        missing = re.search(r"does not contains? variable (\?\w+)", message)
        return NOT_SELECTED.format(missing.group(1)) if missing else message
    line, column, expected = int(place[1]), int(place[2]), place[3]
    lines = query.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1] if line <= len(lines) else ""])
    at = f"line {line}, column {column}, " + (f'at "{rest[:20]}"' if rest else _at_the_end(before))
    if "Prefix not found" in expected:
        prefix = re.search(r"([\w.-]{0,40}+:)\S{0,30}+\s{0,9}+$", before)
        return f"line {line}, column {column}: {_undeclared(prefix[1] if prefix else rest[:20])}"
    options = re.sub("^expected (?:one of )?", "", expected).split(", ")
    words = [w for w in options if not re.search(r"[\[\\\n]|\.\.", w) and w not in _NEVER_MEANT]
    if len(words) < _SURELY:
        return f"{at}: the question cannot be read as it stands; look there and just before it"
    return f"{at}: expected {_few(words)}"[:_LONGEST_REASON] + "; mend it there"


def _at_the_end(before: str) -> str:
    return f'at the end, after "{" ".join(before.split())[-20:].strip()}"'


def _undeclared(prefix: str) -> str:
    """What may be done about a prefix that is not declared."""
    set_already = [f"{name}:" for name in PREFIXES]
    near = nearest_to(prefix, set_already)
    meant = f"did you mean {' or '.join(near)}?" if near else f"declare it with PREFIX {prefix} <…>."
    return f'the prefix "{prefix}" is not declared; {meant} These are set: {", ".join(sorted(set_already))}'


def _few(words: Sequence[str]) -> str:
    """What the parser could go on with: a value where it lists functions, else three, ends of something first."""
    if {"STR", "ABS"} <= set(words):
        return "a value, such as a variable, a text in quotes, a number or a function"
    first = sorted(words, key=lambda w: w.strip('"') not in _ENDS)[:_MOST_EXPECTED]
    return " or ".join(first) + (", among others" if len(words) > len(first) else "")
