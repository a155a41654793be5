"""Long forms by their initials, where Schwartz and Hearst's algorithm does not look or cannot match."""

import re
from collections.abc import Iterator

# "(BERT; Devlin et al., 2019)", "(BERT [4])", "(CIFAR-10)", "(C4)": the short form alone, or before a citation
_SHORT = re.compile(
    r"\(\s*(?:the\s+)?(?P<short>[A-Z][A-Za-z]{0,9}(?P<tail>\d|-\d{1,4})?)\s*"
    r"(?:\)|\[[\d,\s]{1,12}\]\s*\)|[;,]\s*[A-Z][^()]{2,120}\))"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_PASSED = frozenset(["of", "for", "in", "and", "the", "with", "from", "on", "to", "a", "an", "by"])
_CUES = frozenset(["corpus", "dataset", "benchmark", "challenge", "database", "treebank", "model"])
_REACH = 160


def spelled_by_initials(paragraph: str) -> Iterator[tuple[str, str]]:
    """Pairs of a short form in parentheses and the words before it that begin with its letters, in order.

    A number hung on is left out, and a figure behind one letter repeats it; small words and a noun of data right before the
    parentheses may go without a letter.

    >>> list(spelled_by_initials("the colossal clean crawled corpus (C4)"))
    [('C4', 'colossal clean crawled corpus')]
    >>> list(spelled_by_initials("bidirectional encoder reading of texts (BERT; Devlin et al., 2019)"))
    [('BERT', 'bidirectional encoder reading of texts')]
    """
    for match in _SHORT.finditer(paragraph):
        before = paragraph[max(0, match.start() - _REACH) : match.start()]
        if letters := _letters(match.group("short"), match.group("tail")):
            start = _start(before, letters)
            if start is not None:
                yield match.group("short"), before[start:].strip()


def _letters(short: str, tail: str | None) -> str:
    """The letters that the initials must be, in small; "" where the short form is not made of initials."""
    stem = short[: len(short) - len(tail)] if tail else short
    if tail and len(stem) == 1 and tail.isdigit() and 2 <= int(tail) <= 6:
        return stem.lower() * int(tail)
    return stem.lower() if len(stem) >= 3 and stem.isupper() else ""


def _start(before: str, letters: str) -> int | None:
    """Where the words begin whose initials, read backwards, are the letters; None where they are not."""
    words = [(m.start(), m.group().lower()) for m in _WORD.finditer(before)]
    if words and words[-1][1] in _CUES and words[-1][1][0] != letters[-1]:
        words.pop()
    left = list(letters)
    for start, word in reversed(words):
        if word[0] == left[-1]:
            left.pop()
        elif word not in _PASSED:
            return None
        if not left:
            return start
    return None
