"""The first page: a search, what is in the graph, and what could not be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.core.lineage import Node, NodeKind
from kg.core.names import fold
from kg.store.catalogue import Entry
from kg.store.sources import SourceStatus
from kg.views.shown import plural
from kg.web.asked import text
from kg.web.failing import BadRequestError
from kg.web.forms import form
from kg.web.rendering import page
from kg.web.search import MOST_HITS, Hit
from kg.web.serving import Held, holding, serving

_TOP = 8


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit as the page shows it: also is the other name that it was found by, told what to say beside it."""

    node: Node
    also: str | None
    told: str


@dataclass(frozen=True, slots=True)
class _Count:
    name: str
    number: int
    kind: str
    address: str | None


def start(request: Request) -> Response:
    """What was searched for, or what is in the graph."""
    query = text(request, "q")
    with holding(request) as held:
        return _search(request, held, query) if query else _overview(request, held)


def _search(request: Request, held: Held, query: str) -> Response:
    hits = held.index().search(query, limit=MOST_HITS + 1)
    found = [f for hit in hits[:MOST_HITS] if (f := _found(held, hit)) is not None]
    values = {"title": f"{query}: search", "query": query, "hits": found, "more": len(hits) > MOST_HITS}
    return page(request, "start.html.j2", values)


def _found(held: Held, hit: Hit) -> _Found | None:
    node = held.reader.node(hit.entry.iri)
    if node is None:
        return None
    also = hit.name if fold(hit.name) not in fold(node.label) else None
    return _Found(node, also, _told(hit.entry))


def _told(entry: Entry) -> str:
    if entry.kind is not NodeKind.PAPER:
        return f"{entry.kind.value}, used by {plural(entry.used, 'paper')}"
    cited = f", cited by {plural(entry.used, 'paper')}" if entry.used else ""
    return ("paper" if entry.read else "cited work, not read") + cited


def _overview(request: Request, held: Held) -> Response:
    entries = held.entries()
    sources = held.snapshot.graph.sources()
    needed = held.findings.frontier.get()
    values = {
        "title": "Start",
        "query": "",
        "focus": True,
        "counts": _counts(entries),
        "tops": [
            ("Most used datasets", _top(held, entries, NodeKind.DATASET)),
            ("Most used models", _top(held, entries, NodeKind.MODEL)),
        ],
        "needed": needed.works if needed else None,
        "failures": [s for s in sources if s.status is SourceStatus.FAILED],
    }
    return page(request, "start.html.j2", values)


def _counts(entries: Sequence[Entry]) -> list[_Count]:
    counted = Counter((e.kind, e.read or e.kind is not NodeKind.PAPER) for e in entries)
    return [
        _Count("papers read", counted[NodeKind.PAPER, True], "paper", "/papers"),
        _Count("works cited and not read", counted[NodeKind.PAPER, False], "reference", "/papers?read=no"),
        _Count("datasets", counted[NodeKind.DATASET, True], "dataset", "/datasets"),
        _Count("models", counted[NodeKind.MODEL, True], "model", "/models"),
    ]


def _top(held: Held, entries: Sequence[Entry], kind: NodeKind) -> list[tuple[Node, int]]:
    best = sorted((e for e in entries if e.kind is kind and e.used), key=lambda e: (-e.used, e.label.casefold(), e.iri))
    nodes = ((held.reader.node(e.iri), e.used) for e in best[:_TOP])
    return [(node, used) for node, used in nodes if node is not None]


async def take_newer(request: Request) -> Response:
    """Take a new snapshot of the graph, and go back to the page."""
    back = (await form(request)).get("back", "/")
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        raise BadRequestError("back leads elsewhere")
    await run_in_threadpool(serving(request).renew)
    return RedirectResponse(back, 303)


ROUTES = [Route("/", start, name="start"), Route("/snapshot", take_newer, methods=["POST"], name="snapshot")]
