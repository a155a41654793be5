"""The page of whatever else has an IRI: a statement, its evidence, a file, a collection."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.store.vocabulary import PREFIXES
from kg.web.links import entity_address
from kg.web.rendering import page

_SHORT = sorted(PREFIXES.items(), key=lambda p: (-len(p[1]), p[0]))
_OURS = ("https://w3id.org/kg/id/", PREFIXES["arxiv"], PREFIXES["doi"])


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    values: list[tuple[str, str | None]]


def resource_page(request: Request, iri: str, triples: tuple[Triple, ...]) -> Response:
    """The properties of the thing, each value with a link where it is a thing of the graph."""
    properties: dict[str, _Property] = {}
    for triple in triples:
        if triple.subject == NamedNode(iri):
            name = _curie(triple.predicate.value)
            properties.setdefault(name, _Property(name, [])).values.append(_told(triple.object))
    named = (properties[name] for name in ("rdfs:label", "schema:name", "dcterms:title") if name in properties)
    labels = [value for each in named for value, _ in each.values]
    values = {
        "title": labels[0] if labels else _curie(iri),
        "iri": iri,
        "properties": [properties[name] for name in sorted(properties)],
    }
    return page(request, "resource.html.j2", values)


def _told(term: object) -> tuple[str, str | None]:
    if isinstance(term, NamedNode):
        return _curie(term.value), entity_address(term.value) if term.value.startswith(_OURS) else None
    return str(getattr(term, "value", term)), None


def _curie(iri: str) -> str:
    found = ((prefix, iri.removeprefix(begin)) for prefix, begin in _SHORT if iri.startswith(begin))
    return next((f"{prefix}:{rest}" for prefix, rest in found), iri)
