"""Citations by name and year: (Author et al., 2019a; ...), Author (2019)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.core.document import Citation, Reference
from kg.core.names import fold
from kg.core.spans import Span

_YEAR = re.compile(r"(?<![\d.])(?:1[89]|20)\d\d(?!\d)([a-h])?(?![A-Za-z\d])")
_MORE_YEARS = re.compile(r"\s*[,;]\s*(?:and\s+)?((?:1[89]|20)\d\d)?([a-h])?(?![A-Za-z\d])")
_CAP = r"(?:[dlODL]['’]|al-)?[^\W\d_a-zß-öø-ÿ][\w'’´`ˇ¨.-]*"
_PARTICLE = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|al|el|bin|ben|Van|Von|De|Der|La|Le|Du|Di|El|Al)"
    r"\s+){0,3}"
)
_NAME = rf"{_PARTICLE}{_CAP}(?:\s+{_CAP}){{0,3}}"
_AUTHORS_BEFORE = re.compile(
    rf"(?P<first>{_NAME})"
    rf"(?P<more>(?:\s*,\s*{_PARTICLE}{_CAP}){{0,4}}\s*,?\s*(?:and|&|et|und)\s+(?P<second>{_PARTICLE}{_CAP})|\s*,?\s+(?:et\.?\s+al\b\.?|and\s+others|and\s+colleagues))?"
    r"(?P<possessive>['’]s?)?\s*,?\s*(?P<open>[(\[]?)\s*$"
)
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december in of since by the and
    from to until during table figure section equation wmt imagenet voc
    """.split()  # noqa: SIM905 - a list this long reads better as words
)  # fmt: skip
_BACK = 140  # characters before a year in which its authors may stand


class _Index:
    """Entries by the folded surname of their first author."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.by_name: dict[str, list[Reference]] = defaultdict(list)
        for reference in references:
            for name in self._names(reference):
                self.by_name[name].append(reference)

    @staticmethod
    def _names(reference: Reference) -> list[str]:
        first = reference.authors[0] if reference.authors else (reference.title or "")
        words = first.split()
        names = {fold(" ".join(words[-n:])) for n in (1, 2, 3) if n <= len(words)} | {fold(first)}
        if not reference.authors and words:
            names = {fold(words[0].rstrip(",:")), fold(first)}
        return sorted(n for n in names if len(n) > 1)

    def find(self, first: str, year: int, letter: str, second: str | None, *, others: bool) -> Reference | None:
        """The entry by this author and year; where several fit the letter, the second author or the order decides."""
        words = first.split()
        for take in range(len(words), 0, -1):
            entries = self.by_name.get(fold(" ".join(words[-take:])))
            if entries:
                chosen = _choose(entries, year, letter, second, others=others)
                if chosen:
                    return chosen
        return None


def _letter(reference: Reference) -> str:
    found = re.search(rf"{reference.year}([a-h])(?![a-z])", reference.raw) if reference.year else None
    return found.group(1) if found else ""


def _choose(
    entries: Sequence[Reference], year: int, letter: str, second: str | None, *, others: bool
) -> Reference | None:
    fitting = [r for r in entries if r.year == year or (r.year is None and str(year) in r.raw)]
    if not fitting:
        # preprint and publication often differ by a year
        near = [r for r in entries if r.year is None or abs(r.year - year) <= 1]
        near = [r for r in near if _agrees(r, second, others=others)]
        return near[0] if len(near) == 1 and (second or others) else None
    agreeing = [r for r in fitting if _agrees(r, second, others=others)] or fitting
    if letter:
        lettered = [r for r in agreeing if _letter(r) == letter]
        if lettered:
            return lettered[0]
        index = ord(letter) - ord("a")
        return agreeing[index] if index < len(agreeing) else agreeing[0]
    return agreeing[0]


def _agrees(reference: Reference, second: str | None, *, others: bool) -> bool:
    """Whether the number of authors, and the second one, fit what the marker shows."""
    if second:
        return len(reference.authors) >= 2 and fold(reference.authors[1]).endswith(fold(second.split()[-1]))
    if others:
        return len(reference.authors) != 1
    return len(reference.authors) <= 1


def author_year_citations(text: str, references: Sequence[Reference]) -> list[Citation]:
    """Citations by name and year, in parentheses or narrative; "2019a,b" after one name gives one each."""
    index = _Index(references)
    found: list[Citation] = []
    done = 0
    for year in _YEAR.finditer(text):
        if year.start() < done:
            continue
        begin = max(0, year.start() - _BACK)
        before = _last_authors(text[begin : year.start()])
        if before is None:
            continue
        first, second = before.group("first"), before.group("second")
        others = bool(before.group("more")) and second is None
        entry, shift = _resolve(index, first, year, second, others=others)
        if entry is None:
            continue
        start = begin + before.start() + shift
        end = year.end()
        if before.group("open") and text[end : end + 1] in (")", "]"):
            end += 1
        found.append(Citation(Span(start, end), entry.key))
        for span, value, letter in _further_years(text, year):
            other = index.find(first, value, letter, second, others=others)
            if other:
                found.append(Citation(span, other.key))
                done = span.end
    return found


def _last_authors(before: str) -> re.Match[str] | None:
    """The authors that stand right before a year, as early as they can begin."""
    boundary = max(
        (m.end() for m in re.finditer(r"[;()\[\]](?!\s*$)|[.?!]\s+(?=[A-Z][a-z]+\s[a-z])", before)), default=0
    )
    return _AUTHORS_BEFORE.search(before, boundary)


def _resolve(
    index: _Index, first: str, year: re.Match[str], second: str | None, *, others: bool
) -> tuple[Reference | None, int]:
    """The entry, and by how much the name's start moves right when leading words are no part of it."""
    value, letter = int(year.group()[:4]), year.group(1) or ""
    first = re.sub(r"['’]s?$", "", first)
    words = list(re.finditer(r"\S+", first))
    for i, word in enumerate(words):
        if word.group().lower().strip(",") in _MONTHS:
            continue
        name = first[word.start() :]
        known = fold(name) in index.by_name
        last = i == len(words) - 1
        if known or last:
            entry = index.find(name if known else word.group(), value, letter, second, others=others)
            if entry:
                return entry, word.start()
    return None, 0


def _further_years(text: str, year: re.Match[str]) -> Iterator[tuple[Span, int, str]]:
    """The years and letters that go on after a year by the same authors: ", 2020" and ",b"."""
    at, value = year.end(), int(year.group()[:4])
    while found := _MORE_YEARS.match(text, at):
        if not found.group(1) and not found.group(2):
            return
        value = int(found.group(1) or value)
        start = found.start(1) if found.group(1) else found.start(2)
        yield Span(start, found.end()), value, found.group(2) or ""
        at = found.end()
