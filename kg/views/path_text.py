"""Paths and their evidence as lines of text."""

from collections.abc import Iterable, Mapping

from kg.core.lineage import Edge, LineagePath, Node, NodeKind, SourcedEvidence
from kg.views.phrases import phrase
from kg.views.shown import excerpt, short_title, shown

SHORT, LONG = 40, 240
"""How many characters a quote has at least and at most that is read at a glance and says enough."""


def path_lines(path: LineagePath, nodes: Mapping[str, Node]) -> list[str]:
    """The path on one line, then for each hop its best evidence and the hop's belief, indented."""
    return [
        f"{path_line(path, nodes)}   belief {path.belief:.2f}",
        *(f"  {hop_evidence(edge, nodes)} {edge.belief:.2f}" for edge in path.edges),
    ]


def path_line(path: LineagePath, nodes: Mapping[str, Node]) -> str:
    """The path's names and relations with arrows between."""
    words = [name_of(nodes[path.edges[0].subject])]
    for edge in path.edges:
        words += [phrase(edge.predicate), name_of(nodes[edge.object])]
    return " → ".join(words)


def name_of(node: Node) -> str:
    """The node's name as it stands in a line: papers by their short title."""
    return short_title(node.label) if node.kind is NodeKind.PAPER else shown(node.label)


def hop_evidence(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """The strongest evidence of the hop, quotes before background facts, and how much more there is."""
    around = nodes[edge.object].label if edge.object in nodes else ""
    return best_evidence(edge.evidence, around)


def best_evidence(evidence: tuple[SourcedEvidence, ...], around: str = "") -> str:
    """The strongest piece, quotes before background facts, and how much more there is."""
    ranked = rank_evidence(evidence, around)
    more = f" +{len(ranked) - 1} more" if len(ranked) > 1 else ""
    return evidence_text(ranked[0], around) + more


def rank_evidence(evidence: Iterable[SourcedEvidence], around: str = "") -> list[SourcedEvidence]:
    """The pieces as a reader wants them: quotes before background facts, then those of more confidence.

    Among quotes of much the same confidence, whole sentences of a readable length that hold the name come first.
    """

    def rank(e: SourcedEvidence) -> tuple[object, ...]:
        quote = e.quote or ""
        readable = SHORT <= len(quote) <= LONG and around.casefold() in quote.casefold()
        return e.background, -round(e.confidence, 1), not readable, -e.confidence, e.source, e.start or 0, quote

    return sorted(evidence, key=rank)


def evidence_text(evidence: SourcedEvidence, around: str = "") -> str:
    """A quote with the place where it stands, or a background fact plainly marked as one."""
    if evidence.background:
        licence = f" ({shown(evidence.licence)})" if evidence.licence else ""
        note = f": {excerpt(evidence.note)}" if evidence.note else ""
        return f"background: {shown(evidence.label)}{licence}{note}"
    return f'"{excerpt(evidence.quote or "", around)}" ({place(evidence)})'


def place(evidence: SourcedEvidence) -> str:
    """Where a quote stands: the paper's label and the page, or the section where there are no pages."""
    label = short_title(evidence.label)
    if evidence.page is not None:
        return f"{label}, p. {evidence.page}"
    return f"{label}, {shown(evidence.section)}" if evidence.section else label
