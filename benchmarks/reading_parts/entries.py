"""Entries of bibliographies: how many are found, and with which titles, authors and years."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg.core.document import Document
from kg.core.names import fold, surname
from kg.documents.reader import read_document
from reading_parts.figure import Figure
from reading_parts.read_papers import ReadPaper, read_papers

_CLOSE = 0.9
_NAMED = re.compile(r"([a-z]{3,})((?:19|20)\d\d)(?:[a-z]\w*)?")
_PRINTED = re.compile(r"^[ \t]*\[(\d{1,4})\]", re.MULTILINE)
_FEWEST = 4
_MOST = 0.7  # of the printed numbers are on lines of their own


@dataclass(frozen=True)
class _Count:
    """How many entries of a paper were found, how many there are, and who says so."""

    paper: str
    found: int
    wanted: int
    told_by: str
    held_out: bool

    @property
    def good(self) -> bool:
        return abs(self.found - self.wanted) <= 1


def measure(papers: Path, gold: Path) -> list[Figure]:
    """Counts of entries, titles as people wrote them down, and surnames and years as destinations name them."""
    read = read_papers(papers)
    annotated = {Path(g["file"]).name: g for g in _annotations(gold)}
    return [_counts(papers, read, annotated), *_titles(papers, read, annotated.values()), _named(read)]


def _annotations(gold: Path) -> list[dict[str, Any]]:
    return [json.loads(p.read_text("utf-8")) for p in sorted((gold / "papers").glob("*.json"))]


def _counts(papers: Path, read: Sequence[ReadPaper], annotated: dict[str, dict[str, Any]]) -> Figure:
    counts = [c for paper in read if (c := _count(paper, annotated.get(paper.name)))]
    for name, gold in sorted(annotated.items()):
        if document := _read_other(papers / gold["file"]):
            counts.append(_Count(name, len(document.references), gold["reference_count"], "people", held_out=False))
    held = [c for c in counts if c.held_out]
    by = {who: sum(c.told_by == who for c in counts) for who in ("people", "destinations", "printed numbers")}
    worst = "; ".join(f"{c.paper[:30]} {c.found} of {c.wanted}" for c in counts if not c.good)
    on = (
        f"{len(counts)} papers, counted by {', '.join(f'{who} {n}' for who, n in by.items())}; "
        f"held-out half {sum(c.good for c in held)} of {len(held)}" + (f"; beyond: {worst}" if worst else "")
    )
    return Figure("entry count within one", _share(c.good for c in counts), 0.95, on)


def _count(paper: ReadPaper, gold: dict[str, Any] | None) -> _Count | None:
    found = len(paper.document.references)
    if gold is not None:
        return _Count(paper.name, found, gold["reference_count"], "people", paper.held_out)
    if len(paper.destinations) >= _FEWEST:
        return _Count(paper.name, found, len(paper.destinations), "destinations", paper.held_out)
    printed = _printed(paper.layout.text)
    if printed >= _FEWEST:
        return _Count(paper.name, found, printed, "printed numbers", paper.held_out)
    return None


def _printed(text: str) -> int:
    """The greatest number up to which most lines begin with [1], [2] and so on; 0 where there is none."""
    numbers = {int(n) for n in _PRINTED.findall(text)}
    return max((n for n in numbers if sum(m in numbers for m in range(1, n + 1)) >= _MOST * n), default=0)


def _titles(papers: Path, read: Sequence[ReadPaper], annotated: Iterable[dict[str, Any]]) -> list[Figure]:
    documents = {paper.name: paper.document for paper in read}
    wanted = close = authors = years = lists = 0
    for gold in annotated:
        name = Path(gold["file"]).name
        document = documents.get(name) or _read_other(papers / gold["file"])
        titled = [r for r in gold.get("references", ()) if r.get("title")]
        if document is None or not titled:
            continue
        lists += 1
        for reference in titled:
            wanted += 1
            best = _best(document, reference["title"])
            if best is not None:
                close += 1
                years += best.year == reference.get("year")
                first = surname(best.authors[0]) if best.authors else ""
                authors += first == surname(reference.get("first_author") or "")
    on = f"{wanted} references of {lists} papers annotated by hand, ratio of folded titles at least {_CLOSE}"
    share = close / wanted if wanted else None
    return [
        Figure("entry titles", share, 0.95, on),
        Figure("first authors of entries with that title", authors / close if close else None, None, f"{close}"),
        Figure("years of entries with that title", years / close if close else None, None, f"{close}"),
    ]


def _read_other(path: Path) -> Document | None:
    return read_document(path) if path.exists() and path.suffix != ".pdf" else None


def _best(document: Document, title: str) -> Any:
    folded = fold(title)
    scored = [(_ratio(folded, fold(r.title or "")), r) for r in document.references]
    good = [(ratio, r) for ratio, r in scored if ratio >= _CLOSE]
    return max(good, key=lambda pair: pair[0])[1] if good else None


def _ratio(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _CLOSE and matcher.quick_ratio() >= _CLOSE else 0.0


def _named(read: Sequence[ReadPaper]) -> Figure:
    """Entries by the surname and year that keys such as touvron2023llama tell."""
    wanted = found = 0
    for paper in read:
        have = {(name, r.year) for r in paper.document.references if r.authors for name in _surnames(r.authors[0])}
        for key in paper.destinations:
            if named := _NAMED.fullmatch(key):
                wanted += 1
                found += (named.group(1), int(named.group(2))) in have
    on = f"{wanted} destinations named by surname and year; some keys tell another year or name than the entry"
    return Figure("entries with the surname and year of their key", found / wanted if wanted else None, None, on)


def _surnames(author: str) -> set[str]:
    words = author.split()
    return {surname(author), *(fold("".join(words[-n:])) for n in (1, 2) if n <= len(words))}


def _share(values: Iterable[bool]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None
