"""Sentences with their names replaced by markers, so that rules about them can be read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.document import Block, BlockKind, Document, Section
from kg.core.entity import EntityKind
from kg.core.spans import Span

_LETTER = {EntityKind.DATASET: "D", EntityKind.MODEL: "M"}
_ASIDE = re.compile(
    r"\s?(?:\((?![^()]*[DM]#)[^()]{0,160}\)|\[(?:\d[\d,;\s–-]*|[A-Za-z+]{2,12}\d{2}[a-z]?|(?![^\[\]]*[DM]#)[^\[\]]{0,160}(?:19|20)\d\d[a-z]?)\])"
)
_SAME_AGAIN = re.compile(r"([DM])#(\d+)\s*\(\s*(?:the\s+)?\1#(\d+)[^()]{0,30}\)")
_LOOSE = re.compile(r"(?<!\s)\s+([,.;:)]|$)")
_SPACE = re.compile(r"\s+")

LONGEST = 3000
"""The characters of a scene's text, and of its template, at most; what a longer sentence says behind them is not read."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a document: where it stands and the entity it names."""

    span: Span
    entity_id: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, table row or heading.

    template is its text on one line in which each name is a marker, ``D#0`` for a dataset and ``M#1`` for a model, and
    citations and other asides in parentheses are left out; names[i] is what marker number i stands for. narrative tells
    whether the sentence speaks of other authors by name ("Finch et al. (2020) use …"), opens whether it is the first of
    its paragraph or other block.
    """

    span: Span
    template: str
    names: tuple[Named, ...]
    section: Section | None
    block: BlockKind | None
    narrative: bool = False
    opens: bool = False

    def entity(self, marker: str) -> str:
        """The entity that a marker such as "D#0" stands for."""
        return self.names[int(marker[2:])].entity_id


def scenes(document: Document, names: Iterable[Named]) -> Iterator[Scene]:
    """Yield a scene for every sentence in order, those without names too.

    >>> from kg.core.document import SourceFile
    >>> text = "We train Quail on the Reed corpus (Finch, 2020)."
    >>> document = Document(SourceFile("a.txt", "text/plain", "0"), "text", text, None, sentences=(Span(0, 48),))
    >>> quail = Named(Span(9, 14), "model:quail", EntityKind.MODEL)
    >>> reed = Named(Span(22, 26), "dataset:reed", EntityKind.DATASET)
    >>> next(scenes(document, [quail, reed])).template
    'We train M#0 on the D#1 corpus.'
    """
    ordered = sorted(names, key=lambda n: n.span)
    headings = [b.span for b in document.blocks if b.kind is BlockKind.HEADING]
    at = 0
    for span in sorted({*document.sentences, *headings}):
        while at < len(ordered) and ordered[at].span.start < span.start:
            at += 1
        read = Span(span.start, min(span.end, span.start + LONGEST))
        last = at
        while last < len(ordered) and ordered[last].span.start < read.end:
            last += 1
        inside = tuple(ordered[at:last])
        block = _block(document, span)
        yield Scene(
            span,
            _template(document, read, inside),
            inside,
            document.section_of(span.start),
            block.kind if block else None,
            _speaks_of_authors(document, read),
            block is not None and block.span.start == span.start,
        )
        at = last


def _template(document: Document, span: Span, names: tuple[Named, ...]) -> str:
    parts, position = [], span.start
    for index, name in enumerate(names):
        if name.span.start < position:
            continue
        # "ResNet50" must not become M#050, nor may a "#" of the text look like a marker
        gap = document.text[position : name.span.start].replace("#", " ")
        parts += [gap, " " if gap[-1:].isalnum() else "", f"{_LETTER[name.kind]}#{index}"]
        position = name.span.end
        if document.text[position : position + 1].isalnum():
            parts.append(" ")
    parts.append(document.text[position : span.end].replace("#", " "))
    template = _SPACE.sub(" ", "".join(parts))
    template = _LOOSE.sub(r"\1", _ASIDE.sub(" ", template))
    template = _SAME_AGAIN.sub(lambda m: f"{m[1]}#{m[2]}" if _same(names, m[2], m[3]) else m[0], template)
    return template if len(template) <= LONGEST else template[:LONGEST].rpartition(" ")[0]


def _same(names: tuple[Named, ...], one: str, other: str) -> bool:
    return names[int(one)].entity_id == names[int(other)].entity_id


def _block(document: Document, span: Span) -> Block | None:
    index = bisect_right(document.blocks, span.start, key=lambda b: b.span.start) - 1
    if index >= 0 and document.blocks[index].span.end > span.start:
        return document.blocks[index]
    return None


def _speaks_of_authors(document: Document, span: Span) -> bool:
    """Whether a citation in the sentence is part of its grammar, not set apart in parentheses."""
    for citation in document.citations_after(span.start, reach=len(span) - 1):
        before = document.text[span.start : citation.span.start].rstrip()
        if (
            document.text[citation.span.start].isalpha()
            and before.count("(") <= before.count(")")
            and not before.endswith((";", "["))
        ):
            return True
    return False
