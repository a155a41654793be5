"""Citations that the file itself draws as links to entries of the bibliography."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.core.document import Citation, Reference
from kg.core.names import fold
from kg.core.spans import Span
from kg.documents.layout import Layout, LinkAnnotation

_CITE = re.compile(r"^/?cite\.(?:\d+@)?(.+)$")
_BETWEEN = re.compile(r"^[\s,.(\[’'s-]*$")
_YEAR_ONLY = re.compile(r"^\W*(?:1[89]|20)\d\d[a-z]?\W*$|^[a-z]$")
_JOIN = 4  # characters that may part two links of one citation
_NEAR = 200  # characters by which a destination may land before its entry


def linked_citations(layout: Layout, references: Sequence[Reference]) -> list[Citation]:
    """One citation for each link, or run of links with one destination, that leads to an entry."""
    placed = [r for r in references if r.span]
    found = []
    for links in _runs(layout):
        reference = _target(links[0], layout.text, placed, references)
        if reference is None:
            continue
        span = _trimmed(layout.text, Span(links[0].span.start, links[-1].span.end))
        if span:
            found.append(Citation(_with_authors(layout.text, span, reference), reference.key))
    return found


def _runs(layout: Layout) -> list[list[LinkAnnotation]]:
    """Links of one destination that stand together: a name and its year, or one link over two lines."""
    runs: list[list[LinkAnnotation]] = []
    for link in layout.links:
        if link.uri or (link.destination is None and link.target is None):
            continue
        if link.destination and not _CITE.match(link.destination) and link.destination.split(".")[0] in (
            "section", "subsection", "figure", "table", "equation", "page", "Item", "footnote", "Hfootnote", "appendix",
            "algorithm", "theorem", "lemma", "subsubsection",
        ):  # fmt: skip
            continue
        last = runs[-1][-1] if runs else None
        if last and (last.destination, last.target) == (link.destination, link.target):
            between = layout.text[last.span.end : link.span.start]
            if link.span.start - last.span.end <= _JOIN and _BETWEEN.match(between):
                runs[-1].append(link)
                continue
        runs.append([link])
    return runs


def _target(
    link: LinkAnnotation, text: str, placed: Sequence[Reference], references: Sequence[Reference]
) -> Reference | None:
    """The entry a link leads to: by number in its text, by name of its destination, by where it lands."""
    named = _CITE.match(link.destination or "")
    covered = text[link.span.start : link.span.end].strip(" []().,;")
    if named or _lands(link.target, placed):
        by_label = next((r for r in references if r.key == covered), None)
        if by_label and covered:
            return by_label
    if named:
        by_name = next((r for r in references if r.key == named.group(1)), None)
        if by_name:
            return by_name
    return _lands(link.target, placed)


def _lands(target: int | None, placed: Sequence[Reference]) -> Reference | None:
    """The entry that holds the offset, or that begins shortly after it."""
    if target is None or not placed:
        return None
    index = bisect_right(placed, target, key=lambda r: r.span.start if r.span else 0) - 1
    if index >= 0:
        span = placed[index].span
        if span and span.start <= target < span.end:
            return placed[index]
    after = placed[index + 1] if index + 1 < len(placed) else None
    if after and after.span and 0 <= after.span.start - target <= _NEAR:
        return after
    return None


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without white space and brackets at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in " \n[(;,.":
        start += 1
    while start < end and text[end - 1] in " \n](;,.":
        end -= 1
    return Span(start, end) if start < end else None


def _with_authors(text: str, span: Span, reference: Reference) -> Span:
    """The span widened to the names where the link covers a year alone, and to the bracket that closes it."""
    covered = text[span.start : span.end]
    start, end = span.start, span.end
    if _YEAR_ONLY.match(covered) and reference.authors:
        names = [fold(" ".join(reference.authors[0].split()[-n:])) for n in (1, 2, 3)]
        before = text[max(0, start - 90) : start]
        boundary = max((m.end() for m in re.finditer(r"[;()\[\]](?!\s*$)", before)), default=0)
        for word in re.finditer(r"\S+", before[boundary:]):
            if fold(word.group().rstrip("’'s,")) in names or fold(word.group().rstrip(",")) in names:
                start = max(0, start - 90) + boundary + word.start()
                break
    opened = text[start:end].count("(") - text[start:end].count(")")
    if opened == 1 and text[end : end + 1] == ")":
        end += 1
    return Span(start, end)
