"""What came of holding a graph against its shapes, for people and programs."""

import re
from itertools import groupby
from typing import Any

from kg.store.shapes import Conformance, Violation
from kg.views.export.names import prefixed
from kg.views.shown import excerpt, plural, shown

MOST_NODES = 50
"""How many nodes at fault the text tells of; the JSON has all."""

_IRI = re.compile(r"<?(https?://[^\s<>\",]+)>?")
_LONGEST = 120


def conformance_text(found: Conformance, name: str) -> str:
    """One line where all is well; else each node at fault with what is wrong with it, and how many more there are."""
    looked = f"{plural(found.triples, 'triple')}, {plural(sum(n for _, n in found.checked), 'node')} checked"
    if found.conforms:
        return f"{shown(name)} conforms ({looked})\n"
    if not found.violations:
        return f"{shown(name)} holds nothing of kg's ({looked})\n"
    groups = [(focus, list(those)) for focus, those in groupby(found.violations, key=lambda w: w.focus)]
    lines = [f"{shown(name)} does not conform ({looked})", ""]
    for focus, wrong in groups[:MOST_NODES]:
        lines += [short(focus), *(f"  {_told(w)}" for w in wrong)]
    if len(groups) > MOST_NODES:
        lines.append(f"... and {plural(len(groups) - MOST_NODES, 'more node', 'more nodes')}; --json tells all")
    count = plural(len(found.violations), "violation")
    return "\n".join([*lines, "", f"{count} at {plural(len(groups), 'node')}"]) + "\n"


def conformance_json(found: Conformance) -> dict[str, Any]:
    """All that was found."""
    return {
        "conforms": found.conforms,
        "triples": found.triples,
        "checked": dict(found.checked),
        "violations": [
            {"focus": w.focus, "message": w.message, "path": w.path, "found": list(w.found)} for w in found.violations
        ],
    }


def short(text: str) -> str:
    """The text fit to be shown, IRIs in it by kg's prefixes where they have one."""
    return shown(_IRI.sub(lambda m: prefixed(m[1]) or m[0], text))


def _told(violation: Violation) -> str:
    if violation.path is None and not violation.found:
        return short(violation.message)
    told = ", ".join(excerpt(short(term), limit=_LONGEST) for term in violation.found)
    return f"{short(violation.message)}; found {told or 'none'}"
