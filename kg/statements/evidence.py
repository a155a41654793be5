"""Quotes out of a document as evidence."""

from kg.core.document import Document
from kg.core.spans import Span
from kg.core.statement import TextEvidence

_MAX_QUOTE = 600
_AROUND = 32


def text_evidence(
    document: Document, span: Span, *, extractor: str, confidence: float, focus: Span | None = None, note: str = ""
) -> TextEvidence:
    """The evidence that the text at the span gives, with its page, section, 32 characters on both sides and the note.

    A span longer than 600 characters is cut, at white space, to a window around focus (its start, where none is given),
    so that a quote stays readable.
    """
    span = _window(document.text, span, focus or Span(span.start, span.start + 1))
    section = document.section_of(span.start)
    return TextEvidence(
        start=span.start,
        end=span.end,
        quote=document.quote(span),
        page=document.page_of(span.start),
        section=section.heading if section else "",
        extractor=extractor,
        confidence=round(confidence, 3),
        prefix=document.text[max(0, span.start - _AROUND) : span.start],
        suffix=document.text[span.end : span.end + _AROUND],
        note=note,
    )


def _window(text: str, span: Span, focus: Span) -> Span:
    if len(span) <= _MAX_QUOTE:
        return span
    start = max(span.start, min(focus.start - _MAX_QUOTE // 3, span.end - _MAX_QUOTE))
    end = min(span.end, start + _MAX_QUOTE)
    if start > span.start:
        gap = text.find(" ", start, focus.start)
        start = gap + 1 if gap >= 0 else start
    if end < span.end:
        gap = text.rfind(" ", focus.end, end)
        end = gap if gap > 0 else end
    return Span(start, end)
