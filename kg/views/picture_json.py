"""A picture as plain values for the explorer, which draws it in a browser."""

from collections.abc import Iterable
from typing import Any

from kg.core.lineage import Edge, EvidenceKind, Node, NodeKind, SourcedEvidence
from kg.core.statement import CARRIES_DATA, Predicate
from kg.store.vocabulary import FAIR4ML_MODEL, PREDICATE_TERMS, SCHEMA_DATASET, SCHEMA_SCHOLARLY_ARTICLE
from kg.tracing.lineage_graph import PAPER_RESTS_ON
from kg.views.path_text import rank_evidence, remark
from kg.views.phrases import decided_phrase, phrase, phrase_backwards, phrase_of_source
from kg.views.picture import Picture
from kg.views.shown import excerpt, short_title, shown
from kg.views.withdrawal import withdrawn_line

MAX_EVIDENCE = 40
"""How many pieces of evidence a link carries in a page; the count of further ones is told."""

_MOST_CHARACTERS = 1_000  # of a quote, a title or a name; papers may hold far longer ones
_CLASSES = {
    NodeKind.PAPER: SCHEMA_SCHOLARLY_ARTICLE,
    NodeKind.DATASET: SCHEMA_DATASET,
    NodeKind.MODEL: FAIR4ML_MODEL,
}

Json = dict[str, Any]


def picture_json(picture: Picture, *, quotes: bool = True) -> Json:
    """What the explorer draws: nodes, links by index into the nodes, evidence by index into a table.

    Without ``quotes`` the links tell how much evidence they have and not what it says; whoever asks for one link gets
    it by ``edge_json``. All text is fit to be shown, and is text and no markup.
    """
    index = {node.iri: number for number, node in enumerate(picture.nodes)}
    evidence = _Table(index)
    return {
        "title": title_of(picture),
        "nodes": [_node(node, picture, evidence) for node in picture.nodes],
        "links": [_link(edge, picture, index, evidence if quotes else None) for edge in picture.edges],
        "evidence": evidence.rows,
        "relations": [_relation(p) for p in Predicate if any(edge.predicate is p for edge in picture.edges)],
        "sources": [{"id": kind.value, "words": phrase_of_source(kind)} for kind in _kinds_in(picture.edges)],
        "classes": {kind.value: term.value for kind, term in _CLASSES.items()},
        "starts": sorted(index[iri] for iri in picture.starts),
        "truncated": picture.truncated,
    }


def edge_json(edges: Iterable[Edge], around: str = "") -> Json:
    """All evidence for one link, as ``picture_json`` has it in its table; edges are the statements that make it up."""
    evidence = _Table({})
    evidence.numbers((piece for edge in edges for piece in edge.evidence), around, limit=None)
    return {"evidence": evidence.rows}


def title_of(picture: Picture) -> str:
    """What the picture shows, in a few words."""
    if not picture.starts:
        return "Datasets, models and papers"
    starts = [node for node in picture.nodes if node.iri in picture.starts]
    return f"Lineage of {short_title(starts[0].label)}"


class _Table:
    """Pieces of evidence, each held once however many links share it."""

    def __init__(self, nodes: dict[str, int]) -> None:
        self.rows: list[Json] = []
        self._nodes = nodes
        self._numbers: dict[SourcedEvidence, int] = {}

    def numbers(
        self, evidence: Iterable[SourcedEvidence], around: str = "", *, limit: int | None = MAX_EVIDENCE
    ) -> list[int]:
        """The rows of the strongest pieces, quotes before background facts."""
        return [self._number(piece) for piece in rank_evidence(set(evidence), around)[:limit]]

    def _number(self, piece: SourcedEvidence) -> int:
        if piece not in self._numbers:
            self._numbers[piece] = len(self.rows)
            self.rows.append(self._row(piece))
        return self._numbers[piece]

    def _row(self, piece: SourcedEvidence) -> Json:
        common = _without_nothing(
            source=piece.kind.value,
            quote=_told(piece.quote or ""),
            note=remark(piece),
            confidence=round(piece.confidence, 2),
            by=_told(piece.extractor),
            node=self._nodes.get(piece.source),
        )
        if piece.curated:
            return common | _without_nothing(label=_told(decided_phrase(piece)), record=_told(piece.work or ""))
        if piece.background:
            licence, record = _told(piece.licence or ""), _told(piece.record or "")
            return common | _without_nothing(label=_told(piece.label), licence=licence, record=record)
        section, file = _told(piece.section or ""), _told(piece.file or "")
        return common | _without_nothing(label=short_title(piece.label), page=piece.page, section=section, file=file)


def _node(node: Node, picture: Picture, evidence: _Table) -> Json:
    is_paper = node.kind is NodeKind.PAPER
    name, title = short_title(node.label) if is_paper else _told(node.label), _told(node.label)
    citation = _told(node.citation or "")
    return _without_nothing(
        iri=shown(node.iri),
        kind="reference" if is_paper and not node.read else node.kind.value,
        name=name,
        title=title if title != name else "",
        aliases=[_told(alias) for alias in node.aliases if alias != node.label],
        citation=citation if citation != title else "",
        year=picture.years.get(node.iri),
        undisclosed=evidence.numbers(node.undisclosed),
        silent=node.iri in picture.silent,
        withdrawn=_withdrawal(node),
    )


def _withdrawal(node: Node) -> Json | None:
    if node.withdrawn is None:
        return None
    return {"date": _told(node.withdrawn.date or ""), "said": withdrawn_line(node)}


def _link(edge: Edge, picture: Picture, index: dict[str, int], evidence: _Table | None) -> Json:
    pieces = set(edge.evidence)
    numbers = evidence.numbers(pieces, picture.nodes[index[edge.object]].label) if evidence else []
    return _without_nothing(
        relation=edge.predicate.value,
        belief=round(edge.belief, 3),
        sources=[kind.value for kind in _kinds_in((edge,))],
        evidence=numbers,
        more=len(pieces) - len(numbers) or None,
    ) | {"source": index[edge.subject], "target": index[edge.object]}


def _relation(predicate: Predicate) -> Json:
    return _without_nothing(
        id=predicate.value,
        forward=phrase(predicate),
        backward=phrase_backwards(predicate),
        carries=predicate in CARRIES_DATA | PAPER_RESTS_ON,
        iri=PREDICATE_TERMS[predicate].value,
        turned=predicate is Predicate.INTRODUCES,
    )


def _kinds_in(edges: Iterable[Edge]) -> list[EvidenceKind]:
    found = {piece.kind for edge in edges for piece in edge.evidence}
    return [kind for kind in EvidenceKind if kind in found]


def _told(text: str) -> str:
    return excerpt(text, limit=_MOST_CHARACTERS)


def _without_nothing(**values: Any) -> Json:
    return {key: value for key, value in values.items() if value or (value == 0 and value is not False)}
