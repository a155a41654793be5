"""What one graph has otherwise than another, as text for people, as plain values and as rows for tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from kg.core.lineage import Node, SourcedEvidence
from kg.core.statement import DATASET_ROLES, MODEL_ROLES
from kg.tracing.difference import ClaimChange, Difference, Renamed
from kg.views.conflicts_text import relation_phrase
from kg.views.csv_rows import csv_text
from kg.views.path_text import best_evidence, evidence_text, rank_evidence
from kg.views.shown import plural, short_title, shown, wrapped
from kg.views.trace_json import evidence_json, node_json

Json = dict[str, Any]

_MOST_PIECES = 3
_ROLES = frozenset(role.value for role in (*DATASET_ROLES, *MODEL_ROLES))
_CHANGES = ("removed", "added", "changed")
_COLUMNS = (
    *("change", "subject", "relation", "object", "belief_before", "belief_after"),
    *("evidence", "source", "source_kind", "quote", "page", "subject_iri", "object_iri"),
)


def difference_text(answer: Difference) -> str:
    """What is gone (-), new (+) and otherwise (~), papers first, each with the evidence. Ends with a line feed."""
    counts = answer.counts
    blocks = [
        _block("Papers gone", counts["papers_removed"], [wrapped(_paper("-", n)) for n in answer.papers_removed]),
        _block("Papers new", counts["papers_added"], [wrapped(_paper("+", n)) for n in answer.papers_added]),
        _block("Papers read anew", counts["papers_reread"], [wrapped(_paper("~", n)) for n in answer.papers_reread]),
        _block("Other identifiers", counts["renamed"], [wrapped(_renamed(r)) for r in answer.renamed]),
        _block("Statements gone", counts["removed"], [_claim("-", c) for c in answer.removed]),
        _block("Statements new", counts["added"], [_claim("+", c) for c in answer.added]),
        _block("Evidence changed", counts["changed"], [_claim("~", c) for c in answer.changed]),
    ]
    return "\n\n".join("\n".join(block) for block in [*filter(None, blocks), _closing(answer)]) + "\n"


def _block(heading: str, count: int, items: Sequence[Sequence[str]]) -> list[str]:
    if not count:
        return []
    cut = [f"and {count - len(items)} more; --limit shows more"] if count > len(items) else []
    return [f"{heading} ({count})", *(line for item in items for line in item), *cut]


def _paper(sign: str, paper: Node) -> str:
    return f"{sign} {shown(paper.label)}"


def _renamed(change: Renamed) -> str:
    before, after = change.before, change.after
    same = before.label == after.label
    named = shown(before.label) if same else f"{shown(before.label)}, now {shown(after.label)}"
    return f"~ {named}: {shown(before.iri)} → {shown(after.iri)}"


def _claim(sign: str, change: ClaimChange) -> list[str]:
    by_paper = change.relation in _ROLES
    subject, target = short_title(change.ends[0]) if by_paper else shown(change.ends[0]), shown(change.ends[1])
    lines = wrapped(f"{sign} {subject} {relation_phrase(change.relation)} {target}   {_belief(change)}")
    for mark, pieces in (("-", change.lost), ("+", change.gained)):
        if sign in {mark, "~"}:
            lines += _pieces("" if sign == mark else f"{mark} ", pieces, change.ends[1])
    return lines


def _belief(change: ClaimChange) -> str:
    """The belief, or both; with as many digits as tell them apart."""
    before, after = change.beliefs
    if before is None or after is None:
        return f"belief {(after if before is None else before) or 0:.2f}"
    for digits in (2, 3, 4, 5, 6):
        if round(before, digits) != round(after, digits):
            return f"belief {before:.{digits}f} → {after:.{digits}f}"
    return f"belief {after:.2f}"


def _pieces(mark: str, evidence: tuple[SourcedEvidence, ...], around: str) -> list[str]:
    """What was lost or gained; of a statement that only one graph has, the best piece alone."""
    if not mark:
        return wrapped(best_evidence(evidence, around), "    ") if evidence else []
    best = rank_evidence(evidence, around)
    lines = [line for e in best[:_MOST_PIECES] for line in wrapped(f"{mark}{evidence_text(e, around)}", "    ")]
    return lines + ([f"    {mark}{len(best) - _MOST_PIECES} more"] if len(best) > _MOST_PIECES else [])


def _closing(answer: Difference) -> list[str]:
    counts = answer.counts
    if answer.same:
        return ["The two graphs hold the same papers and say the same of them."]
    told = [
        (plural(counts["papers_removed"], "paper"), "gone", counts["papers_removed"]),
        (plural(counts["papers_added"], "paper"), "new", counts["papers_added"]),
        (plural(counts["papers_reread"], "paper"), "read anew", counts["papers_reread"]),
        (plural(counts["renamed"], "thing"), "under another identifier", counts["renamed"]),
        (plural(counts["removed"], "statement"), "gone", counts["removed"]),
        (plural(counts["added"], "statement"), "new", counts["added"]),
        (plural(counts["changed"], "statement"), "with other evidence", counts["changed"]),
    ]
    return wrapped(", ".join(f"{what} {how}" for what, how, count in told if count) + ".", hanging="")


def difference_json(answer: Difference) -> Json:
    """The answer as plain values.

    ``{"same", "counts", "papers_removed": [node], "papers_added", "papers_reread", "renamed": [{"before", "after"}],
    "removed": [claim], "added", "changed"}``; claim is ``{"subject", "subject_iri", "relation", "object", "object_iri",
    "belief_before", "belief_after", "lost": [evidence], "gained": [evidence]}``.
    """
    return {
        "same": answer.same,
        "counts": dict(answer.counts),
        "papers_removed": [node_json(n) for n in answer.papers_removed],
        "papers_added": [node_json(n) for n in answer.papers_added],
        "papers_reread": [node_json(n) for n in answer.papers_reread],
        "renamed": [{"before": node_json(r.before), "after": node_json(r.after)} for r in answer.renamed],
        **{part: [_claim_json(c) for c in getattr(answer, part)] for part in _CHANGES},
    }


def _claim_json(change: ClaimChange) -> Json:
    before, after = (None if b is None else round(b, 6) for b in change.beliefs)
    return {
        "subject": change.ends[0],
        "subject_iri": change.subject,
        "relation": change.relation,
        "object": change.ends[1],
        "object_iri": change.object,
        "belief_before": before,
        "belief_after": after,
        "lost": [evidence_json(e) for e in change.lost],
        "gained": [evidence_json(e) for e in change.gained],
    }


def difference_csv(answer: Difference) -> str:
    """A row for each paper, identifier and piece of evidence that differs; statements whose belief alone does, too."""
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Difference) -> Iterable[tuple[object, ...]]:
    papers = (
        ("paper removed", answer.papers_removed),
        ("paper added", answer.papers_added),
        ("paper reread", answer.papers_reread),
    )
    for change, nodes in papers:
        for node in nodes:
            yield (change, node.label, *[None] * 9, node.iri, None)
    for r in answer.renamed:
        yield ("renamed", r.before.label, None, r.after.label, *[None] * 7, r.before.iri, r.after.iri)
    for part in _CHANGES:
        for claim in getattr(answer, part):
            yield from _claim_rows(part, claim)


def _claim_rows(part: str, change: ClaimChange) -> Iterable[tuple[object, ...]]:
    before, after = (None if b is None else round(b, 6) for b in change.beliefs)
    claim = (part, change.ends[0], change.relation, change.ends[1], before, after)
    pieces = [("lost", e) for e in change.lost] + [("gained", e) for e in change.gained]
    for what, e in pieces:
        yield (*claim, what, e.label, e.kind.value, e.quote, e.page, change.subject, change.object)
    if not pieces:
        yield (*claim, None, None, None, None, None, change.subject, change.object)
