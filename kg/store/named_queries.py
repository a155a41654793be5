"""The questions that travel with kg, each a file of SPARQL that opens with itself in plain words."""

import re
from dataclasses import dataclass

from kg.core.errors import QueryError
from kg.nearest import nearest_to
from kg.resources import shipped

_PARAMETER = re.compile(r"^#\s*\?(\w+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A shipped query: its name, the question it answers, the variables that may be set, and its text."""

    name: str
    question: str
    parameters: tuple[str, ...]
    text: str


def named_queries() -> tuple[NamedQuery, ...]:
    """All shipped queries by name."""
    return tuple(_parsed(path.stem, path.read_text("utf-8")) for path in sorted(shipped("queries").glob("*.rq")))


def named_query(name: str) -> NamedQuery:
    """The shipped query of this name.

    Raises:
        QueryError: there is none; the nearest are offered.
    """
    queries = {query.name: query for query in named_queries()}
    if name not in queries:
        near = nearest_to(name, queries)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise QueryError(f"{name}: no such question; {meant}kg query --list shows all")
    return queries[name]


def _parsed(name: str, text: str) -> NamedQuery:
    question = text.split("\n", 1)[0].removeprefix("#").strip()
    return NamedQuery(name, question, tuple(_PARAMETER.findall(text)), text)
