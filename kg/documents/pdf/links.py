"""Links over a PDF's pages become links over the text."""

from collections.abc import Sequence

from kg.core.spans import Span
from kg.documents.layout import LinkAnnotation
from kg.documents.pdf.composition import Composer
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.pages import LinkedCharacters
from kg.documents.pdf.structure import Place

_LONGEST = 500
"""A link over more characters than this covers no words but a region."""


def links_over(
    text: str, linked: Sequence[LinkedCharacters], composer: Composer, pages: Sequence[Sequence[Line]]
) -> tuple[LinkAnnotation, ...]:
    """The links whose characters stand in the text, sorted; those over what was left out are not among them."""
    found = []
    targets: dict[Place, int | None] = {}
    for covered in linked:
        link = covered.link
        start = composer.offset(link.page, covered.first)
        last = composer.offset(link.page, covered.last - 1)
        if start is None or last is None or not start <= last < len(text) or last - start > _LONGEST:
            continue
        if link.place is not None and link.place not in targets:
            near = pages[link.place.page] if link.place.page < len(pages) else ()
            targets[link.place] = _target(link.place, composer, near)
        target = targets[link.place] if link.place is not None else None
        found.append(LinkAnnotation(Span(start, last + 1), link.destination, target, link.uri))
    return tuple(sorted(found, key=lambda n: (n.span, n.destination or "", n.uri or "")))


def _target(place: Place, composer: Composer, lines: Sequence[Line]) -> int | None:
    """The offset of the first line at or below the place, in its column; None where it cannot be told."""
    if place.top is None:
        return None
    below = [line for line in lines if line.y < place.top + 1.0]
    left = place.left
    if left is not None:
        begins = [line for line in below if -3.0 * line.size < line.x0 - left < 4.5 * line.size]
        below = begins or [line for line in below if line.x0 - 40 < left < line.x1]
    best = max(below, key=lambda n: (round(n.y), -n.x0), default=None)
    return composer.offset(place.page, best.words[0].start) if best is not None else None
