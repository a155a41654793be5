"""The page of a paper: what was found in it, section by section, and what it rests on by way of others."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.core.extraction import Extraction
from kg.core.lineage import Edge, Node
from kg.core.statement import DATASET_ROLES, MODEL_ROLES, Predicate
from kg.store import vocabulary as v
from kg.store.description import describe_paper
from kg.store.lookup import Lookup
from kg.store.reading import GraphReader
from kg.store.terms import entity_iri, part_iri
from kg.views.lineage_tree import lineage_tree
from kg.views.paper_parts import EntrySaid, entries_json, entries_said, marker, sections_json, sections_said
from kg.views.report import NamedThing, report_on
from kg.views.report_json import report_json
from kg.views.report_text import NO_DATASET, indirect, searched
from kg.views.trace_json import node_json
from kg.web.links import entity_address
from kg.web.rendering import page
from kg.web.serving import Held

_ROLES = frozenset({*DATASET_ROLES, *MODEL_ROLES})
_MOST_CITING = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the bibliography, and the work that it refers to."""

    said: EntrySaid
    work: str | None
    read: bool


def paper_page(request: Request, held: Held, node: Node) -> Response:
    """The paper as it was read, or what others say of a work that was not."""
    reader = held.reader
    if not node.read:
        return _unread_page(request, reader, node)
    told = report_on(reader, node)
    extraction = told.extraction
    indirectly = indirect(told)
    mark = marker(extraction)
    roles = _roles(reader, node)
    values = {
        "title": node.label,
        "node": node,
        "told": told,
        "extraction": extraction,
        "named": [("Datasets", _named(reader, told.datasets, roles)), ("Models", _named(reader, told.models, roles))],
        "no_dataset": NO_DATASET,
        "searched": searched(told),
        "indirect": indirectly,
        "twigs": lineage_tree(d.paths[0] for d in indirectly),
        "nodes": told.lineage.nodes,
        "sections": sections_said(extraction),
        "stretches": mark.stretches,
        "entries": _entries(reader, extraction),
        "numbers": {r.key: number for number, r in enumerate(extraction.references, 1)},
        "thing_address": lambda identifier: entity_address(entity_iri(identifier).value),
        "text_address": f"/text/{extraction.source.sha256}" if held.texts.known(extraction) else None,
    }
    return page(request, "paper.html.j2", values)


def _roles(reader: GraphReader, node: Node) -> Mapping[str, list[Edge]]:
    found = defaultdict[str, list[Edge]](list)
    for edge in reader.outgoing(node.iri, _ROLES):
        found[edge.object].append(edge)
    return {
        iri: [e for e in edges if e.predicate is not Predicate.MENTIONS or len(edges) == 1]
        for iri, edges in found.items()
    }


def _named(
    reader: GraphReader, things: tuple[NamedThing, ...], roles: Mapping[str, list[Edge]]
) -> list[tuple[NamedThing, Node, list[Edge]]]:
    return [(t, node, roles.get(t.iri, [])) for t in things if (node := reader.node(t.iri)) is not None]


def _entries(reader: GraphReader, extraction: Extraction) -> list[_Entry]:
    look = Lookup(reader.graph.store)
    found = []
    for said in entries_said(extraction):
        works = look.nodes(part_iri("reference", extraction.source.sha256, said.number), v.BIRO_REFERENCES)
        work = works[0] if works else None
        read = work is not None and look.has(work, v.KG_READ_STATUS, v.KG_READ)
        found.append(_Entry(said, work.value if work else None, read))
    return found


def _unread_page(request: Request, reader: GraphReader, node: Node) -> Response:
    values = {
        "title": node.label,
        "node": node,
        "citing": _nodes(reader, _citing(reader, node)),
        "introduced": _introduced(reader, node),
    }
    return page(request, "work.html.j2", values)


def _introduced(reader: GraphReader, node: Node) -> list[tuple[Node, Edge]]:
    edges = reader.incoming(node.iri, {Predicate.INTRODUCED_BY})
    return [(thing, edge) for edge in edges if (thing := reader.node(edge.subject)) is not None]


def _citing(reader: GraphReader, node: Node) -> list[str]:
    return [n.value for n in Lookup(reader.graph.store).subjects(v.CITO_CITES, NamedNode(node.iri))][:_MOST_CITING]


def _nodes(reader: GraphReader, iris: list[str]) -> list[Node]:
    found = [node for iri in iris if (node := reader.node(iri)) is not None]
    return sorted(found, key=lambda n: (n.label.casefold(), n.iri))


def paper_triples(reader: GraphReader, node: Node) -> tuple[tuple[Triple, ...], bool]:
    """All that the page shows as RDF, with its evidence: what is known of the paper, said in it, and reached by hops.

    The second value is whether there would have been more.
    """
    told = report_on(reader, node)
    edges = dict.fromkeys(edge for data in indirect(told) for edge in data.paths[0].edges)
    links = [(edge.subject, edge.predicate, edge.object) for edge in edges]
    things = dict.fromkeys(iri for subject, _, target in links for iri in (subject, target))
    return describe_paper(reader.graph.store, node.iri, [told.extraction.source.sha256], things, links)


def paper_json(reader: GraphReader, node: Node) -> dict[str, Any]:
    """The paper's report with its sections, quotes and bibliography, or of an unread work what others say of it."""
    if not node.read:
        return {
            **node_json(node),
            "citation": node.citation,
            "cited_by": [node_json(n) for n in _nodes(reader, _citing(reader, node))],
            "introduces": [node_json(thing) for thing, _ in _introduced(reader, node)],
        }
    told = report_on(reader, node)
    return {
        **node_json(node),
        "citation": node.citation,
        "report": report_json(told),
        "sections": sections_json(sections_said(told.extraction)),
        "references": entries_json(entries_said(told.extraction)),
    }
