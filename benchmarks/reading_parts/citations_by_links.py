"""Citations against the links that PDFs draw to cite.* destinations: by the links, and by the text with them hidden."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from kg.core.document import Citation, Document, Reference
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.documents.references.bibliography import find_references
from kg.documents.references.citations import find_citations
from kg.documents.references.markers.links import linked_citations
from reading_parts.figure import Figure
from reading_parts.read_papers import ReadPaper
from reading_parts.tally import Tally

_FEWEST_LINKS = 10
_KEY_WITH_YEAR = re.compile(r"[a-z]{3}\w*(?:19|20)\d\d")
_WIDEST_LINK = 150  # characters; what is wider covers no marker


def beside_links(papers: Sequence[ReadPaper]) -> list[Figure]:
    """Citations of the papers that have links: as kg reads them, and as its text method alone does."""
    linked = [p for p in papers if len(_cite_links(p)) >= _FEWEST_LINKS]
    return [_by_links(linked), _by_text(linked)]


def _cite_links(paper: ReadPaper) -> list[Any]:
    return [n for n in paper.layout.links if (n.destination or "").lstrip("/").startswith("cite.")]


def _by_links(papers: Sequence[ReadPaper]) -> Figure:
    tallies = {False: Tally(), True: Tally()}
    for paper in papers:
        wanted = right = 0
        entries = {r.key: r for r in paper.document.references}
        for link in _cite_links(paper):
            shown = paper.layout.text[link.span.start : link.span.end]
            if _in_entries(paper.document, link.span) or len(shown) > _WIDEST_LINK or not re.search(r"\w", shown):
                continue
            wanted += 1
            around = paper.layout.text[max(0, link.span.start - 40) : link.span.end + 10]
            cited = [entries[c.reference_key] for c in paper.document.citations if c.span.overlaps(link.span)]
            right += any(_fits(entry, link.destination, shown, around) for entry in cited)
        tallies[paper.held_out].add(wanted, right, wanted, right)
    both, held = tallies[False].wanted + tallies[True].wanted, tallies[True]
    met = tallies[False].met + held.met
    on = (
        f"{both} link annotations to cite.* in {len(papers)} PDFs, entry's first author or number beside the key and "
        f"the words under the link; held-out half {held.recall or 0:.3f} of {held.wanted}"
    )
    return Figure("citations by links", met / both if both else None, 0.95, on)


def _in_entries(document: Document, span: Span) -> bool:
    return any(r.span and r.span.overlaps(span) for r in document.references)


def _fits(entry: Reference, destination: str, shown: str, around: str) -> bool:
    """Whether the entry is the one that a printed number names, or whose author the key or the words name."""
    if number := re.fullmatch(r"\W*(\d{1,3})\W*", shown):
        return re.fullmatch(rf"{number.group(1)}[b-z]?", entry.key) is not None
    author = surname(entry.authors[0]) if entry.authors else ""
    if len(author) < 2:
        return False
    key = fold(re.sub(r"^/?cite\.", "", destination))
    if _KEY_WITH_YEAR.match(key) and len(author) > 2 and author in key:
        return True
    words = {fold(word) for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", around)}
    return author in words or (" " in entry.authors[0] and len(author) > 5 and author in fold(around))


def _by_text(papers: Sequence[ReadPaper]) -> Figure:
    tallies = {False: Tally(), True: Tally()}
    for paper in papers:
        tallies[paper.held_out].add(*_text_beside_links(paper))
    every = Tally()
    for tally in tallies.values():
        every.add(tally.wanted, tally.met, tally.said, tally.right)
    every.recalls = tallies[False].recalls + tallies[True].recalls
    every.precisions = tallies[False].precisions + tallies[True].precisions
    on = f"F1, links hidden and taken as gold; {every}; held-out half {tallies[True]}"
    return Figure("citations by text alone (links as gold)", every.f1, 0.90, on)


def _text_beside_links(paper: ReadPaper) -> tuple[int, int, int, int]:
    layout = paper.layout
    references = find_references(layout)
    gold = [c for c in linked_citations(layout, references) if not _in_spans(references, c.span)]
    plain = replace(layout, links=())
    read = find_references(plain)
    said = find_citations(plain, read)
    same = _matched(references, read)
    met = sum(any(same.get(g.reference_key) == c.reference_key for c in _near(said, g.span)) for g in gold)
    shared = {c.span for c, d in pairwise(said) if c.span == d.span}  # ranges: links at their ends
    right = counted = 0
    for citation in said:
        agrees = any(same.get(g.reference_key) == citation.reference_key for g in _near(gold, citation.span))
        counted += agrees or citation.span not in shared
        right += agrees
    return len(gold), met, counted, right


def _in_spans(references: Iterable[Reference], span: Span) -> bool:
    return any(r.span and r.span.start <= span.start < r.span.end for r in references)


def _near(citations: Sequence[Citation], span: Span) -> list[Citation]:
    """The citations of a sorted sequence that overlap or touch the span."""
    at = bisect_left(citations, span.start - 200, key=lambda c: c.span.start)
    near = []
    for citation in citations[at:]:
        if citation.span.start > span.end + 1:
            break
        if citation.span.end + 1 >= span.start:
            near.append(citation)
    return near


def _matched(one: Sequence[Reference], other: Sequence[Reference]) -> dict[str, str]:
    """The keys of the one list with those of the other whose entries cover the same text."""
    return {a.key: b.key for a in one for b in other if a.span and b.span and _covers_half(a.span, b.span)}


def _covers_half(a: Span, b: Span) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) > 0.5 * min(len(a), len(b))
