"""Where a text spells any of many names, found in one walk over its words."""

import re
from collections.abc import Iterable, Iterator

import ahocorasick

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures as the readers give them that stand above the line: most are the marks of footnotes."""

_RAISED = re.compile(f"[{RAISED}]")
_LETTER = re.compile(r"\w")
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"[-‐‑–]?[^\W_]")


class Spellings:
    """Names to be found as whole words, to the letter; one automaton (Aho and Corasick, 1975) sees them all."""

    def __init__(self, names: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name in names:
            if first := _WORD.match(name):
                self._automaton.add_word(name, (name, first.end()))
        if self._automaton:
            self._automaton.make_automaton()

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each name begins, and the name: in the text's order, at one place the longest first.

        >>> list(Spellings(["Reed", "Reed-8"]).within("Reed-8 and Reeds"))
        [(0, 'Reed-8'), (0, 'Reed')]
        """
        if not self._automaton:
            return
        found: list[tuple[int, int, str]] = []
        for last, (name, first) in self._automaton.iter(text):
            end = last + 1
            start = end - len(name)
            if _starts_at(text, start, start + first) and _ends_at(text, end):
                found.append((start, -len(name), name))
        for start, _, name in sorted(found):
            yield start, name


def has_raised(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a raised figure stands anywhere in the text, or in this part of it."""
    return _RAISED.search(text, start, len(text) if end is None else end) is not None


def _ends_at(text: str, end: int) -> bool:
    word = _WORD.match(text, end)
    return word is None or without_mark(text, end, word.end()) == end


def _starts_at(text: str, start: int, end: int) -> bool:
    """Whether a whole word, but for the mark of a footnote, begins and ends there."""
    if start and _LETTER.match(text, start - 1):
        return False  # asked first, so that within a long word no place costs the whole of it
    word = _WORD.match(text, start)
    return word is not None and without_mark(text, start, word.end()) == end


def without_mark(text: str, start: int, end: int) -> int:
    """Where a run of letters and figures ends without the mark of a footnote behind it.

    Raised figures within a name are its own.

    >>> without_mark("on Reed-8² and", 8, 10), without_mark("R²-Net", 0, 2)
    (9, 2)
    """
    if text[end - 1] not in RAISED or _GOES_ON.match(text, end):
        return end
    return start + len(text[start:end].rstrip(RAISED))


def lowered(text: str) -> str:
    """The text in small letters, each at its place: letters that would grow are left as they are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
