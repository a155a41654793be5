"""Lists of all papers, datasets and models."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.lineage import Node, NodeKind
from kg.store.catalogue import Entry
from kg.web.asked import choice
from kg.web.listing import listed
from kg.web.rendering import page
from kg.web.serving import Held, holding

_ORDERS = {"name": "by name", "used": "most used first"}
_NAMES = {NodeKind.PAPER: "Papers", NodeKind.DATASET: "Datasets", NodeKind.MODEL: "Models"}


@dataclass(frozen=True, slots=True)
class _Row:
    node: Node
    used: int


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
    """A list as it was asked for: papers read or not, in which order, and its entries."""

    read: str
    order: str
    entries: list[Entry]


def asked_list(request: Request, held: Held, kind: NodeKind) -> AskedList:
    """The list that the request's ``read`` and ``order`` ask for.

    Raises:
        BadRequestError: one of them makes no sense.
    """
    read = choice(request, "read", ("yes", "no")) or "yes"
    order = choice(request, "order", tuple(_ORDERS)) or "name"
    return AskedList(read, order, _chosen(held.entries(), kind, read=read == "yes", by_use=order == "used"))


def _list(request: Request, kind: NodeKind) -> Response:
    with holding(request) as held:
        found = asked_list(request, held, kind)
        here = listed(request, found.entries)
        values = {
            "title": _NAMES[kind],
            "kind": kind,
            "read": found.read,
            "order": found.order,
            "orders": _ORDERS,
            "listed": here,
            "rows": _rows(held, here.items),
        }
    return page(request, "list.html.j2", values)


def _chosen(entries: Sequence[Entry], kind: NodeKind, *, read: bool, by_use: bool) -> list[Entry]:
    found = [e for e in entries if e.kind is kind and (kind is not NodeKind.PAPER or e.read == read)]
    return sorted(found, key=lambda e: -e.used) if by_use else found


def _rows(held: Held, entries: Sequence[Entry]) -> list[_Row]:
    return [_Row(node, e.used) for e in entries if (node := held.reader.node(e.iri)) is not None]


ROUTES = [
    Route("/papers", papers, name="papers"),
    Route("/datasets", datasets, name="datasets"),
    Route("/models", models, name="models"),
]
