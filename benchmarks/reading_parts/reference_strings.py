"""How well single reference strings are parsed, on the part of the corpora that took no part in making the parser."""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from kg.documents.references.parsing.parser import parse_reference
from reading_parts.figure import Figure

sys.path.append(str(Path(__file__).resolve().parents[2] / "training" / "references"))

from corpus import LabelledString, Part, labelled_strings

_ROW = re.compile(r"^(\w+)\s+F1 strict ([\d.]+)\s+F1 close ([\d.]+)\s+gold (\d+)", re.MULTILINE)
_ASKED = (
    ("title", "close", 0.93), ("title", "strict", 0.85), ("authors", "close", 0.95), ("year", "close", 0.97),
    ("venue", "close", 0.80),
)  # fmt: skip
_NAMES = {"authors": "first author"}


def measure(gold: Path, tools: Path) -> list[Figure]:
    """F1 of the fields on the test part, pooled, pooled over Latin letters, and the titles of each corpus.

    The scorer is tools' score_references.py; "close" is its Levenshtein similarity, "strict" equal letters.
    """
    strings = [s for s in labelled_strings(gold / "refstrings") if s.part is Part.TEST]
    latin = [s for s in strings if _is_latin(s.raw)]
    corpora = sorted({s.corpus for s in strings})
    figures = _fields(strings, tools, "all", asked=True)
    figures += _fields(latin, tools, "in Latin letters", asked=True)
    for corpus in corpora:
        figures += _fields([s for s in strings if s.corpus == corpus], tools, corpus, asked=False)
    return figures


def _is_latin(raw: str) -> bool:
    """Whether most letters are Latin: the scorer folds others away, so that no title of them ever comes close."""
    letters = [c for c in unicodedata.normalize("NFKD", raw) if c.isalpha()]
    return sum(c.isascii() for c in letters) * 2 > len(letters)


def _fields(strings: list[LabelledString], tools: Path, where: str, *, asked: bool) -> list[Figure]:
    scores = _scores(strings, tools)
    figures = []
    for field, kind, aim in _ASKED:
        close, strict, count = scores.get(field, (None, None, 0))
        what = _NAMES.get(field, field) + (" strict" if kind == "strict" else "")
        figures.append(
            Figure(
                name=f"reference strings, {where}: {what} F1",
                value=(strict if kind == "strict" else close) if count else None,
                asked=aim if asked else None,
                on=f"test part: {count} strings of {len(strings)}",
            )
        )
    return figures


def _scores(strings: list[LabelledString], tools: Path) -> dict[str, tuple[float, float, int]]:
    """F1 close, F1 strict and the number of gold values of each field, by the scorer's own words."""
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder, "gold.jsonl"), Path(folder, "found.jsonl")
        gold.write_text("".join(json.dumps(s.gold) + "\n" for s in strings), "utf-8")
        found.write_text("".join(_parsed(s.raw) + "\n" for s in strings), "utf-8")
        scorer = [sys.executable, str(tools / "score_references.py"), str(gold), str(found)]
        said = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout
    return {m[1]: (float(m[3]), float(m[2]), int(m[4])) for m in _ROW.finditer(said)}


def _parsed(raw: str) -> str:
    found = parse_reference(raw)
    fields = {"title": found.title, "authors": list(found.authors), "year": found.year, "venue": found.venue}
    return json.dumps(fields | {"doi": found.doi, "arxiv": found.arxiv})
