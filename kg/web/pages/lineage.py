"""The explorer: the graph, or the lineage of one thing, as a picture in which every line can be asked who says so."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.core.statement import Predicate
from kg.store.description import describe_links
from kg.tracing.lineage_graph import at_large
from kg.tracing.naming import resolve
from kg.views.export import turtle
from kg.views.picture import lineage_picture, whole_picture
from kg.views.picture_json import edge_json
from kg.views.shown import short_title
from kg.web.api.endpoints import Endpoint, text_of
from kg.web.asked import text
from kg.web.deadlines import in_time
from kg.web.failing import BadRequestError
from kg.web.json_answer import JsonAnswer
from kg.web.rendering import page
from kg.web.serving import holding, reading
from kg.web.single_page import EXPLORER_SCRIPTS

TURTLE = "text/turtle"


def lineage(request: Request) -> Response:
    """The page; what it shows is fetched by its script."""
    name = text(request, "name")
    title = "Lineage"
    if name:
        with reading(request) as reader:
            title = f"Lineage of {short_title(resolve(reader, name)[0].label)}"
    asked = "?" + urlencode({"name": name}) if name else ""
    values = {
        "title": title,
        "summary": "papers, models, datasets and cited works with their links",
        "src": f"/lineage/picture.json{asked}",
        "evidence": "/lineage/evidence.json",
        "files": (("All of it with its evidence, Turtle", f"/lineage.ttl{asked}"),),
        "scripts": [f"/assets/{script}" for script in EXPLORER_SCRIPTS],
    }
    return page(request, "lineage.html.j2", values)


def picture(request: Request) -> Response:
    """What the explorer draws: things and links, with how far each is believed, and no quotes."""
    name = text(request, "name")
    with holding(request) as held:
        if not name:
            held.findings.whole_picture.begin()  # it goes on where this is given up, and is there for who comes again
        return Response(held.pictures.json(name), media_type="application/json")


def evidence(request: Request) -> Response:
    """All evidence for one link, by the IRIs of its ends and its relation; in a lineage, what its picture counts."""
    subject, relation, target = (text(request, name) for name in ("subject", "relation", "object"))
    if relation not in set(Predicate):
        raise BadRequestError(f"relation={relation[:40]}: there is no such relation")
    predicate = Predicate(relation)
    with reading(request) as reader:
        edges = [e for e in reader.outgoing(subject, {predicate}) if e.object == target]
        if text(request, "name"):
            edges = [counted for e in edges if (counted := at_large(reader, e)) is not None]
        if predicate is Predicate.INTRODUCES:  # the picture joins it with what is said of who introduced the thing
            edges += [e for e in reader.outgoing(target, {Predicate.INTRODUCED_BY}) if e.object == subject]
        node = reader.node(target)
        return JsonAnswer(edge_json(edges, node.label if node else ""))


def as_turtle(request: Request) -> Response:
    """The things and links of the picture with all evidence, as RDF."""
    name = text(request, "name")
    with reading(request) as reader:
        shown = lineage_picture(reader, name) if name else whole_picture(reader)
        links = [(edge.subject, edge.predicate, edge.object) for edge in shown.edges]
        triples, cut = describe_links(reader.graph.store, [node.iri for node in shown.nodes], links)
    headers = {"content-disposition": 'attachment; filename="lineage.ttl"'}
    if cut:
        headers["x-kg-truncated"] = "rows"
    return Response(turtle(triples), media_type=TURTLE, headers=headers)


ENDPOINTS = (
    Endpoint(
        "/lineage/picture.json",
        "picture",
        "The graph, or the lineage of one thing, as the explorer draws it.",
        (text_of("name", "Whose lineage; without one, all that the papers name and what lies upstream of it."),),
        picture,
        "Picture",
    ),
    Endpoint(
        "/lineage/evidence.json",
        "evidence",
        "All evidence for one link of a picture.",
        (
            text_of("subject", "The IRI of the thing that the link goes out from.", needed=True),
            text_of("relation", "Its relation.", needed=True),
            text_of("object", "The IRI of the thing that it leads to.", needed=True),
            text_of(
                "name",
                "Whose lineage the picture shows: in it counts what is true of a model at large, "
                "and not what others than its makers tell of their own runs of it.",
            ),
        ),
        evidence,
        "PictureEvidence",
    ),
)
"""What the explorer feeds on, which other programs may ask for too."""

ROUTES = [
    Route("/lineage", in_time(lineage), name="lineage"),
    Route("/lineage.ttl", in_time(as_turtle), name="lineage_turtle"),
    *(Route(endpoint.path, in_time(endpoint.answer), name=endpoint.name) for endpoint in ENDPOINTS),
]
