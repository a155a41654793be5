"""Headings: those that files mark up or people wrote down, against the sections that kg reads."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kg.core.document import Document
from kg.core.errors import UnreadablePaperError
from kg.core.names import fold
from kg.documents.reader import read_document
from kg.documents.text import document_from_text
from reading_parts.figure import Figure

_NUMBER = re.compile(r"\s*((?:[A-Z](?=[.\d])|\d|[IVX]+(?=[.)]))[\d.]*|[A-Z](?=[.)]?\s))[.)]?\s+")
_UNPRINTED = ("abstract", "references")
_HELD_OUT_FOLDS = (3, 4, 5)


def measure(papers: Path, gold: Path) -> list[Figure]:
    """F1 of headings, in order and with their numbers, on TEI, on annotated papers, and on plain text."""
    return [*_of_tei(gold), *_annotated(papers, gold), *_of_plain_text(gold)]


def key_of(heading: str) -> tuple[str, str]:
    """A heading as it is compared: its number without full stops at the end, and its words folded."""
    match = _NUMBER.match(heading)
    number = match.group(1).rstrip(".") if match else ""
    return number, fold(heading[match.end() :] if match else heading)


class _Score:
    """Counts headings found in order, over papers."""

    def __init__(self) -> None:
        self.both = self.found = self.wanted = self.papers = 0

    def add(self, wanted: Sequence[str], found: Sequence[str]) -> None:
        expected, read = ([k for h in headings if (k := key_of(h))[1]] for headings in (wanted, found))
        self.both += _in_order(expected, read)
        self.wanted += len(expected)
        self.found += len(read)
        self.papers += 1

    @property
    def recall(self) -> float | None:
        return self.both / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        return 2 * self.both / (self.wanted + self.found) if self.wanted else None

    def __str__(self) -> str:
        precision = self.both / self.found if self.found else 0
        return (
            f"{self.papers} papers, {self.wanted} headings, {self.found} read; "
            f"precision {precision:.3f}, recall {self.recall or 0:.3f}"
        )


def _in_order(one: Sequence[object], other: Sequence[object]) -> int:
    """The length of the longest sequence that both hold in order."""
    row = [0] * (len(other) + 1)
    for a in one:
        last = 0
        for place, b in enumerate(other, 1):
            last, row[place] = row[place], max(row[place], row[place - 1], last + 1 if a == b else 0)
    return row[-1]


def _headings(document: Document) -> list[str]:
    """The headings that were read, without those that files do not mark up as such."""
    return [s.heading for s in document.sections if s.heading and fold(s.heading) not in _UNPRINTED]


def _tei_heads(path: Path) -> list[str]:
    """The heads of the divisions in body and back, walked without kg's reader; annexes stand last, as printed."""
    namespace = "{http://www.tei-c.org/ns/1.0}"
    root = ElementTree.parse(path).getroot()
    heads: dict[bool, list[str]] = {False: [], True: []}
    for part in (*root.iter(f"{namespace}body"), *root.iter(f"{namespace}back")):
        annexes = {d for whole in part.iter(f"{namespace}div") if whole.get("type") == "annex" for d in whole.iter()}
        for division in part.iter(f"{namespace}div"):
            for head in division.findall(f"{namespace}head"):
                words = " ".join("".join(head.itertext()).split())
                if words:
                    heads[division in annexes].append(f"{head.get('n', '')} {words}".strip())
    return heads[False] + heads[True]


def _tei_files(gold: Path) -> list[Path]:
    folder = gold / "nlp_tdms" / "tei"
    return sorted(folder.glob("*.xml")) if folder.is_dir() else []


def _of_tei(gold: Path) -> list[Figure]:
    """Heads of TEI files against kg's reading of the same files."""
    score, failed = _Score(), 0
    for path in _tei_files(gold):
        try:
            score.add(_tei_heads(path), _headings(read_document(path)))
        except UnreadablePaperError:
            failed += 1
    return [
        Figure("sections, TEI heads, F1", score.f1, 0.90, f"nlp_tdms/tei: {score}; {failed} not read"),
    ]


def measure_beside_tei(papers: Path, gold: Path) -> list[Figure]:
    """Heads of TEI files against kg's reading of the PDF of the same paper, where there is one.

    All PDFs are read to find the few that have one, for titles tell which these are.
    """
    by_title = {}
    for path in _tei_files(gold):
        title = fold(_title_of(path))
        if len(title) > 20:
            by_title[title[:60]] = path
    score = _Score()
    for path in _pdfs(papers) if by_title else ():
        try:
            document = read_document(path)
        except UnreadablePaperError:
            continue
        beside = by_title.get(fold(document.title or "")[:60])
        if beside is not None:
            score.add(_tei_heads(beside), _headings(document))
    on = f"PDF against GROBID's TEI of the same paper: {score}"
    return [Figure("sections, PDF against TEI heads, F1", score.f1, None, on)]


def _title_of(path: Path) -> str:
    found = re.search(r"<title[^>]*>([^<]+)</title>", path.read_text(encoding="utf-8", errors="replace"))
    return found.group(1) if found else ""


def _pdfs(papers: Path) -> list[Path]:
    return [p for folder in ("mission", "mixed") for p in sorted((papers / folder).glob("*.pdf"))]


def _annotated(papers: Path, gold: Path) -> list[Figure]:
    """Headings that people wrote down: all of a paper's, and those that single findings stand under."""
    whole, places = _Score(), _Score()
    for path in sorted((gold / "papers").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        file = papers / record["file"]
        if not file.is_file():
            continue
        document = read_document(file)
        found = [s.heading for s in document.sections if s.heading]
        if record.get("sections"):
            whole.add(record["sections"], found)
        named = sorted(set(_named_sections(record)), key=lambda h: _place(h, found))
        places.add(named, found)
    return [
        Figure("sections, annotated papers, F1", whole.f1, 0.90, f"gold/papers, lists of all headings: {whole}"),
        Figure("sections that findings stand under, recall", places.recall, 0.90, f"gold/papers: {places}"),
    ]


def _named_sections(record: Any) -> Iterable[str]:
    if isinstance(record, dict):
        for name, value in record.items():
            if name == "section" and isinstance(value, str):
                yield value
            elif name != "sections":
                yield from _named_sections(value)
    elif isinstance(record, list):
        for value in record:
            yield from _named_sections(value)


def _place(heading: str, found: Sequence[str]) -> tuple[int, str]:
    """Where a heading stands among those found, so that a set of them is compared whatever its order."""
    keys = [key_of(h) for h in found]
    key = key_of(heading)
    return (keys.index(key) if key in keys else len(keys)), heading


def _of_plain_text(gold: Path) -> list[Figure]:
    """Heads of GROBID over plain text against kg's reading of that text; some folds were never looked at."""
    path = gold / "gsap_ner" / "docs.jsonl"
    scores = {name: _Score() for name in ("seen", "seen numbered", "held out", "held out numbered")}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        record = json.loads(line)
        wanted = [record["text"][h["begin"] : h["end"]] for h in record["layout"].get("Head", ())]
        found = _headings(document_from_text(record["text"], record["id"]))
        part = "held out" if record["fold"] in _HELD_OUT_FOLDS else "seen"
        scores[part].add(wanted, found)
        scores[f"{part} numbered"].add(*([h for h in headings if key_of(h)[0]] for headings in (wanted, found)))
    return [
        Figure(f"sections of plain text, {name}, F1", s.f1, 0.90 if name == "held out numbered" else None, f"GSAP: {s}")
        for name, s in scores.items()
    ]
