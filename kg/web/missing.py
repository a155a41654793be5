"""What somebody may have meant who came to an address where nothing is."""

from collections.abc import Iterable
from urllib.parse import unquote

from starlette.requests import Request

from kg.core.lineage import Node, NodeKind
from kg.core.names import fold
from kg.nearest import nearest_to
from kg.web.serving import Held, holding

_LONGEST = 300  # characters of a name that somebody may have meant
_MOST = 6  # several things may go by one name
_NO_NAMES = ("/api/", "/assets/")
_REVIEW = frozenset({"/review", "/review/", "/review/decide", "/api/review"})


def is_review(path: str) -> bool:
    """Whether the path is that of a page of review, which a server has only where it was told so."""
    return path in _REVIEW


def named_by(request: Request) -> str:
    """The name in the address: its last part, or that of the IRI that is asked for; "" where it holds none."""
    path = request.url.path
    if path.startswith(_NO_NAMES) or is_review(path):
        return ""
    address = request.query_params.get("iri", path) if path == "/entity" else unquote(path)
    name = address.rstrip("/").rpartition("/")[2]
    return "" if name in tuple(NodeKind) or len(name) > _LONGEST or not fold(name) else name


def meant(request: Request, names: Iterable[str]) -> tuple[Node, ...]:
    """The things that go by these names; without any, those with names most like that in the address."""
    with holding(request) as held:
        return _things(held, tuple(names) or _near(held, named_by(request)))


def _near(held: Held, name: str) -> tuple[str, ...]:
    return nearest_to(name, (n for entry in held.entries() for n in entry.names)) if name else ()


def _things(held: Held, names: tuple[str, ...]) -> tuple[Node, ...]:
    found = {entry.iri: held.reader.node(entry.iri) for n in names for entry in held.entries() if n in entry.names}
    return tuple(node for node in found.values() if node is not None)[:_MOST]
