"""The text of a paper with the names of datasets and models marked in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.document import BlockKind, Section
from kg.core.errors import UnknownNameError
from kg.core.extraction import Extraction
from kg.store.terms import entity_iri
from kg.views.marking import Marker, Stretch
from kg.views.paper_parts import marker
from kg.web.deadlines import in_time
from kg.web.links import entity_address
from kg.web.rendering import page
from kg.web.serving import holding
from kg.web.texts import NoTextError, PaperText

_MOST_CHARACTERS = 1_500_000


@dataclass(frozen=True, slots=True)
class _Quote:
    """A stretch of a block: a sentence that something was read from, or what stands between such sentences."""

    stretches: tuple[Stretch, ...]
    anchor: int | None


@dataclass(frozen=True, slots=True)
class _Block:
    kind: BlockKind
    page: int | None
    quotes: tuple[_Quote, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    section: Section
    blocks: tuple[_Block, ...]


def text_page(request: Request) -> Response:
    """The text of the file with this digest, if the file still lies where it was read."""
    sha256 = request.path_params["sha256"]
    with holding(request) as held:
        extraction = held.snapshot.graph.extraction(sha256)
        if extraction is None:
            raise UnknownNameError(sha256)
        source = held.snapshot.graph.source(sha256)
        node = held.reader.node(source.paper) if source and source.paper else None
        found = held.texts.text(extraction)
    if len(found.text) > _MOST_CHARACTERS:
        raise NoTextError(extraction.source.name, "its text is too long for a page")
    values = {
        "title": f"{extraction.title or extraction.source.name}: text",
        "node": node,
        "extraction": extraction,
        "parts": tuple(_parts(extraction, found)),
        "thing_address": lambda identifier: entity_address(entity_iri(identifier).value),
    }
    return page(request, "text.html.j2", values)


def _parts(extraction: Extraction, found: PaperText) -> Iterator[_Part]:
    mark, quotes = marker(extraction), _quotes(extraction)
    starts = set(found.page_starts)
    for section in extraction.sections:
        span = section.span
        blocks = [b for b in found.blocks if span.start <= b[1] < span.end and b[0] is not BlockKind.HEADING]
        told = []
        for kind, start, end in blocks:
            begun = next((n for n, at in enumerate(found.page_starts, 1) if start <= at < end), None)
            first = begun if begun is not None and any(start <= at < end for at in starts) else None
            told.append(_Block(kind, first, tuple(_cut(found.text, start, end, quotes, mark))))
        yield _Part(section, tuple(told))


def _quotes(extraction: Extraction) -> list[tuple[int, int]]:
    """The places that something was read from, in order, overlapping ones as one."""
    places = sorted({(e.start, e.end) for s in extraction.statements for e in s.evidence})
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, start: int, end: int, quotes: list[tuple[int, int]], mark: Marker) -> Iterator[_Quote]:
    at = start
    for first, last in quotes:
        if last <= start or first >= end:
            continue
        if first > at:
            yield _Quote(tuple(mark.stretches(text[at:first])), None)
        begin, stop = max(first, start), min(last, end)
        yield _Quote(tuple(mark.stretches(text[begin:stop])), first)
        at = stop
    if at < end:
        yield _Quote(tuple(mark.stretches(text[at:end])), None)


ROUTES = [Route("/text/{sha256}", in_time(text_page), name="text")]
