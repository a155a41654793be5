"""That a dataset or model was withdrawn: a mark behind its name, a line for people, values for programs."""

from typing import Any

from kg.core.lineage import Node, SourcedEvidence
from kg.views.shown import shown


def mark(node: Node) -> str:
    """What stands behind the name of a thing that was withdrawn, empty for any other.

    >>> from kg.core.lineage import NodeKind, Withdrawal
    >>> mark(Node("iri", NodeKind.DATASET, "Reeds", withdrawn=Withdrawal("2023-07", ())))
    ' [withdrawn 2023-07]'
    """
    if node.withdrawn is None:
        return ""
    return f" [withdrawn {shown(node.withdrawn.date)}]" if node.withdrawn.date else " [withdrawn]"


def withdrawn_line(node: Node) -> str | None:
    """When the thing was withdrawn, why, and who reported it; None for what was not."""
    if node.withdrawn is None:
        return None
    when = f" {shown(node.withdrawn.date)}" if node.withdrawn.date else ", nobody says when"
    told = "; ".join(map(_reported, node.withdrawn.evidence))
    return f"{shown(node.label)} was WITHDRAWN{when}" + (f": {told}" if told else "")


def reported_at(node: Node) -> tuple[str, ...]:
    """Where it was reported that the thing was withdrawn, as it stands in its line."""
    return tuple(shown(e.work) for e in (node.withdrawn.evidence if node.withdrawn else ()) if e.work)


def withdrawal_json(node: Node) -> dict[str, Any] | None:
    """The date, as exactly as it is known, and for each source its reason and where it was reported; None for none."""
    if node.withdrawn is None:
        return None
    told = [
        {"source": e.label, "source_iri": e.source, "licence": e.licence, "url": e.work, "reason": e.note}
        for e in node.withdrawn.evidence
    ]
    return {"date": node.withdrawn.date, "evidence": told}


def _reported(evidence: SourcedEvidence) -> str:
    where = ", ".join(shown(part) for part in (evidence.work or "", f"so {evidence.label}") if part)
    return f"{shown(evidence.note)} ({where})" if evidence.note else f"({where})"
