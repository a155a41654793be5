"""Whether the layout of PDFs is read right: headings, broken words, tables and the front of papers."""

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from kg.core.document import BlockKind, Document, SourceFile
from kg.core.errors import UnreadablePaperError
from kg.core.names import fold
from kg.documents.captions import is_table_caption
from kg.documents.heading_words import bare_heading, heading_number, is_heading_word
from kg.documents.limits import Limits
from kg.documents.pdf.characters import SOFT_HYPHEN
from kg.documents.pdf.hyphenation import Hyphenation, whole_words
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.pages import PdfPages, read_pages
from kg.documents.pdf.paper import _document
from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.sniffing import PDF
from reading_parts.figure import Figure

_ASKED = 0.90
_FEWEST_ENTRIES = 4
"""An outline with fewer entries tells nothing of a paper's sections."""
_STRIPPED = ".,;:!?()[]{}\"'“”‘’`*†"


class Paper(NamedTuple):
    """A PDF as read with its outline hidden, the lines of its pages, and the outline: levels from 1 and titles."""

    name: str
    document: Document
    lines: Sequence[Line]
    outline: tuple[tuple[int, str], ...]


def measure(papers: Path, gold: Path) -> list[Figure]:  # noqa: ARG001 - all measures are called alike
    """The figures of layout, on the PDFs in PAPERS/mission and PAPERS/mixed."""
    files = sorted([*(papers / "mission").glob("*.pdf"), *(papers / "mixed").glob("*.pdf")])
    read = [paper for file in files if (paper := read_paper(file)) is not None]
    return [*headings(read), *levels(read), *broken_words(read), *tables(read), *fronts(read, papers / "mixed.jsonl")]


def read_paper(file: Path) -> Paper | None:
    """The paper in the file as read without its outline; None where it cannot be read."""
    data = file.read_bytes()
    try:
        pages = read_pages(file.name, data, PypdfFile(data), Limits())
    except UnreadablePaperError:
        return None
    document = _document(SourceFile(file.name, PDF, ""), _without_outline(pages))
    lines = [line for page in pages.lines for line in page]
    return Paper(file.name, document, lines, pages.structure.outline)


def _without_outline(pages: PdfPages) -> PdfPages:
    return dataclasses.replace(pages, structure=dataclasses.replace(pages.structure, outline=()))


def headings(papers: Iterable[Paper]) -> list[Figure]:
    """Recall and precision of the headings found against the entries of the outline that the paper prints.

    Found headings count as right where they stand in the outline. Left aside are words that head sections in every
    paper (outlines often omit the abstract and the references), and headings deeper than the outline goes.
    """
    printed = missed = found = extra = count = 0
    for paper in papers:
        titles = [_letters(title) for _, title in paper.outline if _letters(title)]
        if len(titles) < _FEWEST_ENTRIES:
            continue
        count += 1
        got = {_letters(s.heading) for s in paper.document.sections}
        text = re.sub(r"[\W_]", "", paper.document.text.lower())
        there = [title for title in titles if title in text]
        printed += len(there)
        missed += sum(not _among(title, got) for title in there)
        judged = [s.heading for s in paper.document.sections if _is_judged(s.heading, s.level, paper.outline)]
        found += len(judged)
        extra += sum(not _among(_letters(heading), titles) for heading in judged)
    on = f"{count} PDFs with an outline, hidden from the reader"
    return [
        Figure(
            "headings by layout alone: recall", _share(printed - missed, printed), _ASKED, f"{on}; {printed} entries"
        ),
        Figure("headings by layout alone: precision", _share(found - extra, found), _ASKED, f"{on}; {found} headings"),
    ]


def levels(papers: Iterable[Paper]) -> list[Figure]:
    """How often a heading has the level that the outline gives it, but for one shift a paper."""
    right = total = 0
    for paper in papers:
        told = {_letters(title): level for level, title in paper.outline}
        pairs = [(told[k], s.level) for s in paper.document.sections if (k := _letters(s.heading)) in told]
        if pairs and len(told) >= _FEWEST_ENTRIES:
            right += Counter(a - b for a, b in pairs).most_common(1)[0][1]
            total += len(pairs)
    return [Figure("headings by layout alone: level", _share(right, total), None, f"{total} headings of the outlines")]


def _is_judged(heading: str, level: int, outline: Sequence[tuple[int, str]]) -> bool:
    if not _letters(heading) or is_heading_word(heading) or level > max(at for at, _ in outline):
        return False
    number = heading_number(heading)
    depth = number.count(".") if number else 0
    return not depth or any((heading_number(title) or "").count(".") == depth for _, title in outline)


def _letters(heading: str) -> str:
    return re.sub(r"[\W_]", "", bare_heading(heading.replace(SOFT_HYPHEN, "")).lower())


def _among(title: str, others: Iterable[str]) -> bool:
    """Whether the title is one of the others, or one is the beginning of the other."""
    return any(
        title == other or (min(len(title), len(other)) > 5 and (title.startswith(other) or other.startswith(title)))
        for other in others
    )


def broken_words(papers: Sequence[Paper]) -> list[Figure]:
    """How many words that a line's end breaks are mended as the other papers write them unbroken.

    A word is judged where the other papers write it at least twice one way, and three times as often as the other.
    """
    seen = {p.name: Counter(w.strip(_STRIPPED).lower() for w in whole_words(p.lines)) for p in papers}
    total: Counter[str] = sum(seen.values(), Counter())
    right = judged = kept = keeps = 0
    for paper in papers:
        own = seen[paper.name]
        mend = Hyphenation(own.elements()).mended
        for left, end in _halves(paper.lines):
            keep = _keeps(left, end, total, own)
            if keep is None:
                continue
            as_told = mend(left, end).startswith(left + "-") == keep
            judged, right = judged + 1, right + as_told
            keeps, kept = keeps + keep, kept + (keep and as_told)
    marks = sum(paper.document.text.count(SOFT_HYPHEN) for paper in papers)
    return [
        Figure(
            "words broken by lines, mended right", _share(right, judged), None, f"{judged} words of {len(papers)} PDFs"
        ),
        Figure("words broken at their hyphen, hyphen kept", _share(kept, keeps), None, f"{keeps} words"),
        Figure("U+FFFE left in texts", float(marks), 0.0, f"{len(papers)} PDFs", at_most=True),
    ]


def _halves(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for above, line in pairwise(lines):
        text = above.words[-1].text
        halved = len(text) > 2 and text[-1] in ("-", SOFT_HYPHEN) and text[-2].isalnum()
        if halved and above.page == line.page and 0 < above.y - line.y < 2 * above.size:
            yield text[:-1], line.words[0].text


def _keeps(left: str, right: str, total: Mapping[str, int], own: Mapping[str, int]) -> bool | None:
    """Whether the other papers write the word with a hyphen; None where they do not tell."""
    first, last = left.lstrip(_STRIPPED).lower(), right.strip(_STRIPPED).lower()
    joined, hyphenated = (total[word] - own[word] for word in (first + last, f"{first}-{last}"))
    if max(joined, hyphenated) < 2 or max(joined, hyphenated) < 3 * min(joined, hyphenated):
        return None
    return hyphenated > joined


def tables(papers: Sequence[Paper]) -> list[Figure]:
    """How many captions of tables have a table with cells, and how many tables have a caption."""
    captions = captioned = found = 0
    for _, document, _, _ in papers:
        told = [
            b.span for b in document.blocks if b.kind is BlockKind.CAPTION and is_table_caption(document.quote(b.span))
        ]
        owned = [table.caption for table in document.tables if table.caption is not None]
        captions += len(told)
        captioned += len(set(owned) & set(told))
        found += len(document.tables)
    on = f"{len(papers)} PDFs"
    return [
        Figure(
            "captions of tables that have their table", _share(captioned, captions), None, f"{on}; {captions} captions"
        ),
        Figure("tables with a caption", _share(captioned, found), None, f"{on}; {found} tables"),
    ]


def fronts(papers: Iterable[Paper], listed: Path) -> list[Figure]:
    """How often title and arXiv id are those of the list; its titles are machine-made and hold more than the title."""
    records = {record["file"]: record for record in map(json.loads, listed.read_text("utf-8").splitlines())}
    titles = right_titles = ids = right_ids = 0
    for paper in papers:
        record = records.get(paper.name)
        if record is None:
            continue
        told, title = fold(record["title"] or ""), fold(paper.document.title or "")
        if told:  # an empty title would stand in any
            titles, right_titles = titles + 1, right_titles + bool(title and (title in told or told in title))
        if record["arxiv"]:
            ids += 1
            right_ids += paper.document.arxiv == re.sub(r"v\d+$", "", record["arxiv"])
    return [
        Figure("arXiv id of the paper", _share(right_ids, ids), None, f"{ids} PDFs that have one"),
        Figure(
            "title within the listed one",
            _share(right_titles, titles),
            None,
            f"{titles} PDFs; many listed ones are junk",
        ),
    ]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
