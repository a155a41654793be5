"""The answers of the API that are no questions: what is in the graph, lists, sources."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from kg.core.lineage import NodeKind
from kg.store.catalogue import Entry
from kg.store.held import held_sources
from kg.store.named_queries import named_queries
from kg.store.sources import SourceStatus
from kg.store.vocabulary import PREFIXES
from kg.web.api.endpoints import PAGE, Endpoint, Json, choice, text_of, whole
from kg.web.asked import number, text
from kg.web.links import entity_address
from kg.web.listing import Listed, listed
from kg.web.pages.lists import PAPER_ORDERS, asked_list
from kg.web.search import MOST_HITS
from kg.web.serving import holding, reading, serving

_ORDER = choice("order", "By name, or those first that most papers use.", "name", "used")
_USED = choice("used", "All, or only what a paper uses.", "all", "yes")
_PAPER_ORDER = choice(
    "order", "By name, or first the newest, those that use most data or models, or that most cite.", *PAPER_ORDERS
)


def status(request: Request) -> Json:
    """What is in the graph, and whether the one on disk is newer."""
    with holding(request) as held:
        counted = Counter((e.kind, e.read) for e in held.entries())
        failed = sum(s.status is SourceStatus.FAILED for s in held.snapshot.graph.sources())
    return {
        "papers_read": counted[NodeKind.PAPER, True],
        "works_not_read": counted[NodeKind.PAPER, False],
        "datasets": counted[NodeKind.DATASET, False],
        "models": counted[NodeKind.MODEL, False],
        "files_failed": failed,
        "newer_on_disk": serving(request).newer(),
    }


def search(request: Request) -> Json:
    """What goes by a name like this."""
    query = text(request, "q")
    limit = number(request, "limit", MOST_HITS, least=1, most=MOST_HITS)
    with holding(request) as held:
        hits = held.index().search(query, limit=limit)
    return {
        "query": query,
        "hits": [{**entry_json(hit.entry), "found_by": hit.name, "score": round(hit.score, 1)} for hit in hits],
    }


def papers(request: Request) -> Json:
    """The papers."""
    return _page(request, NodeKind.PAPER)


def datasets(request: Request) -> Json:
    """The datasets."""
    return _page(request, NodeKind.DATASET)


def models(request: Request) -> Json:
    """The models."""
    return _page(request, NodeKind.MODEL)


def _page(request: Request, kind: NodeKind) -> Json:
    with holding(request) as held:
        here = listed(request, asked_list(request, held, kind).entries)
    return _listed_json(here, [entry_json(e) for e in here.items])


def entry_json(entry: Entry) -> Json:
    """An entry of a list: ``{"iri", "kind", "name", "read", "used", "url"}``."""
    return {
        "iri": entry.iri,
        "kind": entry.kind.value,
        "name": entry.label,
        "read": entry.read,
        "used": entry.used,
        "url": entity_address(entry.iri),
    }


def _listed_json(here: Listed[Any], items: list[Json]) -> Json:
    return {"items": items, "page": here.page, "pages": here.pages, "total": here.total}


def sources(request: Request) -> Json:
    """Where the facts come from."""
    with reading(request) as reader:
        held = held_sources(reader.graph)
    return {"sources": [{**asdict(s), "kind": s.kind.value, "failures": list(s.failures)} for s in held]}


def failures(request: Request) -> Json:
    """The files that could not be read."""
    with reading(request) as reader:
        failed = [s for s in reader.graph.sources() if s.status is SourceStatus.FAILED]
    here = listed(request, failed)
    items = [{"name": s.name, "sha256": s.sha256, "code": str(s.code), "reason": s.reason} for s in here.items]
    return _listed_json(here, items)


def queries(_: Request) -> Json:
    """The named questions in SPARQL."""
    return {"queries": [{**asdict(q), "parameters": list(q.parameters)} for q in named_queries()]}


def prefixes(_: Request) -> Json:
    """The prefixes that queries need not declare."""
    return dict(PREFIXES)


ENDPOINTS = (
    Endpoint("/api/status", "status", "What is in the graph.", (), status, "Status"),
    Endpoint(
        "/api/search",
        "search",
        "Papers, datasets and models by name, slips of the pen forgiven.",
        (
            text_of("q", "What was typed of a name or title.", needed=True),
            whole("limit", "Hits at most.", least=1, most=MOST_HITS, default=MOST_HITS),
        ),
        search,
        "Hits",
    ),
    Endpoint(
        "/api/papers",
        "papers",
        "The papers that were read, or the works that are cited and were not.",
        (choice("read", "Which of them.", "yes", "no"), _PAPER_ORDER, _USED, PAGE),
        papers,
        "Entries",
    ),
    Endpoint("/api/datasets", "datasets", "The datasets.", (_ORDER, _USED, PAGE), datasets, "Entries"),
    Endpoint("/api/models", "models", "The models.", (_ORDER, _USED, PAGE), models, "Entries"),
    Endpoint("/api/sources", "sources", "Where the facts of the graph come from.", (), sources, "Sources"),
    Endpoint("/api/failures", "failures", "The files that could not be read, and why.", (PAGE,), failures, "Failures"),
    Endpoint("/api/queries", "queries", "The named questions in SPARQL.", (), queries, "Queries"),
    Endpoint("/api/prefixes", "prefixes", "The prefixes that queries need not declare.", (), prefixes, "Prefixes"),
)
"""All of them."""
