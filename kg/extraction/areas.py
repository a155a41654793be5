"""The stretches of a document in which names are looked for."""

from bisect import bisect_right
from collections.abc import Iterator

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.spans import Span


def searched_areas(document: Document) -> Iterator[Span]:
    """The stretches that are searched: sentences and headings outside the bibliography and its entries, in order."""
    headings = [b.span for b in document.blocks if b.kind is BlockKind.HEADING]
    sections = [s.span for s in document.sections if s.kind is SectionKind.REFERENCES]
    bibliographies = iter(sorted([*sections, *(r.span for r in document.references if r.span)]))
    bibliography = next(bibliographies, None)
    for span in sorted([*document.sentences, *headings]):
        while bibliography and bibliography.end <= span.start:
            bibliography = next(bibliographies, None)
        if not (bibliography and bibliography.overlaps(span)):
            yield span


def is_inside(span: Span, areas: list[Span]) -> bool:
    """Whether the span begins in one of the areas, which are in order; found by bisection."""
    index = bisect_right(areas, span.start, key=lambda a: a.start) - 1
    return index >= 0 and span.start < areas[index].end
