"""Mentions against gold, by the scorer that comes with the annotations."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from kg.core.mention import Mention
from kg.core.names import fold
from scorers import loaded

Found = Mapping[str, Sequence[Mention]]
"""Mentions by the id of their text."""
Row = dict[str, Any]


def scorer(tools: Path) -> ModuleType:
    """The script score_mentions.py of the folder, as a module."""
    return loaded(tools / "score_mentions.py")


def rows_of(path: Path, keep: Callable[[str], bool] = lambda _: True) -> list[Row]:
    """The records of a .jsonl file whose id is to be kept."""
    rows = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [row for row in rows if keep(row["id"])]


def predicted(rows: Iterable[Row], found: Found) -> list[Row]:
    """The mentions as the scorer takes them."""
    return [
        {
            "id": row["id"],
            "mentions": [
                {"start": m.span.start, "end": m.span.end, "kind": m.kind.value.capitalize()} for m in found[row["id"]]
            ],
        }
        for row in rows
    ]


def scores(tools: Path, rows: list[Row], found: Found, label: str, kind: str) -> dict[str, dict[str, float]]:
    """Precision, recall and F1, "exact" and "overlap", of a gold label answered by a kind."""
    given: dict[str, dict[str, float]] = scorer(tools).score(rows, predicted(rows, found), label, kind)
    return given


def median_over_papers(tools: Path, rows: list[Row], found: Found, label: str, kind: str) -> float:
    """The median exact F1 of the papers that hold the label at all."""
    score = scorer(tools).score
    each = [score([row], predicted([row], found), label, kind)["exact"] for row in rows]
    return float(median(s["f1"] for s in each if s["gold"]))


def distinct_names(tools: Path, rows: list[Row], found: Found, label: str, kind: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the distinct names a paper, folded and without cue words, within annotated units."""
    trim = scorer(tools).trim

    def names(row: Row, spans: Iterable[tuple[int, int]]) -> set[str]:
        units = row.get("annotated_units")
        inside = [s for s in spans if not units or any(a <= s[0] and s[1] <= b for a, b in units)]
        trimmed = (trim(row["text"], *s) for s in inside)
        return {fold(row["text"][a:b]) for a, b in trimmed} - {""}

    right = wanted = said = 0
    for row in rows:
        gold = names(row, ((s["start"], s["end"]) for s in row["spans"] if s["label"] == label))
        own = names(row, ((m.span.start, m.span.end) for m in found[row["id"]] if m.kind.value.capitalize() == kind))
        right, wanted, said = right + len(gold & own), wanted + len(gold), said + len(own)
    precision, recall = right / said if said else 0.0, right / wanted if wanted else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
