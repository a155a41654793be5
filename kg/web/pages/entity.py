"""The address of each thing, which answers as a page, as JSON or as RDF, whatever the client likes best."""

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.errors import UnknownNameError
from kg.core.lineage import Node, NodeKind
from kg.store.description import describe
from kg.store.reading import GraphReader
from kg.views.export import turtle
from kg.views.export.json_ld import json_ld
from kg.views.thing import thing, thing_json
from kg.web.asked import choice, text
from kg.web.deadlines import in_time
from kg.web.json_answer import JsonAnswer
from kg.web.links import entity_address, entity_iri_at
from kg.web.negotiation import best_form
from kg.web.pages.paper import paper_json, paper_page, paper_triples
from kg.web.pages.resource import resource_page
from kg.web.pages.thing import thing_page
from kg.web.serving import Held, holding

HTML, JSON_LD, TURTLE, N_TRIPLES, JSON = FORMS = (
    "text/html",
    "application/ld+json",
    "text/turtle",
    "application/n-triples",
    "application/json",
)
"""The forms of an entity, the one first that clients get who do not care."""

SHORT = {"html": HTML, "jsonld": JSON_LD, "turtle": TURTLE, "ntriples": N_TRIPLES, "json": JSON}
"""What stands for the forms in ``?format=``."""

_ALSO = {"ttl": TURTLE, "nt": N_TRIPLES}  # as their files end


def entity(request: Request) -> Response:
    """The thing at this address, or with the IRI given, in the form that the client likes best.

    Whoever likes none of them is shown the page, for that is no worse than a refusal.
    """
    path = request.path_params.get("path")
    iri = entity_iri_at(path) if path else text(request, "iri")
    wanted = choice(request, "format", (*SHORT, *_ALSO))
    form = (SHORT | _ALSO)[wanted] if wanted else best_form(request.headers.get("accept"), FORMS) or HTML
    with holding(request) as held:
        answer = _answer(request, held, iri, form)
    answer.headers["vary"] = "Accept"
    answer.headers["link"] = _alternatives(iri)
    return answer


def _answer(request: Request, held: Held, iri: str, form: str) -> Response:
    reader = held.reader
    triples, cut = describe(reader.graph.store, iri) if _is_iri(iri) else ((), False)
    if not triples:
        raise UnknownNameError(iri or "?iri=")
    node = reader.node(iri)
    if form == HTML:
        return _page(request, held, node, iri, triples)
    if form == JSON:
        return JsonAnswer(_json(reader, node, iri, triples))
    if node is not None and node.kind is NodeKind.PAPER and node.read:
        triples, cut = paper_triples(reader, node)
    answer = Response(rdf(triples, form), media_type=form)
    if cut:
        answer.headers["x-kg-truncated"] = "rows"
    return answer


def _page(request: Request, held: Held, node: Node | None, iri: str, triples: tuple[Triple, ...]) -> Response:
    if node is None:
        return resource_page(request, iri, triples)
    return paper_page(request, held, node) if node.kind is NodeKind.PAPER else thing_page(request, held, node)


def _json(reader: GraphReader, node: Node | None, iri: str, triples: tuple[Triple, ...]) -> object:
    if node is None:
        own = [t for t in triples if t.subject == NamedNode(iri)]
        return {"iri": iri, "properties": [{"property": t.predicate.value, "value": _value(t.object)} for t in own]}
    return paper_json(reader, node) if node.kind is NodeKind.PAPER else thing_json(thing(reader, node))


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def rdf(triples: tuple[Triple, ...], form: str) -> bytes:
    """The triples as Turtle, N-Triples or JSON-LD; equal triples give equal bytes."""
    if form == TURTLE:
        return turtle(triples).encode()
    ordered = sorted(set(triples), key=str)
    if form == N_TRIPLES:
        return serialize(ordered, format=RdfFormat.N_TRIPLES) or b""
    return json_ld(ordered)


def _alternatives(iri: str) -> str:
    here = entity_address(iri)
    joined = "&" if "?" in here else "?"
    return ", ".join(f'<{here}{joined}format={short}>; rel="alternate"; type="{form}"' for short, form in SHORT.items())


def _is_iri(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


ROUTES = [
    Route("/entity", in_time(entity), name="entity"),
    Route("/entity/{path:path}", in_time(entity), name="entity_at"),
]
