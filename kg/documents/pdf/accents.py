"""Accents that a file draws apart from the letters they stand over."""

import unicodedata
from collections.abc import Callable, Sequence

from kg.documents.pdf.page_words import Word

_COMBINING = {
    "´": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "¨": "\u0308", "¸": "\u0327", "ˇ": "\u030c",
    "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b", "¯": "\u0304",
}  # fmt: skip
_NEAR = 80
"""pdfium may give an accent so many words before or behind the one whose letter it stands over."""
_ASIDE = 0.14
"""The middles of an accent and its letter are not so many ems apart."""

Boxes = Callable[[int, int], Sequence[tuple[float, float]]]
"""Left and right of so many characters of the page, from an index on."""


def accents_placed(words: Sequence[Word], boxes: Boxes) -> tuple[Word, ...]:
    """The words with accents that stand alone put on the letters below them; other accents stay as they are."""
    lone = [position for position, word in enumerate(words) if word.text in _COMBINING]
    if not lone:
        return tuple(words)
    placed: list[Word | None] = list(words)
    for position in lone:
        _place(placed, position, boxes)
    return tuple(word for word in placed if word is not None)


def _place(words: list[Word | None], position: int, boxes: Boxes) -> None:
    """Put the accent at the position on its letter, and close the gap that pdfium saw between the halves of a word."""
    accent = words[position]
    if accent is None or accent.math:
        return
    middle = (accent.x0 + accent.x1) / 2
    for at in sorted(range(max(0, position - _NEAR), position + _NEAR + 1), key=lambda n: (abs(n - position), -n)):
        word = words[at] if at < len(words) else None
        if word is None or word is accent or word.math or abs(word.y - accent.y) > 0.5 * word.size:
            continue
        if not word.x0 - 0.1 * word.size < middle < word.x1 + 0.1 * word.size:
            continue
        text = _accented(word, accent.text, middle, boxes)
        if text is not None:
            words[at] = word._replace(text=text)
            words[position] = None
            _close_gap(words, position)
            return


def _accented(word: Word, accent: str, middle: float, boxes: Boxes) -> str | None:
    """The word with the accent on the letter whose middle is nearest; None where there is no such letter."""
    middles = [(left + right) / 2 for left, right in boxes(word.start, len(word.text))]
    at = min(range(len(middles)), key=lambda n: abs(middles[n] - middle))
    if abs(middles[at] - middle) > _ASIDE * word.size:
        return None
    letter = word.text[at].replace("ı", "i")
    composed = unicodedata.normalize("NFC", letter + _COMBINING[accent])
    return word.text[:at] + composed + word.text[at + 1 :] if letter.isalpha() and len(composed) == 1 else None


def _close_gap(words: list[Word | None], position: int) -> None:
    """Join the words on both sides of where an accent stood, if nothing parts them on the page."""
    before = words[position - 1] if position else None
    after = words[position + 1] if position + 1 < len(words) else None
    if before is None or after is None or abs(before.y - after.y) > 0.1 * after.size:
        return
    if -0.1 * after.size < after.x0 - before.x1 < 0.08 * after.size:
        words[position + 1] = after._replace(glued=True, broken=False)
