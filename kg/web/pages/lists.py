"""Lists of all papers, datasets and models."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.lineage import Node, NodeKind
from kg.store import vocabulary as v
from kg.store.catalogue import Entry
from kg.store.lookup import Lookup
from kg.views.csv_rows import csv_text
from kg.web.asked import choice
from kg.web.csv_file import csv_file
from kg.web.deadlines import in_time
from kg.web.listing import PAGE_SIZE, listed
from kg.web.pages.paper_rows import paper_cells, paper_rows
from kg.web.rendering import page
from kg.web.serving import Held, holding

_ORDERS = {"name": "by name", "used": "most used first"}
PAPER_ORDERS = {"name": "Paper", "year": "Year", "data": "Datasets", "models": "Models used", "used": "Cited by"}
"""By what papers may be ordered, each the heading of a column."""

_NAMES = {NodeKind.PAPER: "Papers", NodeKind.DATASET: "Datasets", NodeKind.MODEL: "Models"}
_PAPERS = 50  # on a page; each is looked at
_COLUMNS = ("name", "iri", "also", "used_by", "mentioned_by")


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing with how many papers use it, and where none does, how many mention it."""

    node: Node
    used: int
    mentioned: int


def papers(request: Request) -> Response:
    """The papers that were read, or with ``read=no`` the works that are cited and were not."""
    return _list(request, NodeKind.PAPER)


def datasets(request: Request) -> Response:
    """The datasets."""
    return _list(request, NodeKind.DATASET)


def models(request: Request) -> Response:
    """The models."""
    return _list(request, NodeKind.MODEL)


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list as it was asked for: papers read or not, only what is used or all, in which order, and its entries."""

    read: str
    used: str
    order: str
    entries: list[Entry]


def asked_list(request: Request, held: Held, kind: NodeKind) -> AskedList:
    """The list that the request's ``read``, ``used`` and ``order`` ask for.

    Raises:
        BadRequestError: one of them makes no sense.
    """
    read = choice(request, "read", ("yes", "no")) or "yes"
    used = choice(request, "used", ("all", "yes")) or "all"
    order = choice(request, "order", tuple(PAPER_ORDERS if kind is NodeKind.PAPER else _ORDERS)) or "name"
    chosen = [e for e in held.entries() if e.kind is kind and (kind is not NodeKind.PAPER or e.read == (read == "yes"))]
    if used == "yes":
        chosen = [e for e in chosen if e.used]
    return AskedList(read, used, order, _ordered(held, chosen, order))


def _ordered(held: Held, entries: list[Entry], order: str) -> list[Entry]:
    match order:
        case "used":
            return sorted(entries, key=lambda e: -e.used)
        case "data":
            return sorted(entries, key=lambda e: -e.data)
        case "models":
            return sorted(entries, key=lambda e: -e.models)
        case "year":
            years = held.years()
            return sorted(entries, key=lambda e: -years.get(e.iri, 0))
    return entries


def _list(request: Request, kind: NodeKind) -> Response:
    form = choice(request, "format", ("csv",))
    with holding(request) as held:
        found = asked_list(request, held, kind)
        if form:
            return _csv(held, kind, found)
        read_papers = kind is NodeKind.PAPER and found.read == "yes"
        here = listed(request, found.entries, size=_PAPERS if read_papers else PAGE_SIZE)
        rows = paper_rows(held.reader, here.items, held.labels()) if read_papers else _rows(held, here.items)
        values = {
            "title": _NAMES[kind],
            "kind": kind,
            "read": found.read,
            "used": found.used,
            "order": found.order,
            "orders": _ORDERS,
            "columns": PAPER_ORDERS,
            "listed": here,
            "rows": list(rows),
        }
    return page(request, "papers.html.j2" if read_papers else "list.html.j2", values)


def _csv(held: Held, kind: NodeKind, found: AskedList) -> Response:
    """The whole list, not one page of it, as rows for spreadsheets."""
    if kind is NodeKind.PAPER and found.read == "yes":
        columns, rows = paper_cells(held.reader, found.entries, held.labels(), held.years())
    elif kind is NodeKind.PAPER:
        columns, rows = ("title", "iri", "cited_by"), ((e.label, e.iri, e.used) for e in found.entries)
    else:
        look = Lookup(held.reader.graph.store)
        columns, rows = _COLUMNS, (_cells(look, e) for e in found.entries)
    return csv_file(_NAMES[kind].lower(), csv_text(columns, rows))


def _cells(look: Lookup, entry: Entry) -> tuple[object, ...]:
    also = "; ".join(name for name in entry.names if name != entry.label)
    return entry.label, entry.iri, also, entry.used, _mentioned(look, entry.iri)


def _mentioned(look: Lookup, iri: str) -> int:
    return len(look.subjects(v.SCHEMA_MENTIONS, NamedNode(iri)))


def _rows(held: Held, entries: Sequence[Entry]) -> Iterator[_Row]:
    look = Lookup(held.reader.graph.store)
    for e in entries:
        if (node := held.reader.node(e.iri)) is not None:
            asked = not e.used and node.kind is not NodeKind.PAPER
            yield _Row(node, e.used, _mentioned(look, e.iri) if asked else 0)


ROUTES = [
    Route("/papers", in_time(papers), name="papers"),
    Route("/datasets", in_time(datasets), name="datasets"),
    Route("/models", in_time(models), name="models"),
]
