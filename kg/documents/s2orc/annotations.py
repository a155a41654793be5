"""S2ORC as one text with annotations beside it: what the API of Semantic Scholar gives since 2022."""

import json
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.core.document import BlockKind
from kg.documents.marked_up.entries import Entry, year_in
from kg.documents.marked_up.prose import Prose
from kg.documents.s2orc.values import mapping, mappings, place, words

_MAX_ANNOTATIONS = 20_000
"""Of one kind; no paper has as many paragraphs or markers."""
_BLOCKS = ("sectionheader", "paragraph", "abstract", "figurecaption", "tablecaption", "table", "figure")
"""Which annotations are blocks; of two that share text, the one named earlier here is taken."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of the text and what is said of it."""

    start: int
    end: int
    attributes: dict[str, object]


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text and its annotations by their kinds, sorted; kinds are in lower case without underscores."""

    text: str
    annotations: dict[str, list[Annotation]]

    def kind(self, name: str) -> list[Annotation]:
        """The annotations of a kind."""
        return self.annotations.get(name, [])

    def inside(self, outer: Annotation, name: str) -> list[Annotation]:
        """The annotations of a kind that lie within another."""
        listed = self.kind(name)
        first = bisect_left(listed, outer.start, key=lambda a: a.start)
        last = bisect_left(listed, outer.end, key=lambda a: a.start)
        return [a for a in listed[first:last] if a.end <= outer.end]

    def quote(self, annotation: Annotation) -> str:
        """The annotated text on one line."""
        return " ".join(self.text[annotation.start : annotation.end].split())


def annotated(value: object) -> AnnotatedText:
    """The text and the annotations of a part of the record; what cannot be read is left out."""
    part = mapping(value)
    text = part.get("text")
    text = text if isinstance(text, str) else ""
    found: dict[str, list[Annotation]] = {}
    for name, listed in mapping(part.get("annotations")).items():
        spans = _annotations(listed, len(text))
        found[name.lower().replace("_", "")] = sorted(spans, key=lambda a: (a.start, -a.end))
    return AnnotatedText(text, found)


def _annotations(listed: object, length: int) -> Iterator[Annotation]:
    if isinstance(listed, str):
        try:
            listed = json.loads(listed)
        except (ValueError, RecursionError):
            return
    for item in mappings(listed)[:_MAX_ANNOTATIONS]:
        start, end = place(item.get("start")), place(item.get("end"))
        if 0 <= start < end <= length:
            yield Annotation(start, end, mapping(item.get("attributes")))


def entries_of(source: AnnotatedText) -> list[Entry]:
    """The entries of the bibliography by their parts, named as the markers name them."""
    entries = []
    for position, entry in enumerate(source.kind("bibentry")):
        titles, venues = source.inside(entry, "bibtitle"), source.inside(entry, "bibvenue")
        authors = tuple(dict.fromkeys(source.quote(a) for a in source.inside(entry, "bibauthor")))
        ident = words(entry.attributes.get("id")) or f"b{position}"
        title = source.quote(titles[0]) if titles else None
        whole = source.quote(entry)
        raw = "" if title or authors else whole  # the parts stand a line apart in it, in the parser's order
        venue = source.quote(venues[0]) if venues else None
        entries.append(Entry(ident, raw, title=title, authors=authors, year=_year(whole, title), venue=venue))
    return entries


def _year(entry: str, title: str | None) -> int | None:
    return year_in(entry.replace(title or "\0", " ")[-100:]) or year_in(entry.replace(title or "\0", " "))


def markers_in(source: AnnotatedText) -> list[tuple[str, str]]:
    """Each marker of the text with the name of the entry that it is tied to."""
    marked = [(source.quote(a), words(a.attributes.get("ref_id"))) for a in source.kind("bibref")]
    return [(text, name) for text, name in marked if name]


def write_blocks(prose: Prose, source: AnnotatedText) -> None:
    """Write headings, paragraphs, captions and tables in the order of the text."""
    in_abstract = False
    for kind, block in _blocks(source):
        if kind == "sectionheader":
            heading, number = source.quote(block), words(block.attributes.get("n"))
            whole = f"{number} {heading}" if number and not heading.startswith(number) else heading
            prose.writer.heading(whole, number.rstrip(".").count(".") + 1)
            continue
        if any(a.start <= block.start < a.end for a in source.kind("abstract")) and not in_abstract:
            in_abstract = True
            prose.writer.heading("Abstract", 1)
        if kind in ("table", "figure"):
            _write_lines(prose, source.text[block.start : block.end])
            continue
        _write_running(prose, source, block)
        prose.end(BlockKind.CAPTION if kind.endswith("caption") else BlockKind.PARAGRAPH)


def _blocks(source: AnnotatedText) -> list[tuple[str, Annotation]]:
    """The blocks in the order of the text; none shares text with another, and none is the bibliography's."""
    taken: list[tuple[str, Annotation]] = []
    free = bytearray(len(source.text))
    for name in ("bibentry", "title", "author", *_BLOCKS):
        for annotation in source.kind(name):
            here = free[annotation.start : annotation.end]
            if name in ("table", "figure"):
                taken += [(name, a) for a in _gaps(annotation, here)]
            elif not any(here):
                taken.append((name, annotation))
            free[annotation.start : annotation.end] = b"\1" * len(here)
    return sorted((b for b in taken if b[0] in _BLOCKS), key=lambda b: b[1].start)


def _gaps(annotation: Annotation, taken: bytearray) -> Iterator[Annotation]:
    """What of a stretch nothing else has taken."""
    start = 0
    for end in [*(i for i, c in enumerate(taken) if c), len(taken)]:
        if end > start:
            yield Annotation(annotation.start + start, annotation.start + end, annotation.attributes)
        start = end + 1


def _write_running(prose: Prose, source: AnnotatedText, block: Annotation) -> None:
    done = block.start
    for marker in source.inside(block, "bibref"):
        if marker.start >= done:
            prose.say(source.text[done : marker.start])
            prose.cite(source.text[marker.start : marker.end], [words(marker.attributes.get("ref_id"))])
            done = marker.end
    prose.say(source.text[done : block.end])


def _write_lines(prose: Prose, text: str) -> None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose.table([line.split("\t") for line in lines], prose.say)
