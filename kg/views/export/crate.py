"""A graph with the runs that made it, as an RO-Crate."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, cast

from kg.core.lineage import EvidenceKind
from kg.resources import shipped
from kg.store.graph import Graph
from kg.store.held import HeldSource, held_sources
from kg.store.imports import import_iri
from kg.store.licences import licence_iri
from kg.store.sources import SourceStatus, StoredSource
from kg.store.terms import CURATION_GRAPH, clean, hashed_iri, run_iri, source_iri
from kg.views.export.files import Container, Digested
from kg.views.export.rdf import write_trig
from kg.views.shown import plural, shown

Json = dict[str, Any]

METADATA = "ro-crate-metadata.json"
_GRAPH = "graph.trig"
_ONTOLOGY = {"kg.ttl": "kg's vocabulary", "shapes.ttl": "SHACL shapes for graphs of kg"}
FILES = frozenset({METADATA, _GRAPH, *_ONTOLOGY})
"""The files of a crate."""

_VERSION = "https://w3id.org/ro/crate/1.1"
_PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
_DONE = "http://schema.org/CompletedActionStatus"
_FAILED = "http://schema.org/FailedActionStatus"
_LICENCES = (
    "Facts of a collection stand under the licence of that collection, which is told with it. Quotes are short and "
    "remain those of their papers. Whoever hands the crate on has to say under which licence the whole stands."
)


def write_crate(graph: Graph, container: Container, *, date: str, licence: str | None) -> str:
    """Write the graph as TriG, the vocabulary and the shapes, and who made what of what; how much, in words.

    date is the day of publication, which a crate must have; licence that of the whole, where its maker gives one.
    """
    with container.file(_GRAPH) as file:
        counted = Digested(file)
        written = write_trig(graph.store, cast("BinaryIO", counted))
    parts = [_file(_GRAPH, "The graph, each source a named graph", "application/trig", counted.size, counted.sha256)]
    for name, title in _ONTOLOGY.items():
        data = shipped("ontology", name).read_bytes()
        with container.file(name) as file:
            file.write(data)
        parts.append(_file(name, title, "text/turtle", len(data), hashlib.sha256(data).hexdigest()))
    entities = [*_root(graph, parts, date=date, licence=licence), *parts]
    with container.file(METADATA) as file:
        told = {"@context": f"{_VERSION}/context", "@graph": _once(entities)}
        file.write((json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())
    return f"a crate of {plural(written, 'statement')}"


def _root(graph: Graph, parts: list[Json], *, date: str, licence: str | None) -> Iterator[Json]:
    """Yield the metadata's own entry, the crate, its licence, and then who made it of what."""
    sources = graph.sources()
    collections = [s for s in held_sources(graph) if s.kind is not EvidenceKind.READ]
    actions = [entity for source in sources for entity in _action(source)]
    rights = _licence(licence)
    read = sum(s.status is SourceStatus.STORED for s in sources)
    yield {"@id": METADATA, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _VERSION}}
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Knowledge graph of the data that {plural(read, 'paper rests', 'papers rest')} on",
        "description": "Which datasets and models papers name, and what these rest on, each with its quote.",
        "datePublished": date,
        "license": _link(rights),
        "hasPart": _links(parts),
        "mentions": _links(a for a in actions if a["@type"] == "CreateAction"),
        "isBasedOn": _links(map(_collection, collections)),
        "conformsTo": {"@id": _PROFILE},
    }
    yield rights
    yield {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}
    yield from actions
    yield from (_collection(c) for c in collections)


def _action(source: StoredSource) -> Iterator[Json]:
    """Yield the run that read a file, with what it read and by which software."""
    stored = source.status is SourceStatus.STORED
    version, settings = source.version or "", source.settings or ""
    node = source_iri(source.sha256).value
    software = hashed_iri("software", clean(version)).value
    run = run_iri(clean(version), clean(settings), source.sha256).value if stored else f"#failed-{source.sha256[:20]}"
    yield _without_nothing(
        {
            "@id": run,
            "@type": "CreateAction",
            "name": f"kg read {shown(source.name)}",
            "description": f"settings: {settings}" if settings else None,
            "instrument": {"@id": software},
            "object": {"@id": node},
            "result": {"@id": _GRAPH} if stored else None,
            "actionStatus": _DONE if stored else _FAILED,
            "error": None if stored else shown(source.reason or ""),
        }
    )
    about = {"@id": source.paper} if source.paper else None
    told = {"name": shown(source.name), "identifier": f"sha256:{source.sha256}", "about": about}
    yield _without_nothing({"@id": node, "@type": "CreativeWork", **told})
    yield _without_nothing(
        {"@id": software, "@type": "SoftwareApplication", "name": "kg", "softwareVersion": version or None}
    )
    if source.paper:
        yield {"@id": source.paper, "@type": "ScholarlyArticle", "name": shown(source.title or source.name)}


def _licence(name: str | None) -> Json:
    if name is None:
        return {"@id": "#licences", "@type": "CreativeWork", "name": "As the sources have it", "description": _LICENCES}
    iri = licence_iri(name)
    return {"@id": iri.value if iri else "#licence", "@type": "CreativeWork", "name": name, "description": _LICENCES}


def _collection(source: HeldSource) -> Json:
    iri = licence_iri(source.licence or "")
    licence = {"@id": iri.value} if iri else source.licence
    told = {"name": shown(source.name), "license": licence, "version": source.sha256}
    return _without_nothing({"@id": _collection_iri(source), "@type": "CreativeWork", **told})


def _collection_iri(source: HeldSource) -> str:
    if source.kind is EvidenceKind.CURATED:
        return CURATION_GRAPH.value
    imported = source.kind is EvidenceKind.IMPORTED
    return (import_iri(source.name) if imported else hashed_iri("collection", clean(source.name))).value


def _file(name: str, title: str, kind: str, size: int, sha256: str) -> Json:
    told = {"name": title, "encodingFormat": kind, "contentSize": str(size), "identifier": f"sha256:{sha256}"}
    return {"@id": name, "@type": "File", **told}


def _link(entity: Json) -> Json:
    return {"@id": entity["@id"]}


def _links(entities: Iterable[Json]) -> Json | list[Json]:
    """Links to the entities; one stands by itself, as RO-Crate has it."""
    links = [_link(entity) for entity in entities]
    return links[0] if len(links) == 1 else links


def _once(entities: list[Json]) -> list[Json]:
    """Each entity once, the first that tells of it."""
    return list({entity["@id"]: entity for entity in reversed(entities)}.values())[::-1]


def _without_nothing(entity: Json) -> Json:
    return {name: value for name, value in entity.items() if value is not None}
