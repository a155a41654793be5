"""Citations by number or printed label: [3, 7-9], [ABC99]."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.core.document import Citation, Reference
from kg.core.spans import Span

_NUMBER_GROUP = re.compile(r"\\?\[\s*((?:see\s+|e\.g\.,?\s+|cf\.\s+)?\d{1,4}[^\[\]]{0,120}?)\\?\]")
_NUMBER = re.compile(r"(?<![\w.])(\d{1,4})(?![\w%]|\.\d)(?:\s*([–—‐−-])\s*(\d{1,4})(?![\w%]))?")
_LOCATOR = re.compile(
    r"(?:\b(?:pp?|sec|section|chap(?:ter)?|fig|figure|thm|theorem|app|appendix|table|lemma|eq|vol|def)\.?\s*|§\s*)[\d.]+",
    re.IGNORECASE,
)
_BRACKET_RANGE = re.compile(r"\[(\d{1,4})\]\s*[–—-]\s*\[(\d{1,4})\]")
_INDEXED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}|\w*\d\w*)$")  # "sp[8]", "v0[4]"
_RAISED_GROUP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:)”\"’]))[⁰¹²³⁴-⁹]+(?:[,⁻‐–-]+[⁰¹²³⁴-⁹]+)*")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_LABEL_GROUP = re.compile(r"\[([A-Za-z][^\[\]\n]{1,100})\]")
_LABEL = re.compile(r"[A-Za-z][\w+*’'.-]*")
_ALL = frozenset(str(n) for n in range(5000))


def _numbers(group: str, offset: int, known: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """Each number of a group with its place; a range yields all within it at the range's place."""
    plain = _LOCATOR.sub(lambda m: " " * len(m.group()), group)
    for found in _NUMBER.finditer(plain):
        first, last = int(found.group(1)), int(found.group(3) or found.group(1))
        span = Span(offset + found.start(), offset + found.end())
        if first < last <= first + 60:
            for number in range(first, last + 1):
                if str(number) in known:
                    yield span, str(number)
        else:
            yield Span(offset + found.start(1), offset + found.end(1)), str(first)
            if found.group(3):
                yield Span(offset + found.start(3), offset + found.end(3)), str(last)


def numeric_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by number in square brackets: "[36]", "[3, 7-9]", "[3]–[5]", "[12, p. 4]"."""
    known = frozenset(r.key for r in references)
    found: list[Citation] = []
    for group in _NUMBER_GROUP.finditer(text):
        numbers = list(_numbers(group.group(1), group.start(1), known))
        words = re.findall(r"[^\W\d_]{2,}", _LOCATOR.sub(" ", group.group(1)))
        if numbers and len(words) <= 6 and all(n in known for _, n in numbers) and not _is_mathematics(text, group):
            found += [Citation(span, number) for span, number in numbers]
    for both in _BRACKET_RANGE.finditer(text):
        first, last = int(both.group(1)), int(both.group(2))
        if first + 1 < last <= first + 60:
            inner = Span(both.start(1), both.end(2))
            found += [Citation(inner, str(n)) for n in range(first + 1, last) if str(n) in known]
    return found


def bracketed_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The numbers in square brackets that are no mathematics, each with the offset of its bracket."""
    for group in _NUMBER_GROUP.finditer(text):
        if not _is_mathematics(text, group):
            for _, number in _numbers(group.group(1), group.start(1), _ALL):
                yield int(number), group.start()


def _is_mathematics(text: str, group: re.Match[str]) -> bool:
    """Whether a bracket is an interval or an index: "∈ [1, 5]", "x[3]", "[0.1, 2]"."""
    before = text[max(0, group.start() - 3) : group.start()]
    inside = group.group(1)
    if _INDEXED.search(text, max(0, group.start() - 12), group.start()):
        return True
    if re.search(r"[∈=×<>≤≥+^_{$\\(]\s*$", before) and not before.endswith("("):
        return True
    return "." in re.sub(r"\b[a-z]+\.", "", inside) and bool(re.search(r"\d\.\d", inside))


def superscript_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by raised number, in papers whose style is so: most entries are met, and in rising order at first.

    Raised numbers after a digit or a short symbol ("10²", "R²", "km²") are exponents.
    """
    known = frozenset(r.key for r in references)
    found: list[Citation] = []
    for group in _RAISED_GROUP.finditer(text):
        plain = group.group().translate(_LOWERED)
        numbers = list(_numbers(plain, group.start(), known))
        if all(n in known for _, n in numbers):
            found += [Citation(span, n) for span, n in numbers]
    firsts = list(dict.fromkeys(int(c.reference_key) for c in found))
    rising = sum(a < b for a, b in pairwise(firsts))
    if len(firsts) < max(4, 0.5 * len(references)) or rising < 0.8 * (len(firsts) - 1):
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
