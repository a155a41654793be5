"""A picture written into a graph on disk, as if papers had said what it shows."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.core.document import Reference, Section, SectionKind, SourceFile
from kg.core.entity import Entity, EntityKind
from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.lineage import Edge, Node, NodeKind
from kg.core.spans import Span
from kg.core.statement import PAPER, Statement, TextEvidence, reference_node
from kg.store.graph import Graph
from kg.views.picture import Picture


def store(picture: Picture, folder: Path) -> None:
    """Write the picture: each paper says its own links, and its share of those between other things."""
    nodes = {node.iri: node for node in picture.nodes}
    papers = [node for node in picture.nodes if node.kind is NodeKind.PAPER and node.read]
    said = defaultdict[str, list[Edge]](list)
    for number, edge in enumerate(picture.edges):
        own = nodes[edge.subject].kind is NodeKind.PAPER
        said[edge.subject if own else papers[number % len(papers)].iri].append(edge)
    with Graph.open(folder) as graph:
        graph.put_many(_extraction(paper, said[paper.iri], nodes) for paper in papers)


def _extraction(paper: Node, edges: list[Edge], nodes: dict[str, Node]) -> Extraction:
    named = list(dict.fromkeys(nodes[iri] for edge in edges for iri in (edge.subject, edge.object)))
    works = [node for node in named if node.kind is NodeKind.PAPER and not node.read]
    return Extraction(
        source=SourceFile(f"{paper.label}.txt", "text/plain", digest("invented", paper.label, length=64)),
        reader="text",
        version="0.1.0",
        settings="plain",
        title=paper.label,
        authors=(f"Ada {paper.label.replace(' ', '')}",),
        year=2024,
        arxiv=None,
        doi=None,
        venue=None,
        sections=(Section("2 Data", SectionKind.DATA, Span(0, 200 * (len(edges) + 1))),),
        references=tuple(_reference(work) for work in works),
        entities=tuple(sorted(_entities(named), key=lambda e: e.id)),
        statements=tuple(sorted(_statements(edges, nodes), key=lambda s: s.triple)),
        page_count=3,
        sentence_count=len(edges),
        citation_count=len(works),
    )


def _entities(nodes: Iterable[Node]) -> Iterable[Entity]:
    for node in nodes:
        if node.kind is not NodeKind.PAPER:
            yield Entity(_id(node), EntityKind(node.kind.value), node.label)


def _statements(edges: Iterable[Edge], nodes: dict[str, Node]) -> Iterable[Statement]:
    for number, edge in enumerate(edges):
        (said,) = edge.evidence
        start = 200 * number
        quote = said.quote or ""
        evidence = TextEvidence(start, start + len(quote), quote, said.page, "2 Data", said.extractor, said.confidence)
        yield Statement(_id(nodes[edge.subject]), edge.predicate, _id(nodes[edge.object]), (evidence,))


def _reference(work: Node) -> Reference:
    return Reference(_key(work), work.label, None, work.label, (f"Bo {_key(work)}",), 2020, None)


def _id(node: Node) -> str:
    if node.kind is NodeKind.PAPER:
        return PAPER if node.read else reference_node(_key(node))
    return f"{node.kind.value}:{_key(node)}"


def _key(node: Node) -> str:
    return node.label.replace(" ", "").lower()
