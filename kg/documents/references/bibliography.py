"""The entries of a paper's bibliography, parsed and with keys of their own."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.core.document import Block, BlockKind, Reference
from kg.core.names import surname
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.references.entries.back_references import without_back_references
from kg.documents.references.entries.broken_words import mended
from kg.documents.references.entries.destinations import Destination, Namers, destinations_of, snapped
from kg.documents.references.entries.joined_lines import joined_lines
from kg.documents.references.entries.lines import Line, lines_of, running_heads
from kg.documents.references.entries.regions import bibliography_regions, is_bibliography_heading
from kg.documents.references.entries.starts import entry_starts
from kg.documents.references.lost_numbers import lost_numbers
from kg.documents.references.parsing.parser import made_key, parse_reference

_NAMELESS = "\0"
_MAX_ENTRIES = 3000
_MAX_ENTRY = 2500  # characters; what is longer has swallowed an appendix
_LONG = 5  # times the usual length: so long an entry has swallowed what stands behind it
_MARKER = re.compile(r"^[^\d\n]{2,50}\((?:1[89]|20)\d\d[a-h]?\)\W*$")  # of a figure's legend, not an entry
_CLOSED = re.compile(r"[.)\]/\d][\"”’]?$")
_DOI_ALONE = re.compile(r"(?:doi:\s*|https?://\S*)10\.\d{4,9}/\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3}")
_DASHED = re.compile(r"[—–_-]{2,}|,\s*[“\"]")
_LETTER_BEHIND = re.compile(r"\s+[^\W\d_]")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")


@dataclass(frozen=True, slots=True)
class _Entry:
    span: Span
    raw: str
    label: str
    destination: str


def find_references(layout: Layout) -> tuple[Reference, ...]:
    """The entries of the bibliography in the order of the text, each parsed, keys unique.

    The key is the printed label, else the name of the destination that links lead to, else the entry's place where the
    text cites by numbers that the list has lost, else made from author and year. A label that holds several works
    ("(a) ... (b) ...") is one entry. No bibliography found: an empty tuple.
    """
    destinations = destinations_of(layout)
    regions = bibliography_regions(layout)
    apart = [b.span for b in layout.blocks if _is_apart(layout.text, b)]
    heads = running_heads(layout.text, regions)
    entries = [
        e
        for region, repeated in zip(regions, heads, strict=True)
        for e in _split(layout.text, region, destinations, apart, repeated)
    ]
    entries = [e for e in entries if _is_work(e.raw)]
    raws = mended(without_back_references([e.raw for e in entries], [e.span for e in entries], layout))
    references = [
        replace(
            parse_reference(_without_label(raw, entry.label), entry.label or entry.destination or _NAMELESS),
            span=entry.span,
        )
        for entry, raw in zip(entries, raws, strict=True)
    ]
    references = _repeated_authors(references)
    if all(r.key == _NAMELESS for r in references):
        numbers = lost_numbers(layout.text, references, regions)
        references = [replace(r, key=numbers.get(place, _NAMELESS)) for place, r in enumerate(references)]
    references = _named(references, destinations)
    keys = _unique(r.key for r in references)
    return tuple(r if r.key == k else replace(r, key=k) for r, k in zip(references, keys, strict=True))


def _is_work(raw: str) -> bool:
    """Whether an entry has words, and is neither the list's heading nor a marker out of a figure's legend."""
    words = raw.strip("•*- ")
    return bool(_WORD.search(words)) and not _MARKER.match(words) and not is_bibliography_heading(words)


def _is_apart(text: str, block: Block) -> bool:
    """Whether a block in a bibliography is no part of it: a caption, a figure's words, a table of no works."""
    if block.kind is BlockKind.TABLE:
        return len(_YEAR.findall(text, block.span.start, block.span.end)) < 2
    return block.kind in (BlockKind.CAPTION, BlockKind.OTHER)


def _split(
    text: str, region: Span, destinations: Sequence[Destination], apart: Sequence[Span], repeated: frozenset[str]
) -> list[_Entry]:
    lines = lines_of(text, region, apart, repeated)
    if not lines:
        return []
    within = [d for d in destinations if d.target is not None and region.start - 2 <= d.target < region.end]
    named = snapped(lines, within)
    starts = entry_starts(lines, frozenset(named))
    ends = [index for index, _ in starts[1:]] + [len(lines)]
    lengths = sorted(lines[end - 1].end - lines[index].start for (index, _), end in zip(starts, ends, strict=True))
    usual = lengths[len(lengths) // 2]
    entries = []
    for (index, label), end in zip(starts, ends, strict=True):
        if lines[index].heading and not label:
            continue
        kept = _kept(lines[index:end], usual)
        raw = joined_lines([line.text for line in kept])  # not the text at the span, which may hold a page's debris
        entries.append(_Entry(Span(kept[0].start, kept[-1].end), raw, label, named.get(index, "")))
    return entries[:_MAX_ENTRIES]


def _kept(lines: Sequence[Line], usual: int) -> Sequence[Line]:
    """The lines of an entry before the heading of an appendix or a runaway tail; usual is the length of others."""
    whole = lines[-1].end - lines[0].start
    runaway = whole > max(_LONG * usual, 600)
    dated = False
    for position, line in enumerate(lines):
        so_far = line.end - lines[0].start
        if position and (line.heading or so_far > _MAX_ENTRY):
            of_paper = (
                position > 1 and line.text.startswith("Cite this") and _DOI_ALONE.fullmatch(lines[position - 1].text)
            )
            return lines[: position - bool(of_paper)]
        if position and runaway and dated and line.after_blank and _CLOSED.search(lines[position - 1].text):
            return lines[:position]
        dated = dated or bool(_YEAR.search(line.text))
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
        dashed = _DASHED.match(reference.raw) and not surname(" ".join(reference.authors[:1]))
        result.append(replace(reference, authors=result[-1].authors) if dashed and result else reference)
    return result


def _without_label(raw: str, label: str) -> str:
    """The entry without a number that no mark sets off, which looks like a part of it."""
    if raw[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return raw.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ")
    start = raw.lstrip()
    if not label or not start.startswith(label):
        return raw
    rest = start[len(label) :]
    return rest.lstrip() if _LETTER_BEHIND.match(rest) else raw


def _named(references: Sequence[Reference], destinations: Sequence[Destination]) -> list[Reference]:
    """The entries with keys for those that have none: of the one destination that names them, else made."""
    taken = {r.key for r in references}
    free = Namers(d for d in destinations if d.name not in taken)
    return [
        replace(r, key=free.name_of(r) or made_key(r.authors, r.year, r.title)) if r.key == _NAMELESS else r
        for r in references
    ]
