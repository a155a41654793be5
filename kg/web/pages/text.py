"""The text of a paper with the names of datasets and models marked in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.document import BlockKind, Section
from kg.core.errors import UnknownNameError
from kg.core.extraction import Extraction
from kg.core.lineage import Node
from kg.store.terms import entity_iri
from kg.views.marking import Marked, Marker, Stretch
from kg.views.paper_parts import marker
from kg.web.api.endpoints import Endpoint, Json, text_of
from kg.web.deadlines import in_time
from kg.web.links import entity_address
from kg.web.rendering import page
from kg.web.serving import holding
from kg.web.texts import NoTextError, PaperText

_MOST_CHARACTERS = 1_500_000


@dataclass(frozen=True, slots=True)
class _Quote:
    """A stretch of a block: a sentence that something was read from, or what stands between such sentences.

    anchor is where it begins, and within where other quotes begin that overlap with it.
    """

    stretches: tuple[Stretch, ...]
    anchor: int | None
    within: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or the like: where it starts in the text, the page that begins in it, and its stretches."""

    kind: BlockKind
    page: int | None
    start: int
    quotes: tuple[_Quote, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    section: Section
    blocks: tuple[_Block, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What was read from a file, the paper that it is of, and its text."""

    extraction: Extraction
    paper: Node | None
    text: PaperText


def text_page(request: Request) -> Response:
    """The text of the file with this digest, if the file still lies where it was read."""
    told = _told(request)
    extraction = told.extraction
    values = {
        "title": f"{extraction.title or extraction.source.name}: text",
        "node": told.paper,
        "extraction": extraction,
        "parts": tuple(_parts(extraction, told.text, anchors=True)),
        "thing_address": lambda identifier: entity_address(entity_iri(identifier).value),
    }
    return page(request, "text.html.j2", values)


def text_json(request: Request) -> Json:
    """The same for programs; all places are code points of the paper's text, as in the evidence."""
    told = _told(request)
    extraction = told.extraction
    return {
        "sha256": extraction.source.sha256,
        "file": extraction.source.name,
        "title": extraction.title,
        "paper": told.paper.iri if told.paper else None,
        "sections": [
            {
                "heading": part.section.heading,
                "kind": part.section.kind.value,
                "level": part.section.level,
                "blocks": [_block_json(block) for block in part.blocks],
            }
            for part in _parts(extraction, told.text)
        ],
    }


def _told(request: Request) -> _Told:
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
    return _Told(extraction, node, found)


def _parts(extraction: Extraction, found: PaperText, *, anchors: bool = False) -> Iterator[_Part]:
    mark, quotes = marker(extraction), _quotes(extraction)
    begun_at = sorted({e.start for s in extraction.statements for e in s.evidence}) if anchors else []
    starts = set(found.page_starts)
    for section in extraction.sections:
        span = section.span
        blocks = [b for b in found.blocks if span.start <= b[1] < span.end and b[0] is not BlockKind.HEADING]
        told = []
        for kind, start, end in blocks:
            begun = next((n for n, at in enumerate(found.page_starts, 1) if start <= at < end), None)
            first = begun if begun is not None and any(start <= at < end for at in starts) else None
            told.append(_Block(kind, first, start, tuple(_cut(found.text, start, end, quotes, mark, begun_at))))
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


def _cut(
    text: str, start: int, end: int, quotes: list[tuple[int, int]], mark: Marker, begun_at: list[int]
) -> Iterator[_Quote]:
    at = start
    for first, last in quotes:
        if last <= start or first >= end:
            continue
        if first > at:
            yield _Quote(tuple(mark.stretches(text[at:first])), None)
        begin, stop = max(first, start), min(last, end)
        within = begun_at[bisect_right(begun_at, begin) : bisect_left(begun_at, stop)]
        yield _Quote(tuple(mark.stretches(text[begin:stop])), first, tuple(within))
        at = stop
    if at < end:
        yield _Quote(tuple(mark.stretches(text[at:end])), None)


def _block_json(block: _Block) -> Json:
    names: list[Json] = []
    quotes: list[Json] = []
    at = block.start
    for quote in block.quotes:
        begun = at
        for stretch in quote.stretches:
            place = {"start": at, "end": at + len(stretch.text)}
            if stretch.marked is not None:
                names.append({**place, **_named_json(stretch.marked)})
            at = place["end"]
        if quote.anchor is not None:
            quotes.append({"start": begun, "end": at})
    text = "".join(stretch.text for quote in block.quotes for stretch in quote.stretches)
    begins = {"kind": block.kind.value, "page": block.page, "start": block.start, "text": text}
    return {**begins, "names": names, "quotes": quotes}


def _named_json(name: Marked) -> Json:
    iri = entity_iri(name.thing).value
    return {"id": name.thing, "iri": iri, "kind": name.kind.value, "role": name.role.value}


ENDPOINTS = (
    Endpoint(
        "/api/text/{sha256}",
        "text",
        "The text of a file that was read, with the names marked in it.",
        (text_of("sha256", "The file's digest, as the evidence and /api/sources give it.", needed=True),),
        text_json,
        "Text",
    ),
)

ROUTES = [Route("/text/{sha256}", in_time(text_page), name="text")]
