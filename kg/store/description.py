"""What a graph holds of things: their own triples, the statements about them and their evidence."""

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.core.statement import Predicate
from kg.core.stopping import go_on
from kg.store import vocabulary as v
from kg.store.terms import source_iri, statement_iri

MOST_TRIPLES = 20_000
"""How many triples a description has at most."""

_UNION = DefaultGraph()
_EVIDENCE = (v.PROV_WAS_DERIVED_FROM, v.OA_HAS_SELECTOR, v.OA_REFINED_BY)
"""What leads from a statement to all that bears it out."""

_NAMING = (v.RDF_TYPE, v.RDFS_LABEL, v.SKOS_PREF_LABEL, v.DCTERMS_TITLE, v.DCTERMS_BIBLIOGRAPHIC_CITATION)


def describe(store: Store, iri: str) -> tuple[tuple[Triple, ...], bool]:
    """The triples in the union of all graphs that tell of the thing, and whether there would have been more.

    They are its properties, the rdf:Statements of which it is the subject, their evidence with its selectors, and the
    labels of what it is related to. Nothing for an IRI that no triple begins with.
    """
    return _bounded(_triples(store, NamedNode(iri)))


def describe_links(
    store: Store, things: Iterable[str], links: Iterable[tuple[str, Predicate, str]]
) -> tuple[tuple[Triple, ...], bool]:
    """The triples that tell what the things are and how they are linked, and whether there would have been more.

    Things are given by IRI, links by the IRIs of their ends. With each link come its rdf:Statement and its evidence.
    """
    return _bounded(_linked(store, things, links))


def describe_paper(
    store: Store, iri: str, files: Iterable[str], things: Iterable[str], links: Iterable[tuple[str, Predicate, str]]
) -> tuple[tuple[Triple, ...], bool]:
    """What describe tells of a paper, all statements of its files (by digest), and then what describe_links tells."""
    return _bounded(chain(_triples(store, NamedNode(iri)), _stated(store, files), _linked(store, things, links)))


def _bounded(triples: Iterator[Triple]) -> tuple[tuple[Triple, ...], bool]:
    found: dict[Triple, None] = {}
    for triple in triples:
        if len(found) == MOST_TRIPLES and triple not in found:
            return tuple(found), True
        found[triple] = None
    return tuple(found), False


def _stated(store: Store, files: Iterable[str]) -> Iterator[Triple]:
    for sha256 in files:
        found = store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT, source_iri(sha256))
        statements = sorted({q.subject.value for q in found if isinstance(q.subject, NamedNode)})
        yield from _borne_out(store, [NamedNode(iri) for iri in statements], set())


def _linked(store: Store, things: Iterable[str], links: Iterable[tuple[str, Predicate, str]]) -> Iterator[Triple]:
    for thing in things:
        for property_ in _NAMING:
            yield from _sorted(store.quads_for_pattern(NamedNode(thing), property_, None, _UNION))
    for subject, predicate, target in links:
        turned = predicate is Predicate.INTRODUCES  # stored as entity introducedBy paper
        ends = (target, subject) if turned else (subject, target)
        term = v.PREDICATE_TERMS[predicate]
        here, there = NamedNode(ends[0]), NamedNode(ends[1])
        yield Triple(here, term, there)
        yield from _borne_out(store, [statement_iri(here, term, there)], set())


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    own = _sorted(store.quads_for_pattern(node, None, None, _UNION))
    yield from own
    for near in sorted({t.object.value for t in own if isinstance(t.object, NamedNode)}):
        yield from _sorted(store.quads_for_pattern(NamedNode(near), v.RDFS_LABEL, None, _UNION))
    about = store.quads_for_pattern(None, v.RDF_SUBJECT, node, _UNION)
    statements = sorted({q.subject.value for q in about if isinstance(q.subject, NamedNode)})
    yield from _borne_out(store, [NamedNode(iri) for iri in statements], {node})


def _borne_out(store: Store, statements: list[NamedNode], seen: set[NamedNode]) -> Iterator[Triple]:
    """The triples of the statements and of all that bears them out, but for the nodes seen."""
    waiting = statements[::-1]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        triples = _sorted(store.quads_for_pattern(here, None, None, _UNION))
        yield from triples
        waiting += [t.object for t in triples if t.predicate in _EVIDENCE and isinstance(t.object, NamedNode)]


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    go_on()
    return sorted((q.triple for q in quads), key=str)
