"""The words of a document as the taggers see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.core.spans import Span
from kg.extraction.spellings import has_raised, without_mark

# runs of letters and digits, and every other mark by itself: the finest cut that keeps "ResNet", "50" and "T5" whole
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_MOST_WORDS = 300
_MOST_LETTERS = 60
"""Longer words are told from their beginning; nobody names data so."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one stretch of text, in order: where each begins and ends, and how it is spelled.

    The three tuples are of equal length. kind says what the stretch is ("p" running text, "c" caption, "h" heading,
    "t" row of a table), section the kind of its section, in short.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    kind: str = "p"
    section: str = ""

    def __len__(self) -> int:
        return len(self.forms)


def words_in(text: str, span: Span, *, kind: str = "p", section: str = "") -> Iterator[Words]:
    """The words of a stretch, in pieces of at most 300 so that no stretch grows beyond what a tagger can bear.

    The mark of a footnote behind a word is a word of its own.

    >>> [w.forms for w in words_in("on CIFAR-10.", Span(0, 12))]
    [('on', 'CIFAR', '-', '10', '.')]
    """
    whole = (match.span() for match in WORD.finditer(text, span.start, span.end))
    places = (p for w in whole for p in _parted(text, *w)) if has_raised(text, span.start, span.end) else whole
    found = [(start, end, text[start : min(end, start + _MOST_LETTERS)]) for start, end in places]
    for first in range(0, len(found), _MOST_WORDS):
        starts, ends, forms = zip(*found[first : first + _MOST_WORDS], strict=True)
        yield Words(starts, ends, forms, kind, section)


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The word and the mark of a footnote behind it, where there is one."""
    bare = without_mark(text, start, end)
    if start < bare < end:
        yield start, bare
        start = bare
    yield start, end
