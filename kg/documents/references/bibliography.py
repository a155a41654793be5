"""The bibliography of a paper: where it lies, where each entry begins, and the entries parsed."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.core.document import Reference, SectionKind
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.references.entry_lines import Line, lines_of
from kg.documents.references.entry_starts import entry_starts, may_open
from kg.documents.references.parser import made_key, parse_reference

_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:\**)(?:\d{1,2}\.?[ \t]+|[IVX]+\.[ \t]+)?"
    r"(?:References|REFERENCES|Bibliography|BIBLIOGRAPHY|Literature Cited|LITERATURE CITED|Works Cited"
    r"|References and Notes|R[ \t]?EFERENCES|Literatur|Références)\**[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
_NEXT_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]+\S.*"
    r"|\**(?:Appendix|APPENDIX|Appendices|APPENDICES|Supplementary Materials?|SUPPLEMENTARY.*|Supplemental.*)\b"
    r"[^.\n]{0,80}"
    r"|[A-H]\.?[ \t]+[A-Z][^.,\n]{3,60}|Acknowledge?ments?|ACKNOWLEDGE?MENTS?)[ \t]*$",
    re.MULTILINE,
)
_FIRST_LABEL = re.compile(r"(?:^|[.\n]\s)[ \t]*(?P<label>\[1\]\s+[^\W\d_])", re.MULTILINE)
_CITE = re.compile(r"^/?cite\.(?:\d+@)?(.+)$")
_NAMELESS = "\0"
_MOST_WORDS = 400  # characters kept of what the links to one entry show
_MAX_ENTRIES = 3000
_MAX_ENTRY = 2500  # characters; what is longer has swallowed an appendix


@dataclass(frozen=True, slots=True)
class _Entry:
    span: Span
    raw: str
    label: str
    destination: str


def _regions(layout: Layout) -> list[Span]:
    """The stretches that hold a bibliography, without their headings."""
    marked = [s for s in layout.sections if s.kind is SectionKind.REFERENCES]
    regions: list[Span] = []
    for section in marked:
        start = section.span.start
        head = layout.text.find("\n", start)
        first_line = layout.text[start : head if head >= 0 else section.span.end]
        if section.heading and head >= 0 and section.heading.split()[-1].lower() in first_line.lower():
            start = head + 1
        if regions and layout.text[regions[-1].end : start].strip() == "":
            regions[-1] = Span(regions[-1].start, section.span.end)
        elif start < section.span.end:
            regions.append(Span(start, section.span.end))
    regions = [r for r in regions if len(layout.text[r.start : r.end].strip()) > 20]
    return regions or _unmarked_region(layout.text)


def _unmarked_region(text: str) -> list[Span]:
    """The bibliography where no section was marked: after the last heading line that says so, or a numbered tail."""
    headings = list(_HEADING.finditer(text))
    if headings:
        start = headings[-1].end()
        end = _NEXT_HEADING.search(text, start + 200)
        stop = end.start() if end else len(text)
        return [Span(start, stop)] if text[start:stop].strip() else []
    for first in reversed([m.start("label") for m in _FIRST_LABEL.finditer(text)]):
        rest = text[first:]
        if all(re.search(rf"(?:^|[.\])\d/]\s)\s*\[{n}\]\s+\S", rest, re.MULTILINE) for n in (2, 3)):
            return [Span(first, len(text))]
    return []


@dataclass(frozen=True, slots=True)
class _Destination:
    """A place that citations lead to: its name, where it lands, and in folded form its name and the links' words."""

    name: str
    target: int
    words: str

    def names(self, reference: Reference) -> bool:
        """Whether name or links show the entry's first author and year."""
        first = surname(reference.authors[0]) if reference.authors else ""
        return len(first) > 1 and first in self.words and str(reference.year or "-")[-2:] in self.words


def _destinations(layout: Layout) -> list[_Destination]:
    """The citation destinations that links lead to, in order of their targets."""
    targets: dict[str, int] = {}
    words: dict[str, str] = {}
    for link in layout.links:
        named = _CITE.match(link.destination or "")
        if named and link.target is not None:
            targets.setdefault(named.group(1), link.target)
            shown = fold(layout.text[link.span.start : link.span.end])
            if len(words.setdefault(named.group(1), fold(named.group(1)))) < _MOST_WORDS:
                words[named.group(1)] += f" {shown}"
    return sorted((_Destination(n, t, words[n]) for n, t in targets.items()), key=lambda d: (d.target, d.name))


def _snapped(lines: Sequence[Line], destinations: Sequence[_Destination]) -> dict[int, str]:
    """The lines at which entries begin because citations lead there, by index, with the destination's name.

    A destination may land a line or two off, or in the column beside: only a line that can open an entry is taken,
    the nearest whose first author the destination names before others.
    """
    ends = [line.end for line in lines]
    snapped: dict[int, str] = {}
    for destination in destinations:
        at = bisect_left(ends, destination.target)
        near = [j for j in (at, at + 1, at - 1, at + 2, at - 2) if 0 <= j < len(lines) and j not in snapped]
        open_ = [j for j in near if may_open(lines, j) and lines[j].opens]
        agreeing = [j for j in open_ if lines[j].first_author and lines[j].first_author in destination.words]
        if agreeing:
            snapped[agreeing[0]] = destination.name
        elif at in open_ and not _names_another(lines[at], destination):
            snapped[at] = destination.name
    return snapped


def _names_another(line: Line, destination: _Destination) -> bool:
    """Whether the destination's words hold a name, and it is not the line's."""
    return bool(line.first_author) and bool(re.search(r"[^\W\d_]{4}", destination.words))


def _split(text: str, region: Span, destinations: Sequence[_Destination]) -> list[_Entry]:
    lines = lines_of(text, region)
    if not lines:
        return []
    named = _snapped(lines, [d for d in destinations if region.start - 2 <= d.target < region.end])
    starts = entry_starts(lines, frozenset(named))
    entries = []
    for position, (index, label) in enumerate(starts):
        last = starts[position + 1][0] if position + 1 < len(starts) else len(lines)
        kept = _kept(lines[index:last])
        raw = "\n".join(line.text for line in kept)  # not the text at the span, which may hold a page's debris
        entries.append(_Entry(Span(kept[0].start, kept[-1].end), raw, label, named.get(index, "")))
    return entries[:_MAX_ENTRIES]


def _kept(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of an entry before the heading of an appendix or a runaway tail."""
    for position, line in enumerate(lines):
        if position and (line.heading or line.end - lines[0].start > _MAX_ENTRY):
            return lines[:position]
    return lines


def _unique(keys: Iterable[str]) -> list[str]:
    """The keys, repeated ones told apart by a letter."""
    seen: Counter[str] = Counter()
    given: set[str] = set()
    result = []
    for key in keys:
        candidate = key
        while candidate in given:
            seen[key] += 1
            candidate = f"{key}{chr(ord('a') + seen[key])}" if seen[key] < 26 else f"{key}-{seen[key]}"
        given.add(candidate)
        result.append(candidate)
    return result


def _repeated_authors(references: Sequence[Reference]) -> list[Reference]:
    """A dash in place of the authors stands for those of the entry before."""
    result: list[Reference] = []
    for reference in references:
        dashed = re.match(r"[—–_-]{2,}|,\s*[“\"]", reference.raw) and not surname(" ".join(reference.authors[:1]))
        result.append(replace(reference, authors=result[-1].authors) if dashed and result else reference)
    return result


def find_references(layout: Layout) -> tuple[Reference, ...]:
    """The entries of the bibliography in the order of the text, each parsed, keys unique.

    The key is the printed label, else the name of the destination that links lead to, else made from author and year.
    No bibliography found: an empty tuple.
    """
    destinations = _destinations(layout)
    references: list[Reference] = []
    for region in _regions(layout):
        for entry in _split(layout.text, region, destinations):
            raw = _without_label(entry.raw, entry.label)
            parsed = parse_reference(raw, entry.label or entry.destination or _NAMELESS)
            if re.search(r"[^\W\d_]{3}", parsed.raw):
                references.append(replace(parsed, span=entry.span))
    references = _named(_repeated_authors(references), destinations)
    keys = _unique(r.key for r in references)
    return tuple(replace(r, key=k) for r, k in zip(references, keys, strict=True))


def _without_label(raw: str, label: str) -> str:
    """The entry without a number that no mark sets off, which looks like a part of it."""
    return re.sub(rf"^\s*{re.escape(label)}\s+(?=[^\W\d_])", "", raw, count=1) if label else raw


def _named(references: Sequence[Reference], destinations: Sequence[_Destination]) -> list[Reference]:
    """The entries with keys for those that have none: of the one destination that names them, else made."""
    taken = {r.key for r in references}
    free = [d for d in destinations if d.name not in taken]
    result: list[Reference] = []
    for reference in references:
        key = reference.key
        if key == _NAMELESS:
            fitting = [d for d in free if d.names(reference)]
            key = fitting[0].name if len(fitting) == 1 else made_key(reference.authors, reference.year, reference.title)
        result.append(replace(reference, key=key))
    return result
