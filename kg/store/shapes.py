"""Whether triples hold to ``ontology/shapes.ttl``: pySHACL is asked, and its answer told in words."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from pyshacl import validate
from rdflib.namespace import RDF, RDFS, SH, XSD

from kg.resources import shipped
from kg.store.triple_terms import with_statements

# rdflib tells of each ill-typed literal through its logger; the report tells of it instead
logging.getLogger("rdflib").addHandler(logging.NullHandler())

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_MOST_FOUND = 5
_Term = rdflib.term.Node


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that does not hold to a shape.

    message ends the sentence that begins with the node; path is the property concerned, where it is one; found are the
    terms at fault in N-Triples, or the first of what stands there.
    """

    focus: str
    message: str
    path: str | None = None
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conformance:
    """What came of checking: the number of triples, of nodes looked at by kind, and what is wrong, sorted."""

    triples: int
    checked: tuple[tuple[str, int], ...]
    violations: tuple[Violation, ...]

    @property
    def is_foreign(self) -> bool:
        """Whether there are triples, and nothing that the shapes speak of."""
        return bool(self.triples) and not self.checked

    @property
    def conforms(self) -> bool:
        """Whether there was something to check, or nothing at all, and nothing is wrong with it."""
        return not self.violations and not self.is_foreign


def check(quads: Iterable[Quad]) -> Conformance:
    """Hold the quads, their graphs taken together, against the shapes.

    All is copied into memory, for pySHACL reads rdflib's memory fastest: a kilobyte and some 0.15 ms a triple.
    Triple terms of RDF 1.2 count as the rdf:Statements that they stand for.
    """
    data, shapes = _copied(with_statements(quads)), rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
    checked = _counts(data, shapes)
    _, report, _ = validate(data, shacl_graph=_each_asked_once(shapes), inplace=True, inference="none")
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pySHACL failed: {report}")
    return Conformance(len(data), checked, _violations(report, data))


def _copied(quads: Iterable[Quad]) -> rdflib.Graph:
    graph, known = rdflib.Graph(), dict[str, rdflib.URIRef]()

    def copied(term: object) -> _Term:
        match term:
            case NamedNode():
                return known.get(term.value) or known.setdefault(term.value, rdflib.URIRef(term.value))
            case Literal():
                plain = term.language or term.datatype.value == str(XSD.string)
                kind = None if plain else rdflib.URIRef(term.datatype.value)
                return rdflib.Literal(term.value, lang=term.language, datatype=kind, normalize=False)
            case BlankNode():
                return rdflib.BNode(term.value)
            case _:
                raise TypeError(f"{term} is no term of RDF 1.1")

    for quad in quads:
        if not isinstance(quad.subject, Triple) and not isinstance(quad.object, Triple):
            graph.add((copied(quad.subject), copied(quad.predicate), copied(quad.object)))
    return graph


def _each_asked_once(shapes: rdflib.Graph) -> rdflib.Graph:
    """The same shapes, but with the targets of a node shape given to its property shapes.

    pySHACL takes up a property shape anew for each node that a node shape hands it, and but once for all its targets:
    that is more than twice as fast.
    """
    for shape, property_ in list(shapes.subject_objects(SH.property)):
        targets = [(kind, target) for kind in _TARGETS for target in shapes.objects(shape, kind)]
        if targets:
            shapes.remove((shape, SH.property, property_))
            for kind, target in targets:
                shapes.add((property_, kind, target))
    return shapes


def _counts(data: rdflib.Graph, shapes: rdflib.Graph) -> tuple[tuple[str, int], ...]:
    """How many nodes there are of each class that shapes speak of, by the label of the shape; none is left out."""
    found = dict[str, set[_Term]]()
    for shape, class_ in shapes.subject_objects(SH.targetClass):
        if (label := shapes.value(shape, RDFS.label)) is not None:
            found.setdefault(str(label), set()).update(data.subjects(RDF.type, class_))
    return tuple((label, len(nodes)) for label, nodes in sorted(found.items()) if nodes)


def _violations(report: rdflib.Graph, data: rdflib.Graph) -> tuple[Violation, ...]:
    """One violation for each node and message, with what is at fault."""
    found = defaultdict[tuple[str, str, str | None], set[str]](set)
    for result in report.objects(None, SH.result):
        focus, value, path = (report.value(result, p) for p in (SH.focusNode, SH.value, SH.resultPath))
        of_all = report.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent
        focus, value = (value, None) if of_all and value is not None else (focus, value)
        place = str(path) if isinstance(path, rdflib.URIRef) else None
        terms = found[str(focus), _message(report, result), place]
        if value is not None and value != focus:
            terms.add(value.n3())
        elif isinstance(path, rdflib.URIRef) and focus is not None:
            terms.update(term.n3() for term in data.objects(focus, path))
    told = (Violation(*key, tuple(sorted(terms)[:_MOST_FOUND])) for key, terms in found.items())
    return tuple(sorted(told, key=lambda w: (w.focus, w.message, w.path or "")))


def _message(report: rdflib.Graph, result: _Term) -> str:
    return "; ".join(sorted(str(text) for text in report.objects(result, SH.resultMessage)))
