"""Citations that the file itself draws as links to entries of the bibliography."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.core.document import Citation, Reference
from kg.core.names import fold
from kg.core.spans import Span
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.references.entries.destinations import Destination, cited_name, destinations_of

_NO_CITATION = re.compile(
    r"^/?(?:(?:sub)*section|figure|table|equation|page|Item|footnote|Hfootnote|appendix|algorithm|ALG|theorem|lemma"
    r"|proposition|corollary|definition|AM|mpfootnote|lstlisting|chapter|part|Doc-Start|example|remark)\b",
    re.IGNORECASE,
)
_ENTRY_NAME = re.compile(
    r"^/?(?:references?|refs?|bib\w?|bibr|cr|b|r|rf|rb|cit\w{0,40})[\W_]?(?:\w{0,60}\W)?\d+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"^[\s,.(\[’'s-]*$")
_YEAR_ONLY = re.compile(r"^\W*(?:1[89]|20)\d\d[a-z]?\W*$|^[a-z]$")
_NUMBER_FIRST = re.compile(r"^\W*(?P<number>\d{1,4}|[A-Z][A-Za-z+]{0,8}\d{2}[a-z]?)\s*\]")
_YEAR_BEHIND = re.compile(r"^[\s,]*+(?:[(\[]\s*)?(?P<year>(?:1[89]|20)\d\d)[a-h]?")
_NUMBER = re.compile(r"\d{1,4}")
_AGAIN = re.compile(r"[b-z]|-\d+")
_NAME = re.compile(r"[^\W\d_]{3,}")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PARTING = re.compile(r"[;()\[\]](?!\s*$)")
_WORD = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_MARKS = " []().,;\n"
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_JOIN = 4  # characters that may part two links of one citation
_NEAR = 200  # characters by which a named destination may land before its entry
_NEARER = 60  # the same for one without a name
_BACK = 90  # characters before a year in which its authors stand
_LONG = 80  # characters; a link over more covers other words too


def linked_citations(layout: Layout, references: Sequence[Reference]) -> list[Citation]:
    """One citation for each link, or run of links with one destination, that leads to an entry.

    Of links that the file names otherwise, or not at all, only those count whose words show the entry that they lead
    to: its label, its year or its first author.
    """
    entries = _Entries(references, destinations_of(layout))
    found = []
    for links in _runs(layout):
        reference = entries.led_to(links, layout.text)
        if reference is None:
            continue
        span = _trimmed(layout.text, Span(links[0].span.start, links[-1].span.end))
        if span:
            found.append(Citation(_with_authors(layout.text, span, reference), reference.key))
    return found


def _runs(layout: Layout) -> Iterator[list[LinkAnnotation]]:
    """Links of one destination that stand together: a name and its year, or one link over two lines."""
    run: list[LinkAnnotation] = []
    for link in layout.links:
        if link.uri or (link.destination is None and link.target is None):
            continue
        if link.destination and not cited_name(link.destination) and _NO_CITATION.match(link.destination):
            continue
        if run and (run[-1].destination, run[-1].target) == (link.destination, link.target):
            between = layout.text[run[-1].span.end : link.span.start]
            if link.span.start - run[-1].span.end <= _JOIN and _BETWEEN.match(between):
                run.append(link)
                continue
        if run:
            yield run
        run = [link]
    if run:
        yield run


class _Entries:
    """Entries by key, by place and by the words of the links that lead to them."""

    def __init__(self, references: Sequence[Reference], destinations: Iterable[Destination]) -> None:
        self._references = references
        self._destinations = {d.name: d for d in destinations}
        self._by_key: dict[str, Reference] = {}
        for reference in references:
            self._by_key.setdefault(reference.key, reference)
        self._placed = sorted((r for r in references if r.span), key=_start)
        self._starts = [_start(r) for r in self._placed]
        self._found: dict[str, Reference | None] = {}

    def led_to(self, links: Sequence[LinkAnnotation], text: str) -> Reference | None:
        """The entry a run of links leads to: by the label in its text, by its destination's name, by where it lands."""
        link = links[0]
        name = cited_name(link.destination)
        shown = text[link.span.start : links[-1].span.end]
        lands = self._lands(link.target, _NEAR if name else _NEARER)
        trusted = name is not None or bool(_ENTRY_NAME.match(link.destination or ""))
        if not trusted and (lands is None or not _shows(shown, lands)):
            return None
        number = _NUMBER_FIRST.match(shown)
        printed = number.group("number") if number else shown.strip(_MARKS).translate(_LOWERED)
        if printed and (labelled := self._of_label(printed, lands)):
            return labelled
        if name and (keyed := self._by_key.get(name)):
            return keyed
        destination = self._destinations.get(name or "")
        if destination is None or (lands is not None and _consistent(destination, lands)):
            return lands
        return self._named(destination)

    def _of_label(self, label: str, lands: Reference | None) -> Reference | None:
        """The entry with the label; where several lists have it, the one that the link lands on."""
        if lands is not None and _is_label(label, lands.key):
            return lands
        return self._by_key.get(label)

    def _lands(self, target: int | None, near: int) -> Reference | None:
        """The entry that holds the offset, or that begins shortly after it."""
        if target is None or not self._placed:
            return None
        index = bisect_right(self._starts, target) - 1
        if index >= 0 and (span := self._placed[index].span) and target < span.end:
            return self._placed[index]
        if index + 1 < len(self._placed) and self._starts[index + 1] - target <= near:
            return self._placed[index + 1]
        return None

    def _named(self, destination: Destination) -> Reference | None:
        """The one entry whose first author and year the links to the destination show."""
        if destination.name not in self._found:
            fitting = [r for r in self._references if destination.names(r)]
            self._found[destination.name] = fitting[0] if len(fitting) == 1 else None
        return self._found[destination.name]


def _consistent(destination: Destination, reference: Reference) -> bool:
    """Whether the links to a destination can mean the entry: they name nobody, or somebody its first words name."""
    head = fold(reference.raw[:120])
    return not destination.shown or any(words[:4] in head for words in destination.shown)


def _is_label(label: str, key: str) -> bool:
    """Whether a key is the label, or told apart by a letter or number behind it from another entry with the label."""
    return key.startswith(label) and (len(key) == len(label) or _AGAIN.fullmatch(key, len(label)) is not None)


def _start(reference: Reference) -> int:
    return reference.span.start if reference.span else -1


def _shows(shown: str, reference: Reference) -> bool:
    """Whether the words under a link show the entry: its label, its year, or the name of its first author."""
    printed = shown.strip(_MARKS).translate(_LOWERED)
    if printed and _is_label(printed, reference.key):
        return True
    if reference.key[:1].isdecimal() and _NUMBER.fullmatch(printed):
        return False
    head = fold(reference.raw[:120])
    names = [fold(w) for w in _NAME.findall(shown)]
    if any(name in head for name in names):
        return True
    years = _YEAR.findall(shown)
    return str(reference.year) in years


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space and brackets at its ends, and cut behind a number whose link runs on."""
    start, end = span.start, span.end
    while start < end and text[start] in " \n[(;,.":
        start += 1
    if end - start > _LONG and (number := _NUMBER_FIRST.match(text[start:end])):
        end = start + number.end("number")
    while start < end and text[end - 1] in " \n](;,.":
        end -= 1
    return Span(start, end) if start < end else None


def _with_authors(text: str, span: Span, reference: Reference) -> Span:
    """The span widened to the names where the link covers a year alone, and to the year where it covers names alone.

    The bracket that closes it is taken in.
    """
    covered = text[span.start : span.end]
    start, end = span.start, span.end
    if _YEAR_ONLY.match(covered) and reference.authors:
        names = {fold(" ".join(reference.authors[0].split()[-n:])) for n in (1, 2, 3)}
        before = text[max(0, start - _BACK) : start]
        boundary = max((m.end() for m in _PARTING.finditer(before)), default=0)
        for word in _WORD.finditer(before[boundary:]):
            if fold(word.group().rstrip("’'s,")) in names or fold(word.group().rstrip(",")) in names:
                start = max(0, start - _BACK) + boundary + word.start()
                break
    elif reference.year and not _DIGIT.search(covered):
        behind = _YEAR_BEHIND.match(text[end : end + 20])
        if behind and int(behind.group("year")) == reference.year:
            end += behind.end()
    opened = text[start:end].count("(") - text[start:end].count(")")
    if opened == 1 and text[end : end + 1] == ")":
        end += 1
    return Span(start, end)
