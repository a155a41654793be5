"""The labels that entries of a bibliography are printed with: [1], 1., (1), raised numbers, [ABC99]."""

import re
from collections.abc import Sequence

_BRACKET = re.compile(r"^\s*\\?\[([\dlIoO]{1,4})\\?\]")  # scanned papers print [lo] for [10]
_MISREAD = str.maketrans("lIoO⁰¹²³⁴⁵⁶⁷⁸⁹", "11000123456789")
_ALPHA = re.compile(r"^\s*\\?\[([A-Za-z][\w+*’'.-]{0,14}\d{2,4}[a-z]?|[A-Z][A-Za-z+]{1,7})\\?\]\s")
_AUTHOR_YEAR = re.compile(r"^\s*\[([^\[\]\n]{3,60}?,?\s{0,9}\(?(?:19|20)\d\d[a-z]?\)?)\]")
_DOTTED = re.compile(r"^\s*(?:[-*]\s+)?(\d{1,4})\.\s+(?=\D)")
_PARENTHESISED = re.compile(r"^\s*\(?(\d{1,4})\)\s+(?=\D)")
_RAISED = re.compile(r"^\s*([⁰¹²³⁴-⁹]{1,3})\s*(?=[^\W\d_a-z])")
_BARE = re.compile(r"^\s*(\d{1,4})\s+(?=[^\W\d_a-z])")

Labelled = list[tuple[int, str]]
"""Lines by index, each with its label."""


def is_labelled(line: str) -> bool:
    """Whether a line begins with a label that is hardly anything else."""
    return any(p.match(line) for p in (_BRACKET, _ALPHA, _AUTHOR_YEAR, _DOTTED, _RAISED))


def numbered_lines(lines: Sequence[str]) -> list[Labelled]:
    """The lines whose numbers go up by one from the first, for each form of number that at least two lines have."""
    found = [_ascending(lines, p) for p in (_BRACKET, _DOTTED, _PARENTHESISED, _RAISED, _BARE)]
    return [numbered for numbered in found if len(numbered) > 1]


def lettered_lines(lines: Sequence[str]) -> Labelled:
    """The lines that labels such as [ABC99] or [Author, 1999] open; none where they are few."""
    for pattern in (_ALPHA, _AUTHOR_YEAR):
        labelled = [(i, m.group(1)) for i, line in enumerate(lines) if (m := pattern.match(line))]
        if (len(labelled) >= 3 and labelled[0][0] <= 1) or len(labelled) >= 8:
            return labelled
    return []


def _ascending(lines: Sequence[str], pattern: re.Pattern[str]) -> Labelled:
    """The lines whose numbers go up by one, from 0 or 1.

    A gap of up to three is forgiven, and a run of three goes on wherever it stands: columns may be out of order.
    """
    matches = ((i, pattern.match(line)) for i, line in enumerate(lines))
    found = [(i, int(m.group(1).translate(_MISREAD))) for i, m in matches if m]
    numbers = [n for _, n in found]
    last_at = {n: at for at, n in enumerate(numbers)}
    result: Labelled = []
    seen: set[int] = set()
    expected = 0 if numbers[:2] == [0, 1] else 1
    for position, (i, number) in enumerate(found):
        near = 0 <= number - expected <= 3 and (number == expected or last_at.get(expected, -1) <= position)
        run = numbers[position : position + 3] == [number, number + 1, number + 2]
        if number in seen or not (near or run):
            continue
        seen.add(number)
        result.append((i, str(number)))
        expected = number + 1
    return result
