"""In-text citations, each tied to its entry of the bibliography."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kg.core.document import Citation, Reference, SectionKind
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.references.markers.links import linked_citations
from kg.documents.references.markers.names import author_year_citations
from kg.documents.references.markers.numbers import (
    label_citations,
    numeric_citations,
    parenthesised_citations,
    superscript_citations,
)
from kg.documents.references.markers.repeats import repeated_citations

_NUMBER = re.compile(r"\d{1,4}(?:[b-z]|-\d+)?")
_NUMBER_BEHIND = re.compile(r"\)?\s*\[")
_RANGE = re.compile(r"\[?\d+\]?\s*[–—‐−-]\s*\[?\d+\]?")
_GAP = 30  # characters between two entries that hold no text
_MET = 0.3  # of the entries in square brackets at least, in a paper that cites so


def find_citations(layout: Layout, references: tuple[Reference, ...]) -> tuple[Citation, ...]:
    """The citations in the running text, sorted by place.

    Links that the file draws come first; a marker that only the text shows is added where no link lies. A marker that
    fits no entry is left out.
    """
    if not references:
        return ()
    closed = _bibliography(layout, references)
    linked = sorted((c for c in linked_citations(layout, references) if not _inside(closed, c.span)), key=_place)
    # the labels of the entries themselves would tell a style that the text does not have
    textual = _textual(_blanked(layout.text, closed), references)
    textual = sorted((c for c in textual if not _inside(closed, c.span)), key=_place)
    names = {r.key: surname(r.authors[0]) for r in references if r.authors}
    linked = [c for c in linked if not _misled(layout.text, c, textual, names)]
    taken = [c.span for c in linked]  # sorted as these are
    kept = [c for c in textual if not _touches(taken, c.span) or _between_links(layout.text, c, linked)]
    found = _said_once(layout.text, sorted({*linked, *kept}, key=_place))
    repeated = [c for c in repeated_citations(layout.text, references, found) if not _inside(closed, c.span)]
    return tuple(sorted({*found, *repeated}, key=_place))


def _place(citation: Citation) -> tuple[int, int, str]:
    """What citations are sorted by; quicker than to compare them field by field."""
    return citation.span.start, citation.span.end, citation.reference_key


def _between_links(text: str, citation: Citation, linked: Sequence[Citation]) -> bool:
    """Whether a citation is of a number inside a range, "4-6", whose ends alone have links."""
    if not _RANGE.fullmatch(text, citation.span.start, citation.span.end):
        return False
    at = bisect_right(linked, citation.span.end, key=lambda c: c.span.start)
    near = [c for c in linked[max(0, at - 4) : at] if c.span.overlaps(citation.span)]
    return all(c.reference_key != citation.reference_key for c in near)


def _said_once(text: str, citations: Sequence[Citation]) -> list[Citation]:
    """The citations, without the name where a number of the same entry stands behind it: "Ek (2019) [3]"."""
    kept = []
    for number, citation in enumerate(citations):
        behind = citations[number + 1] if number + 1 < len(citations) else None
        doubled = (
            behind is not None
            and behind.reference_key == citation.reference_key
            and citation.span.end <= behind.span.start
            and bool(_NUMBER_BEHIND.fullmatch(text, citation.span.end, behind.span.start))
        )
        if not doubled:
            kept.append(citation)
    return kept


def _misled(text: str, linked: Citation, textual: Sequence[Citation], names: Mapping[str, str]) -> bool:
    """Whether the text names another entry than the link's target: a destination that was placed wrongly."""
    index = bisect_right(textual, linked.span.end, key=lambda c: c.span.start)
    rivals = [c for c in textual[max(0, index - 3) : index] if c.span.overlaps(linked.span)]
    if len(rivals) != 1 or rivals[0].reference_key == linked.reference_key:
        return False
    shown = fold(text[rivals[0].span.start : rivals[0].span.end])
    mine, other = (
        names.get(linked.reference_key, ""),
        names.get(rivals[0].reference_key, ""),
    )
    return bool(other) and other in shown and (not mine or mine not in shown)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks in place of these stretches, so that all offsets hold."""
    parts, done = [], 0
    for span in spans:
        if span.start >= done:
            parts += [text[done : span.start], " " * (span.end - span.start)]
            done = span.end
    return "".join([*parts, text[done:]])


def _textual(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Markers read from the text alone, in the styles that the bibliography's keys allow."""
    numbered = sum(bool(_NUMBER.fullmatch(r.key)) for r in references)
    if numbered <= 0.5 * len(references):
        return label_citations(text, references) + author_year_citations(text, references)
    return _by_number(text, references) + author_year_citations(text, references, strict=True)


def _by_number(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Markers with numbers: in square brackets, else raised, else in round brackets, whichever is the paper's style."""
    square = numeric_citations(text, references)
    if len({c.reference_key for c in square}) >= _MET * len(references):
        return square
    other = superscript_citations(text, references) or parenthesised_citations(text, references)
    return other if len(other) > len(square) else square


def _bibliography(layout: Layout, references: Sequence[Reference]) -> list[Span]:
    """Where no citation can stand: the entries and what little lies between two of them, merged and sorted.

    Figures and tables that a paper keeps between its references or behind them are outside.
    """
    spans = [r.span for r in references if r.span]
    if not spans:
        spans = [s.span for s in layout.sections if s.kind is SectionKind.REFERENCES]
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + _GAP:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(spans: Sequence[Span], span: Span) -> bool:
    index = bisect_right(spans, span.start, key=lambda s: s.start) - 1
    return index >= 0 and span.start < spans[index].end


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether a sorted list of spans that do not nest has one overlapping this span."""
    index = bisect_right(spans, span.end, key=lambda s: s.start)
    return any(s.overlaps(span) for s in spans[max(0, index - 3) : index])
