"""The bibliography of a paper: where it lies, where each entry begins, and the entries parsed."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.core.document import Reference, SectionKind
from kg.core.names import surname
from kg.core.spans import Span
from kg.documents.entry_starts import Line, entry_starts, lines_of
from kg.documents.layout import Layout
from kg.documents.reference_parser import parse_reference

_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:\**)(?:\d{1,2}\.?[ \t]+|[IVX]+\.[ \t]+)?"
    r"(?:References|REFERENCES|Bibliography|BIBLIOGRAPHY|Literature Cited|LITERATURE CITED|Works Cited"
    r"|References and Notes|R[ \t]?EFERENCES|Literatur|Références)\**[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
_NEXT_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]+\S.*"
    r"|\**(?:Appendix|APPENDIX|Appendices|APPENDICES|Supplementary Materials?|SUPPLEMENTARY.*|Supplemental.*)\b[^.\n]{0,80}"
    r"|[A-H]\.?[ \t]+[A-Z][^.,\n]{3,60}|Acknowledge?ments?|ACKNOWLEDGE?MENTS?)[ \t]*$",
    re.MULTILINE,
)
_CITE = re.compile(r"^/?cite\.(?:\d+@)?(.+)$")
_MAX_ENTRIES = 3000
_MAX_ENTRY = 2500  # characters; what is longer has swallowed an appendix


@dataclass(frozen=True, slots=True)
class _Entry:
    span: Span
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
    first = [m.start() for m in re.finditer(r"^\s*\[1\]\s+\S", text, re.MULTILINE)]
    if first and re.search(r"^\s*\[2\]\s+\S", text[first[-1] :], re.MULTILINE):
        return [Span(first[-1], len(text))]
    return []


def destinations(layout: Layout) -> dict[str, int]:
    """The names and targets of all citation destinations that links lead to, without the prefix "cite."."""
    found: dict[str, int] = {}
    for link in layout.links:
        named = _CITE.match(link.destination or "")
        if named and link.target is not None:
            found.setdefault(named.group(1), link.target)
    return found


def _snapped(lines: Sequence[Line], targets: dict[str, int]) -> dict[int, str]:
    """Which line each destination means, by index: the line it lands on or the next that opens better."""
    snapped: dict[int, str] = {}
    for name, target in sorted(targets.items(), key=lambda item: (item[1], item[0])):
        near = [i for i, line in enumerate(lines) if line.start - 3 <= target < line.end + 1]
        if not near:
            continue
        i = near[0]
        options = [j for j in (i, i + 1, i - 1) if 0 <= j < len(lines)]
        best = next((j for j in options if lines[j].opens), i)
        snapped.setdefault(best, name)
    return snapped


def _split(text: str, region: Span, targets: dict[str, int]) -> list[_Entry]:
    lines = lines_of(text, region)
    if not lines:
        return []
    named = _snapped(lines, {n: t for n, t in targets.items() if region.start - 2 <= t < region.end})
    starts = entry_starts(lines, frozenset(named))
    entries = []
    for position, (index, label) in enumerate(starts):
        last = starts[position + 1][0] if position + 1 < len(starts) else len(lines)
        end = _entry_end(lines[index:last])
        entries.append(_Entry(Span(lines[index].start, end), label, named.get(index, "")))
    return entries[:_MAX_ENTRIES]


def _entry_end(lines: Sequence[Line]) -> int:
    """Where an entry ends: before an appendix heading or a runaway tail."""
    end = lines[0].end
    for line in lines[1:]:
        if line.end - lines[0].start > _MAX_ENTRY or line.heading:
            break
        end = line.end
    return end


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
        dashed = re.match(r"[—–_-]{2,}", reference.raw) and not surname(" ".join(reference.authors[:1]))
        result.append(replace(reference, authors=result[-1].authors) if dashed and result else reference)
    return result


def find_references(layout: Layout) -> tuple[Reference, ...]:
    """The entries of the bibliography in the order of the text, each parsed, keys unique.

    The key is the printed label, else the name of the destination that links lead to, else made from author and year.
    No bibliography found: an empty tuple.
    """
    targets = destinations(layout)
    references: list[Reference] = []
    for region in _regions(layout):
        for entry in _split(layout.text, region, targets):
            raw = layout.text[entry.span.start : entry.span.end]
            parsed = parse_reference(raw, entry.label or entry.destination)
            if re.search(r"[^\W\d_]{3}", parsed.raw):
                references.append(replace(parsed, span=entry.span))
    references = _repeated_authors(references)
    keys = _unique(r.key for r in references)
    return tuple(replace(r, key=k) for r, k in zip(references, keys, strict=True))
