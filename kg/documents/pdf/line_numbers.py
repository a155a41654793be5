"""The numbers that manuscripts under review carry beside their lines."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.documents.pdf.page_lines import Line, line_of
from kg.documents.pdf.page_words import Word

_FEWEST = 10
"""Fewer numbers in a column are no numbering of lines."""
_STEPS = (1, 5)


def without_line_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without the numbers in its margins that count them, alone or at a line's head or end."""
    columns = _columns(lines)
    taken = {id(word) for column in columns if _counts(column) and _in_margin(column, lines) for word in column}
    if not taken:
        return list(lines)
    out: list[Line] = []
    for line in lines:
        kept = [word for word in line.words if id(word) not in taken]
        if len(kept) == len(line.words):
            out.append(line)
        elif kept:
            out.append(line_of(kept, line.page))
    return out


def _columns(lines: Sequence[Line]) -> list[list[Word]]:
    """The numbers at heads and ends of lines that stand under each other, flush left or right."""
    columns: dict[tuple[str, int], list[Word]] = defaultdict(list)
    for line in lines:
        for word in {id(w): w for w in (line.words[0], line.words[-1])}.values():
            if word.text.isascii() and word.text.isdecimal() and len(word.text) < 5:
                columns["left", round(word.x0 / 2)].append(word)
                columns["right", round(word.x1 / 2)].append(word)
    return [sorted(column, key=lambda w: -w.y) for column in columns.values() if len(column) >= _FEWEST]


def _counts(column: Sequence[Word]) -> bool:
    """Whether the numbers grow by one, or by five, down the page."""
    steps = Counter(int(b.text) - int(a.text) for a, b in pairwise(column))
    step, count = steps.most_common(1)[0]
    return step in _STEPS and count > 0.8 * (len(column) - 1)


def _in_margin(column: Sequence[Word], lines: Sequence[Line]) -> bool:
    """Whether nearly all that is written stands on one side of the numbers."""
    own = {id(word) for word in column}
    left, right = min(w.x0 for w in column), max(w.x1 for w in column)
    words = [w for line in lines for w in line.words if id(w) not in own and not w.text.isdecimal()]
    beyond = min(sum(w.x0 < right for w in words), sum(w.x1 > left for w in words))
    return beyond < 0.02 * len(words)
