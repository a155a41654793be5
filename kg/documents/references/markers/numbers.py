"""Citations by number or printed label: [3, 7-9], [ABC99]."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.core.document import Citation, Reference
from kg.core.spans import Span

_NUMBER_GROUP = re.compile(r"\\?\[\s*((?:see\s+|e\.g\.,?\s+|cf\.\s+)?\d{1,4}[^\[\]]{0,120}?)\\?\]")
_NUMBER = re.compile(r"(?<![\w.])(\d{1,4})(?![\w%]|\.\d)(?:\s*([–—‐−-])\s*(\d{1,4})(?![\w%]))?")
_LOCATOR = re.compile(
    r"(?:\b(?:pp?|pages?|sec(?:tion|t)?s?|chap(?:ter)?s?|ch|figs?|figures?|thm|theorems?|app|appendix|tables?|lemmas?"
    r"|eqs?|equations?|vol|volume|def(?:inition)?|prop(?:osition)?|cor(?:ollary)?|remark|example|alg(?:orithm)?|no|line)"
    r"\b\.?\s*|(?<!§)§+\s*)[A-Z]?[\d.]+(?:\s*[–-]\s*[\d.]+)?",
    re.IGNORECASE,
)
_BRACKET_RANGE = re.compile(r"\[(\d{1,4})\]\s*[–—-]\s*\[(\d{1,4})\]")
_INDEXED = re.compile(r"(?<![\w-])(?:[^\W\d_]{1,2}\d{0,3}|\d+)$")  # "x[3]", "sp[8]", "v0[4]", "Q12[5]"
_OPERATOR = re.compile(r"[∈=×<>≤≥+^_{$\\]\s*$|(?<!\s)\($")
_RANGE_WORD = re.compile(
    r"\b(?:(?:ranges?|intervals?)(?:\s+(?:of|is|in|from|over))?|(?:sizes?|vectors?|tuples?|dimensions?|kernels?|channels?"
    r"|widths?|scales?|strides?|lengths?)(?:\s+(?:of|is|are|as|in))?|(?:drawn|sampled|uniformly|normali[sz]ed|clipped"
    r"|scaled|lies?|in)\s+(?:from|in|to|into|the\s+range))\s*(?::\s*)?$",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"[=×·∈<>+*/^|√∑(){}]|\.\s?\.|…|\d\s+\d|(?<![\w.])[^\W\d_](?![\w.])")
_RAISED_GROUP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:)”\"’\t]))\s?[⁰¹²³⁴-⁹]+(?:[,⁻‐–-]+[⁰¹²³⁴-⁹]+)*")
_ROUND_GROUP = re.compile(
    r"\b(?P<word>[^\W\d_]{2,})[.,;”\"’]{0,2} \((?P<numbers>\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\)(?=[\s.,;:])"
)
_COUNTED = frozenset(
    (
        "eq",
        "eqs",
        "equation",
        "equations",
        "step",
        "steps",
        "case",
        "item",
        "line",
        "rule",
        "condition",
        "constraint",
    )
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LABEL_GROUP = re.compile(r"\[([A-Za-z][^\[\]]{1,200})\]")
_LABEL = re.compile(r"[A-Za-z][\w+*’'.-]*")
_AGAIN = re.compile(r"^(\d+)(?:[b-z]|-\d+)$")  # the key of a number that an earlier list has too
_ALL = frozenset(str(n) for n in range(5000))
_WORD = re.compile(r"[^\W\d_]{2,}")
_WIDEST = 60  # numbers that a range may stand for
_WORDS = 6  # that may stand beside numbers in brackets


class NumberedEntries:
    """Entries by their printed number, in papers with one list or with several that each begin anew."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._entries: dict[str, list[tuple[int, str]]] = defaultdict(list)
        keys = {r.key for r in references}
        for reference in references:
            again = _AGAIN.match(reference.key)
            number = again.group(1) if again and again.group(1) in keys else reference.key
            self._entries[number].append((reference.span.start if reference.span else -1, reference.key))

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers and labels that entries have."""
        return frozenset(self._entries)

    def key(self, number: str, offset: int) -> str:
        """The key of the entry that the number means at the offset: of the list that comes next, else the last."""
        entries = self._entries[number]
        at = bisect_right(entries, (offset, "")) if len(entries) > 1 else 0
        return entries[min(at, len(entries) - 1)][1]


def _numbers(group: str, offset: int, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Each number of a group with its place; a range yields all within it at the range's place."""
    plain = _blanked(group)
    for found in _NUMBER.finditer(plain):
        first, last = int(found.group(1)), int(found.group(3) or found.group(1))
        span = Span(offset + found.start(), offset + found.end())
        if first < last <= first + _WIDEST:
            for number in range(first, last + 1):
                if str(number) in known:
                    yield span, str(number)
        else:
            yield Span(offset + found.start(1), offset + found.end(1)), str(first)
            if found.group(3):
                yield Span(offset + found.start(3), offset + found.end(3)), str(last)


def _blanked(group: str) -> str:
    """The group with page and section numbers blank, every other character at its place."""
    return _LOCATOR.sub(lambda m: " " * len(m.group()), group)


def numeric_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by number in square brackets: "[36]", "[3, 7-9]", "[3]–[5]", "[12, p. 4]"."""
    entries = NumberedEntries(references)
    known = entries.numbers
    found: list[Citation] = []
    for group in _NUMBER_GROUP.finditer(text):
        numbers = list(_numbers(group.group(1), group.start(1), known))
        words = _WORD.findall(_blanked(group.group(1)))
        if (
            numbers
            and len(words) <= _WORDS
            and all(n in known for _, n in numbers)
            and not _is_mathematics(text, group)
        ):
            found += [Citation(span, entries.key(number, span.start)) for span, number in numbers]
    for both in _BRACKET_RANGE.finditer(text):
        first, last = int(both.group(1)), int(both.group(2))
        if first + 1 < last <= first + _WIDEST:
            inner = Span(both.start(1), both.end(2))
            between = (str(n) for n in range(first + 1, last))
            found += [Citation(inner, entries.key(n, inner.start)) for n in between if n in known]
    return found


def bracketed_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The numbers in square brackets that are no mathematics, each with the offset of its bracket."""
    for group in _NUMBER_GROUP.finditer(text):
        if not _is_mathematics(text, group):
            for _, number in _numbers(group.group(1), group.start(1), _ALL):
                yield int(number), group.start()


def _is_mathematics(text: str, group: re.Match[str]) -> bool:
    """Whether a bracket is an interval or an index: "∈ [1, 5]", "x[3]", "[0.1, 2]", "in the range of [2, 3, 4]"."""
    near = text[max(0, group.start() - 40) : group.start()]
    inside = _blanked(group.group(1))
    several = bool(re.search(r"\d\D+\d", inside))
    if _INDEXED.search(near) or _OPERATOR.search(near):
        return True
    if several and _RANGE_WORD.search(near):
        return True
    if re.match(r"\s*0\s*[,–−-]\s*\d", inside) or _FORMULA.search(inside):
        return True
    return bool(re.search(r"\d\.\d", inside))


def superscript_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by raised number, in papers whose style is so: most entries are met, and in rising order at first.

    Raised numbers after a digit or a short symbol ("10²", "R²", "km²") are exponents.
    """
    groups = ((m.start(), m.group().translate(_LOWERED)) for m in _RAISED_GROUP.finditer(text))
    return _in_order(groups, references, least=0.5)


def parenthesised_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by number in round brackets behind a word, "(3, 7)", in papers whose style is so, as above.

    Numbers behind "Eq.", "step" and their like are none.
    """
    groups = (
        (m.start("numbers"), m.group("numbers"))
        for m in _ROUND_GROUP.finditer(text)
        if m.group("word").lower() not in _COUNTED
    )
    return _in_order(groups, references, least=0.7)


def _in_order(groups: Iterable[tuple[int, str]], references: Sequence[Reference], *, least: float) -> list[Citation]:
    """The citations of groups of numbers with their offsets, if they are a style and not a chance; else none.

    A style meets at least that share of the entries, and most of them first in the order of their numbers.
    """
    entries = NumberedEntries(references)
    known = entries.numbers
    found: list[Citation] = []
    for offset, group in groups:
        numbers = list(_numbers(group, offset, known))
        if all(n in known for _, n in numbers):
            found += [Citation(span, entries.key(n, span.start)) for span, n in numbers]
    firsts = list(dict.fromkeys(int(c.reference_key) for c in found if c.reference_key.isdecimal()))
    rising = sum(a < b for a, b in pairwise(firsts))
    if len(firsts) < max(4, least * len(references)) or rising < 0.8 * (len(firsts) - 1):
        return []
    return found


def label_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by printed label: "[ABC99]", "[ABC99, DEF+01]"."""
    known = frozenset(
        r.key for r in references if re.search(r"\d", r.key) and not r.key.isdecimal() and " " not in r.key
    )
    found = []
    for group in _LABEL_GROUP.finditer(text):
        parts = [m for m in _LABEL.finditer(group.group(1)) if m.group() in known]
        found += [Citation(Span(group.start(1) + m.start(), group.start(1) + m.end()), m.group()) for m in parts]
    return found
