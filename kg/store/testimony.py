"""Who says a statement that is in the graph, in which words: evidence read back out of RDF."""

from pyoxigraph import NamedNode

from kg.core.lineage import SourcedEvidence
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.lookup import Lookup
from kg.store.nodes import paper_label


class Testimony:
    """The evidence of an open graph, with quotes or without."""

    def __init__(self, graph: Graph, look: Lookup, *, quotes: bool) -> None:
        self._graph, self._look, self._quotes = graph, look, quotes
        self._labels: dict[str, str] = {}

    def of(self, statement: NamedNode, *, itself: bool = False) -> tuple[SourcedEvidence, ...]:
        """All evidence for the rdf:Statement, sorted; ``itself`` keeps what papers say of themselves alone."""
        found = []
        for node in self._look.nodes(statement, v.PROV_WAS_DERIVED_FROM):
            said = self._look.properties(node)
            if v.PROV_WAS_GENERATED_BY.value in said and v.DCTERMS_SOURCE.value in said:
                found.append(self._curated(said))
                continue
            if itself and (v.KG_VIA_REFERENCE.value in said or v.DCTERMS_SOURCE.value in said):
                continue
            quote = self._quote if self._quotes else self._place
            found.append(self._background(said) if v.DCTERMS_SOURCE.value in said else quote(node, said))
        return tuple(sorted(_said_once(found) if self._quotes else found, key=_rank))

    def _background(self, said: dict[str, str]) -> SourcedEvidence:
        collection = said[v.DCTERMS_SOURCE.value]
        return SourcedEvidence(
            source=collection,
            label=self._look.text(NamedNode(collection), v.RDFS_LABEL) or collection,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said.get(v.KG_EXTRACTOR.value, "registry"),
            background=True,
            quote=said.get(v.SCHEMA_TEXT.value),
            licence=said.get(v.KG_LICENCE_NAME.value),
            work=said.get(v.KG_CITED_WORK.value),
            note=said.get(v.RDFS_COMMENT.value),
            imported=v.KG_RECORD.value in said,
            record=said.get(v.KG_RECORD.value),
        )

    def _curated(self, said: dict[str, str]) -> SourcedEvidence:
        decision = self._look.properties(NamedNode(said[v.PROV_WAS_GENERATED_BY.value]))
        person = decision[v.PROV_WAS_ASSOCIATED_WITH.value]
        name = self._look.text(NamedNode(person), v.SCHEMA_NAME) or ""
        return SourcedEvidence(
            source=person,
            label=name,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
            background=True,
            quote=said.get(v.SCHEMA_TEXT.value),
            work=said.get(v.KG_CITED_WORK.value),
            note=said.get(v.RDFS_COMMENT.value),
            by=name,
            when=decision[v.PROV_ENDED_AT_TIME.value],
        )

    def _label(self, paper: str) -> str:
        """The paper's title, remembered as long as nobody can change the graph."""
        if self._graph.writable or paper not in self._labels:
            self._labels[paper] = paper_label(self._look, NamedNode(paper))
        return self._labels[paper]

    def _place(self, node: NamedNode, said: dict[str, str]) -> SourcedEvidence:
        """The evidence without its words; its node tells it from the paper's other evidence."""
        return SourcedEvidence(
            source=said[v.OA_HAS_SOURCE.value],
            label=node.value,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
        )

    def _quote(self, node: NamedNode, said: dict[str, str]) -> SourcedEvidence:
        paper = said[v.OA_HAS_SOURCE.value]
        selector = self._look.properties(NamedNode(said[v.OA_HAS_SELECTOR.value]))
        place = self._look.properties(NamedNode(selector[v.OA_REFINED_BY.value]))
        page = said.get(v.KG_PAGE.value)
        return SourcedEvidence(
            source=paper,
            label=self._label(paper),
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
            file=self._look.text(self._look.graph_of(node), v.SCHEMA_NAME),
            quote=selector[v.OA_EXACT.value],
            page=int(page) if page else None,
            section=said[v.KG_SECTION.value],
            start=int(place[v.OA_START.value]),
            end=int(place[v.OA_END.value]),
            note=said.get(v.RDFS_COMMENT.value),
        )


def _said_once(evidence: list[SourcedEvidence]) -> list[SourcedEvidence]:
    """The evidence without what a second file of one paper repeats to the letter.

    What is surest stays, then what has a page. The same sentence at two places of one file is two pieces of evidence.
    """
    first: dict[tuple[object, ...], SourcedEvidence] = {}
    for e in sorted(evidence, key=lambda e: (-e.confidence, e.page is None, *_rank(e))):
        first.setdefault((e.source, e.extractor, e.quote, e.work, e.note), e)
    return [
        e for e in evidence if e.background or e.file == first[(e.source, e.extractor, e.quote, e.work, e.note)].file
    ]


def _rank(evidence: SourcedEvidence) -> tuple[object, ...]:
    """The order of evidence: by source and place, background last."""
    e = evidence
    place = (e.start or 0, e.end or 0, e.page or 0, e.quote or "", e.section or "", e.file or "")
    return (
        e.background,
        e.label,
        e.source,
        *place,
        e.extractor,
        e.confidence,
        e.work or "",
        e.note or "",
        e.licence or "",
        e.record or "",
        e.when or "",
    )
