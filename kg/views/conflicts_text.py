"""Where sources disagree, as text for people, as plain values for programs and as rows for tables."""

from collections.abc import Iterable
from typing import Any

from kg.core.lineage import Node
from kg.core.statement import Predicate
from kg.tracing.claims import Claim, Conflict
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.conflicts import Conflicts
from kg.views.csv_rows import csv_text
from kg.views.path_text import best_evidence
from kg.views.phrases import phrase
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import evidence_json, node_json

Json = dict[str, Any]

_MOST_CLAIMS = 8
_QUESTIONS = {
    ConflictKind.INTRODUCTION: "Who introduced {0}?",
    ConflictKind.DISCLOSURE: "Are the training data of {0} disclosed?",
    ConflictKind.TRAINING: "What was {0} trained on?",
    ConflictKind.BASE: "Which model was {0} fine-tuned from?",
    ConflictKind.WEIGHTS: "Did {0} take over the weights of {1}, or its architecture alone?",
    ConflictKind.LICENCE: "Under which licence does {0} stand?",
    ConflictKind.MATCH: "Are {0} and {1} one thing?",
    ConflictKind.CYCLE: "Which of these is wrong? {all} rest on themselves.",
}
_PHRASES = {
    "disclosure": "has undisclosed training data",
    "licence": "stands under",
    "status": "has the status",
    "rejected_match": "is not the same as",
    "exact_match": "is the same as",
    "close_match": "is nearly the same as",
    "broad_match": "is a part of",
    "narrow_match": "is more than",
    "related_match": "has to do with",
}
_COLUMNS = (
    *("conflict", "kind", "about", "subject", "relation", "object", "belief", "by_makers"),
    *("source", "source_kind", "quote", "page", "confidence"),
)


def conflicts_text(answer: Conflicts) -> str:
    """The conflicts as questions, the claims of each side by side with their best evidence. Ends with a line feed."""
    blocks = [_conflict(answer, conflict) for conflict in answer.found]
    return "\n\n".join("\n".join(block) for block in [*blocks, _closing(answer)]) + "\n"


def relation_phrase(relation: str) -> str:
    """The relation as it reads from subject to object; one that has no words stays as it is.

    >>> relation_phrase("trained_on"), relation_phrase("exact_match")
    ('trained on', 'is the same as')
    """
    if relation in _PHRASES:
        return _PHRASES[relation]
    return phrase(Predicate(relation)) if relation in set(Predicate) else shown(relation)


def conflict_question(answer: Conflicts, conflict: Conflict) -> str:
    """What it is that sources disagree on, as a question."""
    names = [_name(answer, iri) for iri in conflict.about]
    every = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    return _QUESTIONS[conflict.kind].format(*names, all=every)


def _conflict(answer: Conflicts, conflict: Conflict) -> list[str]:
    lines = wrapped(conflict_question(answer, conflict))
    own = [claim for claim in conflict.claims if claim.by_makers]
    if own:
        lines += wrapped(f"Its own paper names {', '.join(_name(answer, c.object) for c in own)}.", "  ")
        lines += wrapped(best_evidence(own[0].evidence, _name(answer, own[0].object)), "    ")
    others = [claim for claim in conflict.claims if not claim.by_makers]
    for claim in others[:_MOST_CLAIMS]:
        lines += _claim(answer, claim)
    if len(others) > _MOST_CLAIMS:
        lines.append(f"  and {plural(len(others) - _MOST_CLAIMS, 'more claim')}")
    return lines


def _claim(answer: Conflicts, claim: Claim) -> list[str]:
    target = _name(answer, claim.object)
    words = f"{_name(answer, claim.subject)} {relation_phrase(claim.relation)} {target}".rstrip()
    lines = wrapped(f"{words}   belief {claim.belief:.2f}", "  ")
    return lines + wrapped(best_evidence(claim.evidence, target), "    ")


def _name(answer: Conflicts, iri: str) -> str:
    node = answer.nodes.get(iri)
    return shown(node.label if node else iri)


def _closing(answer: Conflicts) -> list[str]:
    if not answer.found:
        return ["No source contradicts another."]
    counted = {kind: sum(c.kind is kind for c in answer.found) for kind in ConflictKind}
    told = ", ".join(f"{count} of {kind.value}" for kind, count in counted.items() if count)
    left = [
        f"{kind.value}: {plural(count, 'further case')} not looked at; --limit shows more"
        for kind, count in answer.left_out.items()
    ]
    return [*wrapped(f"{plural(len(answer.found), 'conflict')}: {told}.", hanging=""), *left]


def conflicts_json(answer: Conflicts) -> Json:
    """The answer as plain values: ``{"conflicts": [{"kind", "about": [node], "claims": [claim]}], "left_out"}``."""
    return {
        "conflicts": [
            {
                "kind": conflict.kind.value,
                "about": [_node_json(answer.nodes.get(iri), iri) for iri in conflict.about],
                "claims": [_claim_json(answer, claim) for claim in conflict.claims],
            }
            for conflict in answer.found
        ],
        "left_out": {kind.value: count for kind, count in answer.left_out.items()},
    }


def _node_json(node: Node | None, iri: str) -> Json:
    return node_json(node) if node else {"iri": iri, "kind": None, "name": iri, "read": False, "withdrawn": None}


def _claim_json(answer: Conflicts, claim: Claim) -> Json:
    target = answer.nodes.get(claim.object)
    return {
        "subject": _label(answer, claim.subject),
        "subject_iri": claim.subject,
        "relation": claim.relation,
        "object": _label(answer, claim.object) or None,
        "object_iri": claim.object if target else None,
        "belief": round(claim.belief, 6),
        "by_makers": claim.by_makers,
        "evidence": [evidence_json(e) for e in claim.evidence],
    }


def _label(answer: Conflicts, iri: str) -> str:
    node = answer.nodes.get(iri)
    return node.label if node else iri


def conflicts_csv(answer: Conflicts) -> str:
    """A row for each piece of evidence."""
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Conflicts) -> Iterable[tuple[object, ...]]:
    for number, conflict in enumerate(answer.found, 1):
        about = "; ".join(_label(answer, iri) for iri in conflict.about)
        for c in conflict.claims:
            ends = _label(answer, c.subject), c.relation, _label(answer, c.object)
            claim = (number, conflict.kind.value, about, *ends, round(c.belief, 6), c.by_makers)
            for e in c.evidence:
                yield (*claim, e.label, e.kind.value, e.quote, e.page, round(e.confidence, 6))
