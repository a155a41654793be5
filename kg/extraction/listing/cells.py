"""The name that a cell of a table holds."""

import re
from dataclasses import dataclass

from kg.core.document import Document
from kg.core.names import fold
from kg.core.spans import Span
from kg.extraction.cues import SHAPED_LIKE_NAME, is_generic
from kg.extraction.listing.sorts import is_classical, is_general, names_nothing
from kg.extraction.spellings import RAISED

_LONGEST = 80
_MOST_WORDS = 4
_LOOSE_ENDS = f".-‐‑–/’'{RAISED}"
_BEFORE = re.compile(r"[\s*∗†‡§¶•]*")
# what ends a name within a cell: a citation, an aside, a setting, a footnote mark
_BEHIND = rf"\s*(?:[(\[,*∗†‡§¶{RAISED}]|\s[–—-]\s|$)"
_WORD = r"[^\W_][\w’'.&+/‐‑–-]*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{0,5}}?(?={_BEHIND})")
_NAME_WORD = re.compile(
    r"[A-Z].*|\d.*[A-Z].*|\d[\d.]*|[a-z]{1,5}(?:[-‐‑–]?[A-Z]).*|[a-z]{2,}(?:[-‐‑–][a-z]+)*[-‐‑–]?\d[\w.-]*|v\d+(?:\.\d+)?"
)
_VERSION = re.compile(r"v?\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}[-‐‑–]\d{2}.*")
_SETUPS = frozenset(["ensemble", "single", "baseline", "large", "small", "base", "crop", "multicrop", "model"])
_OURS = re.compile(r"\s*[(\[]\s*(?i:ours|our\b)")
# "Bottom-Up", "Fusion-in-Decoder": words that hyphens tie, each of which might stand in a sentence
_TIED_WORDS = re.compile(r"[A-Z][a-z]+(?:[-‐‑–][A-Z]?[a-z]+)+")


@dataclass(frozen=True, slots=True)
class CellName:
    """What a cell names: the name without citations, asides and marks.

    shaped tells whether the name has a shape that ordinary words lack, vouched whether a citation stands behind it or the
    authors call it theirs, general whether it is the name of a general build of networks and no more, classical whether it
    tells of a method that is no network.
    """

    span: Span
    surface: str
    shaped: bool
    vouched: bool
    general: bool = False
    classical: bool = False


def name_in(document: Document, cell: Span) -> CellName | None:
    """The name that the cell holds, or None where it holds none, or several words that are no name.

    Settings ("Quail, 3 layers", "Quail (ensemble)"), citations and footnote marks are left out. What adds to or takes
    from another row ("+ Reed", "w/o Reed") names nothing.
    """
    span = _span_of_name(document, cell)
    if span is None:
        return None
    surface, behind = document.quote(span), document.quote(cell)[span.end - cell.start :]
    cited = any(c.span.start >= span.end for c in document.citations_after(cell.start, reach=len(cell) - 1))
    vouched = cited or bool(_OURS.match(behind))
    if is_general(surface):
        return CellName(span, surface, shaped=True, vouched=vouched, general=True)
    if names_nothing(surface) or _names_authors(document, span):
        return None
    return CellName(span, surface, _is_shaped(surface), vouched, classical=is_classical(surface))


def _span_of_name(document: Document, cell: Span) -> Span | None:
    """The words that a cell opens with, up to a citation, an aside, a setup or a date, where all of them may be a name's."""
    text = document.quote(cell)
    before = _BEFORE.match(text)
    match = _NAME.match(text, before.end() if before else 0) if len(text) <= _LONGEST else None
    if match is None:
        return None
    words = list(re.finditer(r"\S+", match.group()))
    while len(words) > 1 and (words[-1].group() in _SETUPS or _DATE.fullmatch(words[-1].group())):
        words.pop()
    surface = match.group()[: words[-1].end()].rstrip(_LOOSE_ENDS)
    if len(words) > _MOST_WORDS or not surface or not all(_NAME_WORD.fullmatch(w.group()) for w in words):
        return None
    start = cell.start + match.start()
    return Span(start, start + len(surface))


def _is_shaped(surface: str) -> bool:
    """Whether a word of the name, with more than two letters or figures, looks like no ordinary word."""
    return any(
        SHAPED_LIKE_NAME.search(w)
        and len(fold(w)) > 2
        and not _VERSION.fullmatch(w)
        and not _TIED_WORDS.fullmatch(w)
        and not is_generic(w)
        for w in surface.split()
    )


def _names_authors(document: Document, span: Span) -> bool:
    """Whether the words are those of a citation: "Finch and Quail (2019)"."""
    return any(c.span.overlaps(span) for c in document.citations_after(span.start - 1, reach=len(span)))
