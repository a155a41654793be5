"""The page of the ontology, out of ontology/kg.ttl, with a triple of a real graph for each term."""

from collections.abc import Iterable, Iterator

import rdflib
from ontology_examples import TABLE
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from writing import NOTE

from kg.resources import shipped
from kg.store.vocabulary import KG, PREFIXES

_INTRO = """# Ontology

The terms that kg defines, under `https://w3id.org/kg/ns#`, version {version}. All else in a graph is taken from published
vocabularies; [the graph's vocabulary](../../ontology/README.md) tells how papers, things, evidence and sources stand in it, and
[kg.ttl](../../ontology/kg.ttl) holds the terms themselves with what they are aligned with. [Shapes](../../ontology/shapes.ttl) say in SHACL
what every graph holds to.

The triples are of a graph of the example papers, with a card, a mapping and a few decisions beside them.
"""
_WITHOUT = {
    "kg:unsettled": "No triple: a graph that is not being built has none.",
    "kg:unreadPage": "No triple: all pages of the example papers can be read.",
}
_KINDS = (
    ("Classes", OWL.Class),
    ("Relations between things", OWL.ObjectProperty),
    ("What is said in words and numbers", OWL.DatatypeProperty),
    ("Individuals", OWL.NamedIndividual),
)
_RELATIONS = (
    (RDFS.subClassOf, "Is a kind of"),
    (RDFS.subPropertyOf, "Is a case of"),
    (SKOS.exactMatch, "The same as"),
    (SKOS.closeMatch, "Close to"),
    (SKOS.relatedMatch, "Related to"),
)


def page() -> str:
    """The page as text."""
    graph = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
    examples = examples_of_terms()
    version = graph.value(rdflib.URIRef(KG.rstrip("#")), OWL.versionInfo)
    text = NOTE + _INTRO.format(version=version)
    for heading, kind in _KINDS:
        terms = sorted(str(t) for t in graph.subjects(RDF.type, kind) if str(t).startswith(KG))
        text += f"\n## {heading}\n" + "".join(_section(graph, rdflib.URIRef(term), examples) for term in terms)
    return text


def examples_of_terms() -> dict[str, str]:
    """A triple for each term that a real graph has."""
    rows = (line.split("\t", 1) for line in TABLE.read_text("utf-8").splitlines())
    return {term: triple for term, triple in rows}  # noqa: C416 - rows are lists


def _section(graph: rdflib.Graph, term: rdflib.URIRef, examples: dict[str, str]) -> str:
    name = _short(term)
    parts = [str(d) for d in graph.objects(term, SKOS.definition)]
    parts += sorted(
        str(n) for predicate in (SKOS.note, SKOS.scopeNote, RDFS.comment) for n in graph.objects(term, predicate)
    )
    facts = (
        [f"From {_list(graph, RDFS.domain, term)} to {_list(graph, RDFS.range, term)}"] if _ranged(graph, term) else []
    )
    facts += [
        f"{word} {_list(graph, predicate, term)}" for predicate, word in _RELATIONS if (term, predicate, None) in graph
    ]
    text = f"\n### {name}\n\n" + "\n\n".join(" ".join(part.split()) for part in parts) + "\n"
    if facts:
        text += "\n" + " ".join(f"{fact}." for fact in facts) + "\n"
    example = examples.get(name) or _in_ontology(graph, term)
    return text + (f"\n```turtle\n{example}\n```\n" if example else f"\n{_WITHOUT[name]}\n")


def _in_ontology(graph: rdflib.Graph, term: rdflib.URIRef) -> str:
    """A triple of the ontology itself, for classes whose members it names."""
    members = sorted(_short(m) for m in graph.subjects(RDF.type, term))
    return f"{members[0]} a {_short(term)} ." if members else ""


def _ranged(graph: rdflib.Graph, term: rdflib.URIRef) -> bool:
    return (term, RDFS.domain, None) in graph and (term, RDFS.range, None) in graph


def _list(graph: rdflib.Graph, predicate: rdflib.URIRef, term: rdflib.URIRef) -> str:
    return ", ".join(f"`{name}`" for name in sorted(set(_names(graph, graph.objects(term, predicate)))))


def _names(graph: rdflib.Graph, nodes: Iterable[rdflib.term.Node]) -> Iterator[str]:
    for node in nodes:
        union = graph.value(node, OWL.unionOf)
        if union is not None:
            yield from _names(graph, Collection(graph, union))
        elif isinstance(node, rdflib.URIRef):
            yield _short(node)


def _short(term: rdflib.term.Node) -> str:
    for prefix, namespace in (
        *PREFIXES.items(),
        ("lpwc", "https://linkedpaperswithcode.com/property/"),
        ("lpwcc", "https://linkedpaperswithcode.com/class/"),
    ):
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term).removeprefix(namespace)}"
    return f"<{term}>"
