"""The graph as JSON-LD: each source a named graph, a node a line, under the context that kg ships."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from kg.resources import shipped
from kg.store import vocabulary as v
from kg.views.export.described import described, sources
from kg.views.export.names import prefixed
from kg.views.export.order import by_property

Json = dict[str, Any]

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write_json_ld(store: Store, out: BinaryIO) -> int:
    """Write each source as a named graph, by name; how many quads. The context stands in the file."""
    out.write(b'{"@context": ' + _line(context()) + b',\n"@graph": [')
    written = 0
    for number, graph in enumerate(sources(store)):
        out.write((b"," if number else b"") + b'\n{"@id": ' + _line(_name(graph)) + b', "@graph": [')
        for count, (_, subject, quads) in enumerate(described(store, graph)):
            out.write((b",\n" if count else b"\n") + _line(_node(subject, quads)))
            written += len(quads)
        out.write(b"\n]}")
    out.write(b"\n]}\n")
    return written


def json_ld(triples: Iterable[Triple]) -> bytes:
    """The triples as JSON-LD without named graphs, a node a line; the context stands in it."""
    nodes = defaultdict[NamedNode | BlankNode | Triple, list[Quad]](list)
    for t in sorted(set(triples), key=str):
        nodes[t.subject].append(Quad(t.subject, t.predicate, t.object))
    lines = (_line(_node(subject, quads)) for subject, quads in nodes.items())
    return b'{"@context": ' + _line(context()) + b',\n"@graph": [\n' + b",\n".join(lines) + b"\n]}\n"


@lru_cache(maxsize=1)
def context() -> Json:
    """The context of ``ontology/context.jsonld``: kg's prefixes, and what the values of each property are."""
    found: Json = json.loads(shipped("ontology", "context.jsonld").read_text("utf-8"))["@context"]
    return found


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _node(subject: NamedNode | BlankNode | Triple, quads: list[Quad]) -> Json:
    told: Json = {"@id": _name(subject)}
    for property_, objects in by_property(quads):
        coerced = "@id" if property_ == v.RDF_TYPE else _coerced(property_.value)
        values = [_value(o, coerced) for o in objects]
        key = "@type" if property_ == v.RDF_TYPE else _name(property_)
        told[key] = values[0] if len(values) == 1 else values
    return told


def _name(node: object) -> str:
    return (prefixed(node.value) or node.value) if isinstance(node, NamedNode) else str(node)


@lru_cache(maxsize=1_024)
def _coerced(property_: str) -> str | None:
    """What the context takes the property's values for: "@id", a datatype's IRI, or a plain text."""
    told = context().get(prefixed(property_) or property_)
    kind = told.get("@type") if isinstance(told, dict) else None
    prefix, _, name = (kind or "").partition(":")
    return f"{v.PREFIXES[prefix]}{name}" if prefix in v.PREFIXES else kind


def _value(term: object, coerced: str | None) -> object:
    """The value, as short as the context lets it be without becoming another."""
    if not isinstance(term, Literal):
        return _name(term) if coerced == "@id" else {"@id": _name(term)}
    text, kind = term.value, term.datatype.value
    if term.language:
        return {"@value": text, "@language": term.language}
    if kind == coerced:
        whole = kind == v.XSD_INTEGER.value and text.lstrip("-").isdecimal() and str(int(text)) == text
        return int(text) if whole else text
    if kind == _STRING:
        return text if coerced is None else {"@value": text}
    return {"@value": text, "@type": _name(term.datatype)}
