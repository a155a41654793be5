"""The page of the named questions, out of queries/."""

import re

from writing import NOTE, code

from kg.store.named_queries import NamedQuery, named_queries

_INTRO = """# Named questions

Questions that travel with kg, by the name that `kg query NAME` takes. A variable that may be set is set by `--set variable=name`; without
it, all are answered. `kg query --list` shows the same, and each is a file in `queries/` to begin your own from
([how](../howto/sparql.md)).
"""
_PARAMETER = re.compile(r"^#\s*\?(\w+): *(.*)$", re.MULTILINE)
_SELECTED = re.compile(r"\bSELECT\b(?: DISTINCT)?(.*?)\bWHERE\b", re.DOTALL)
_COLUMN = re.compile(r"\(.*?AS \?(\w+)\)|\?(\w+)", re.DOTALL)


def page() -> str:
    """The page as text."""
    return NOTE + _INTRO + "".join(map(_section, named_queries()))


def _section(query: NamedQuery) -> str:
    told = dict(_PARAMETER.findall(query.text))
    settable = "".join(f"\n- `--set {name}=…`: {told[name]}" for name in query.parameters)
    comments = "\n".join(line for line in query.text.splitlines() if line.startswith("#"))
    selected = _SELECTED.search(query.text.removeprefix(comments))
    columns = [code(a or b) for a, b in _COLUMN.findall(selected[1])] if selected else []
    body = query.text.removeprefix(comments).strip("\n")
    return (
        f"\n## {query.name}\n\n{query.question}\n{settable + chr(10) if settable else ''}"
        f"\nColumns: {', '.join(columns)}.\n\n```sparql\n{body}\n```\n"
    )
