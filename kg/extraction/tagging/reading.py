"""A document as stretches that a tagger can be asked about."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from kg.core.document import BlockKind, Document
from kg.core.spans import Span
from kg.extraction.candidates import LETTERS, source_of
from kg.extraction.tagging.cue_words import class_of
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.marks import Marks
from kg.extraction.tagging.name_list import heard_names
from kg.extraction.tagging.words import Words, words_in
from kg.extraction.witnesses import Witnesses

# with bounds on each part, so that a long word costs no more than a short one
_LIST_OF_LINES = re.compile(
    r"(?<=[A-Z][A-Z0-9])[a-z]{0,3}[\n\u2028\u2029](?=[A-Z][A-Za-z0-9-]{0,30}[A-Z0-9][A-Za-z0-9-]{0,30}\b)"
)
_KINDS = {BlockKind.HEADING: "h", BlockKind.CAPTION: "c", BlockKind.TABLE: "t", BlockKind.FOOTNOTE: "f"}


def stretches_of(
    document: Document, witnesses: Witnesses, abbreviations: dict[str, str]
) -> tuple[list[Stretch], DocumentWords]:
    """The searched stretches of the document in order, and what it says of their words all over."""
    marks = Marks(_marked(witnesses))
    names = heard_names()
    stretches = [Stretch(words, marks, names) for words in _words(document, witnesses)]
    seen = DocumentWords()
    for stretch in stretches:
        seen.see(stretch.words, stretch.forms, stretch.anchors, stretch.marks)
    seen.explain(_explained(document, abbreviations))
    return stretches, seen


def _words(document: Document, witnesses: Witnesses) -> Iterator[Words]:
    """The words of each area; of a table each cell by itself, since names do not go on from one to the next."""
    cells = _cells(document)
    kinds = [(b.span, _KINDS.get(b.kind, "p")) for b in document.blocks]
    at = 0
    for area in witnesses.areas:
        while at < len(kinds) and kinds[at][0].end <= area.start:
            at += 1
        kind = kinds[at][1] if at < len(kinds) and kinds[at][0].start <= area.start else "p"
        section = document.section_of(area.start)
        name = section.kind.value if section else ""
        inside = cells[bisect_left(cells, area.start, key=_start) : bisect_left(cells, area.end, key=_start)]
        for part in inside if kind == "t" and inside else _lines(document.text, area):
            yield from words_in(document.text, part, kind=kind, section=name)


def _lines(text: str, area: Span) -> Iterator[Span]:
    """The area, parted where a line ends between two words that are each spelled as a name: there a list goes on."""
    start = area.start
    for match in _LIST_OF_LINES.finditer(text, area.start, area.end):
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, area.end)


def _cells(document: Document) -> list[Span]:
    return sorted({cell for table in document.tables for row in table.rows for cell in row if cell})


def _start(span: Span) -> int:
    return span.start


def _marked(witnesses: Witnesses) -> Iterator[tuple[Span, str]]:
    for known in witnesses.known:
        yield known.span, source_of(known) + LETTERS[known.kind]
    for shown in witnesses.shown:
        yield shown.span, source_of(shown) + LETTERS[shown.kind]
    for accepted in witnesses.accepted:
        yield accepted.span, "x" + LETTERS[accepted.kind]


def _explained(document: Document, abbreviations: dict[str, str]) -> dict[str, set[str]]:
    """What titles and abbreviations tell of single words."""
    told: dict[str, set[str]] = defaultdict(set)
    for word in (
        w for words in words_in(document.title or "", Span(0, len(document.title or "") or 1)) for w in words.forms
    ):
        told[word].add("title")
    for reference in document.references:
        name, colon, _ = (reference.title or "").partition(":")
        if colon and len(name.split()) <= 3:
            for word in name.split():
                told[word].add("bib")
    for short, long in sorted(abbreviations.items()):
        kinds = {class_of(w) for w in long.lower().split()} - {""}
        last = class_of(long.lower().split()[-1]) if long.split() else ""
        for word in short.replace("-", " ").split():
            told[word].add("abbr")
            told[word] |= {f"abbr-{k}" for k in kinds} | ({f"abbr-last-{last}"} if last else set())
    return told
