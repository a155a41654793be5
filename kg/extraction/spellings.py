"""Where a text spells any of many names, found in one walk over its words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures as the readers give them that stand above the line: most are the marks of footnotes."""

_RAISED = re.compile(f"[{RAISED}]")
_WORD = re.compile(r"\w+")
_GOES_ON = re.compile(r"[-‐‑–]?[^\W_]")


class Spellings:
    """Names to be found as whole words, to the letter.

    However many names there are, each word of a text costs a look-up for each length that a name beginning with it has.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in names:
            if first := _WORD.match(name):
                self._by_word[first.group()][len(name)].add(name)

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each name begins, and the name: in the text's order, at one place the longest first.

        >>> list(Spellings(["Reed", "Reed-8"]).within("Reed-8 and Reeds"))
        [(0, 'Reed-8'), (0, 'Reed')]
        """
        begins = self._by_word.get
        raised = has_raised(text)  # seldom, so that most texts need no second look at each word
        for word in _WORD.finditer(text):
            at = word.start()
            by_length = begins(text[at : without_mark(text, at, word.end())] if raised else word.group())
            if by_length is None:
                continue
            for length in sorted(by_length, reverse=True):
                spelled = text[at : at + length]
                if spelled in by_length[length] and _ends_at(text, at + length):
                    yield at, spelled


def has_raised(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a raised figure stands anywhere in the text, or in this part of it."""
    return _RAISED.search(text, start, len(text) if end is None else end) is not None


def _ends_at(text: str, end: int) -> bool:
    word = _WORD.match(text, end)
    return word is None or without_mark(text, end, word.end()) == end


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
