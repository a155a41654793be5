"""What a graph knows of one dataset, as a Croissant file."""

import json
from typing import Any, BinaryIO

from kg.core.errors import KgError
from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.licences import licence_iri
from kg.store.lookup import Lookup
from kg.store.reading import GraphReader
from kg.tracing.introductions import believable, introductions
from kg.tracing.naming import resolve
from kg.views.export.bibliography import work_at
from kg.views.export.bibtex import bibtex
from kg.views.export.things import thing_at
from kg.views.path_text import evidence_text, rank_evidence
from kg.views.shown import plural, shown

Json = dict[str, Any]

_CR = "http://mlcommons.org/croissant/"
_TERMS = (
    "arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet format "
    "includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS.split()},
    "conformsTo": "dct:conformsTo",
    "cr": _CR,
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}
"""Croissant's own context, the same in every file, and PROV-O's prefix."""
_ROLES = {
    Predicate.TRAINS_ON: ("trains on it", "train on it"),
    Predicate.EVALUATES_ON: ("evaluates on it", "evaluate on it"),
    Predicate.MENTIONS: ("mentions it", "mention it"),
}


class NoDatasetError(KgError):
    """What goes by the name is no dataset, or several are."""

    def __init__(self, name: str, found: tuple[str, ...]) -> None:
        super().__init__(name, found)
        self.name, self.found = name, found

    def __str__(self) -> str:
        if not self.found:
            return f"{self.name}: only datasets have a Croissant file, and this is none"
        return f"{self.name}: several datasets go by this name; give one of {', '.join(self.found)}"


def write_croissant(graph: Graph, out: BinaryIO, name: str) -> str:
    """Write what the graph knows of the dataset of this name: names, licence, what to cite, what it was made of.

    What it holds, file by file, the graph does not know, so there is no distribution.

    Raises:
        UnknownNameError: nothing goes by the name.
        NoDatasetError: no dataset does, or several.
    """
    reader = GraphReader(graph)
    found = [n for n in resolve(reader, name) if n.kind is NodeKind.DATASET]
    if len(found) != 1:
        raise NoDatasetError(name, tuple(n.iri for n in found))
    told = _record(reader, found[0])
    out.write((json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    return f"the record of {shown(found[0].label)}"


def _record(reader: GraphReader, node: Node) -> Json:
    said = thing_at(Lookup(reader.graph.store), node.iri)
    licences = [iri.value if (iri := licence_iri(name)) else shown(name) for name in said.licences]
    works = [i.work for i in believable(introductions(reader, node.iri))]
    work = work_at(reader.graph.store, works[0].iri) if works else None
    return _without_nothing(
        {
            "@context": _CONTEXT,
            "@type": "sc:Dataset",
            "@id": node.iri,
            "conformsTo": f"{_CR}1.1",
            "name": shown(node.label),
            "alternateName": [shown(alias) for alias in node.aliases],
            "description": _description(reader, node, works),
            "identifier": [i for i in (said.identifier, *said.identifiers) if i],
            "license": licences[0] if len(licences) == 1 else licences,
            "url": said.homepages[0] if said.homepages else node.iri,
            "creator": [{"@type": "sc:Person", "name": shown(author)} for author in work.authors] if work else [],
            "creativeWorkStatus": "Withdrawn" if node.withdrawn else None,
            "datePublished": str(work.year) if work and work.year else None,
            "citeAs": bibtex(work) if work else None,
            "prov:wasDerivedFrom": _made_of(reader, node, Predicate.DERIVED_FROM),
            "hasPart": _made_of(reader, node, Predicate.HAS_PART),
        }
    )


def _description(reader: GraphReader, node: Node, works: list[Node]) -> str:
    """How many papers do what with it, and who introduced it."""
    counted = {role: len(reader.incoming(node.iri, {role})) for role in _ROLES}
    roles = [f"{plural(n, 'paper')} {_ROLES[role][n != 1]}" for role, n in counted.items() if n]
    used = f" {', '.join(roles)}." if roles else ""
    introduced = f" Introduced by {'; '.join(shown(w.label).rstrip('.') for w in works)}." if works else ""
    return f"A dataset, as the papers and collections of a knowledge graph tell of it.{used}{introduced}"


def _made_of(reader: GraphReader, node: Node, predicate: Predicate) -> list[Json]:
    """The things that the dataset was made of, each with the best evidence for it."""
    found = ((edge, reader.node(edge.object)) for edge in reader.outgoing(node.iri, {predicate}))
    return [_source(edge, thing) for edge, thing in found if thing is not None]


def _source(edge: Edge, thing: Node) -> Json:
    best = rank_evidence(edge.evidence, thing.label)[0]
    told = {"name": shown(thing.label), "description": evidence_text(best, thing.label)}
    return {"@type": "prov:Entity", "@id": thing.iri, **told}


def _without_nothing(record: Json) -> Json:
    return {name: value for name, value in record.items() if value not in (None, [])}
