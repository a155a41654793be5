"""Citations by name and year: (Author et al., 2019a; ...), Author (2019)."""

import re
from collections.abc import Iterator, Sequence

from kg.core.document import Citation, Reference
from kg.core.spans import Span
from kg.documents.references.markers.author_index import AuthorIndex, Marker

# what may not stand before a year is looked for behind its first digits, so that these are searched for
_PRINTED = r"(?:1[89]|20)(?<![\d.]\d\d)\d\d(?!\d)(?P<letter>[a-h])?(?![A-Za-z\d])"
_UNPRINTED = ("n.d.", "in press", "forthcoming", "to appear")
_YEAR = re.compile(rf"{_PRINTED}(?P<unprinted>(?!))?")
_YEAR_OR_WORD = re.compile(
    rf"{_PRINTED}|(?<![\d.])(?P<unprinted>{'|'.join(re.escape(w) for w in _UNPRINTED)})(?=[\s.,;:)\]])"
)
_MORE_YEARS = re.compile(
    r"\s*[,;]\s*(?:and\s+)?(?P<year>(?:1[89]|20)\d\d(?!\d))?(?P<letter>[a-h])?(?![A-Za-z\d]|\.[a-z])"
)
_ACCENT = "´`ˇ¨˚˜ˆ¸˝˙"
_NO_ACCENT = r"(?![ˆˇ]\s?[^\W\d_])"  # of the accents these two are letters, and would be read in several ways
_PART = rf"{_NO_ACCENT}[\w'’.@-]"
_BROKEN = rf"(?:\s?+[{_ACCENT}]\s?+(?=[^\W\d_])|\s(?=[ß-öø-ÿāčćđēėęğīıłńňōőřśšşţūůűźżž])(?![ß-öø-ÿ]\s))"
_CAP = rf"(?:[dlODL]['’]|al-)?[a-z]?[^\W\d_a-zß-öø-ÿ](?:{_PART}|{_BROKEN})*"
_PARTICLE = (
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|al|el|bin|ben|Van|Von|De|Der|La|Le|Du|Di|El|Al)"
    r"\s+){0,3}"
)
_NAME = rf"{_PARTICLE}{_CAP}(?:\s+{_NO_ACCENT}{_CAP}){{0,3}}"
_AND = r"(?:and|&|et|und|y|e)"
_AUTHORS_BEFORE = re.compile(
    rf"(?P<first>{_NAME})"
    rf"(?P<more>(?P<list>(?:\s*,\s*{_PARTICLE}{_CAP}(?:\s+{_NO_ACCENT}{_CAP}){{0,2}}){{0,5}}"
    rf"\s*,?\s*{_AND}\s+{_PARTICLE}{_CAP}(?:\s+{_NO_ACCENT}{_CAP}){{0,2}})"
    r"|\s*,?\s+(?:et\.?\s+al\b\.?|and\s+others|and\s+colleagues|u\.\s?a\.))?"
    rf"(?P<possessive>['’]s?)?[\s,{_ACCENT}]*+(?P<open>[(\[]?)\s*$"
)
_BOUNDARY = re.compile(r"[;()\[\]](?!\s*$)|[.?!]\s+(?=[A-Z][a-z]+\s[a-z])")
_OTHER_MARKER = re.compile(r"[)\];]")
_SPLIT = re.compile(rf"(?:(?<!\s)\s+)?,\s*(?:{_AND}\s+)?|(?<!\s)\s+{_AND}\s+")
_NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december in of since by the and
    from to until during table figure section equation wmt imagenet voc
    """.split()  # noqa: SIM905 - a list this long reads better as words
)  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"\S+")
_BACK = 160  # characters before a year in which its authors may stand
_CONTEXT = 60  # characters before a marker that may name what it cites


def author_year_citations(text: str, references: Sequence[Reference], *, strict: bool = False) -> list[Citation]:
    """Citations by name and year, in parentheses or narrative; "2019a,b" after one name gives one each.

    Strictly read, for texts that cite otherwise, year and authors must agree with the entry in all that is said.
    """
    index = AuthorIndex(references)
    found: list[Citation] = []
    done = 0
    years = _YEAR_OR_WORD if any(words in text for words in _UNPRINTED) else _YEAR
    for year in years.finditer(text):
        if year.start() < done:
            continue
        begin = max(0, year.start() - _BACK)
        before = _last_authors(text[begin : year.start()])
        if before is None or (strict and not before.group("open") and not before.group("more")):
            continue
        context = _OTHER_MARKER.split(text[max(0, begin + before.start() - _CONTEXT) : begin + before.start()])[-1]
        marked = _resolve(index, before, year, context, strict=strict)
        if marked is None:
            continue
        entry, marker, shift = marked
        end = year.end()
        if before.group("open") and text[end : end + 1] in (")", "]"):
            end += 1
        found.append(Citation(Span(begin + before.start() + shift, end), entry.key))
        for span, value, letter in _further_years(text, year):
            other = index.find(Marker(marker.names, marker.others, value, letter, marker.context), strict=strict)
            if other:
                found.append(Citation(span, other.key))
                done = span.end
    return found


def _last_authors(before: str) -> re.Match[str] | None:
    """The authors that stand right before a year, as early as they can begin."""
    boundary = max((m.end() for m in _BOUNDARY.finditer(before)), default=0)
    return _AUTHORS_BEFORE.search(before, boundary)


def _resolve(
    index: AuthorIndex, before: re.Match[str], year: re.Match[str], context: str, *, strict: bool
) -> tuple[Reference, Marker, int] | None:
    """The entry, the marker as read, and by how much its start moves right when leading words are no part of it."""
    value = None if year.group("unprinted") else int(year.group()[:4])
    letter = year.group("letter") or ""
    listed = before.group("list")
    others = bool(before.group("more")) and not listed
    whole = before.group("first") + (listed or "")
    starts = [0, *(m.end() for m in _SPLIT.finditer(whole))]
    for number, start in enumerate(starts):
        names = tuple(_POSSESSIVE.sub("", n) for n in _SPLIT.split(whole[start:]) if n)
        for word in _WORD.finditer(names[0] if names else ""):
            first = names[0][word.start() :]
            bare = len(names) == 1 and not others
            if (bare and first.split()[0].lower() in _NO_NAMES) or first.lower() in _NO_NAMES - {"may"}:
                continue
            last_word = word.end() == len(names[0])
            if not last_word and first not in index:
                continue
            marker = Marker((first, *names[1:]), others, value, letter, context)
            entry = index.find(marker, strict=strict or number > 0)
            if entry is not None:
                return entry, marker, start + word.start()
    return None


def _further_years(text: str, year: re.Match[str]) -> Iterator[tuple[Span, int, str]]:
    """The years and letters that go on after a year by the same authors: ", 2020" and ",b"."""
    if year.group("unprinted"):
        return
    at, value = year.end(), int(year.group()[:4])
    while found := _MORE_YEARS.match(text, at):
        if not found.group("year") and not found.group("letter"):
            return
        value = int(found.group("year") or value)
        start = found.start("year") if found.group("year") else found.start("letter")
        yield Span(start, found.end()), value, found.group("letter") or ""
        at = found.end()
