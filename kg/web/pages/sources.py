"""Where the facts of the graph come from, and the files that could not be read."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.lineage import EvidenceKind
from kg.store.held import held_sources
from kg.store.sources import SourceStatus
from kg.web.listing import listed
from kg.web.rendering import page
from kg.web.serving import reading

_KINDS = {
    EvidenceKind.READ: "Papers that were read",
    EvidenceKind.IMPORTED: "Sources that were imported",
    EvidenceKind.BACKGROUND: "Collections known beforehand",
}


def sources(request: Request) -> Response:
    """All sources by kind, with what the graph holds of each."""
    with reading(request) as reader:
        held = held_sources(reader.graph)
        papers = {s.sha256: s.paper for s in reader.graph.sources()}
    values = {
        "title": "Sources",
        "groups": [(words, [s for s in held if s.kind is kind]) for kind, words in _KINDS.items()],
        "papers": papers,
    }
    return page(request, "sources.html.j2", values)


def failures(request: Request) -> Response:
    """The files that could not be read, and why."""
    with reading(request) as reader:
        failed = [s for s in reader.graph.sources() if s.status is SourceStatus.FAILED]
    return page(request, "failures.html.j2", {"title": "What could not be read", "listed": listed(request, failed)})


ROUTES = [Route("/sources", sources, name="sources"), Route("/failures", failures, name="failures")]
