"""Statements gathered, merged and put in order."""

from collections.abc import Iterable

from kg.core.statement import Predicate, Statement, TextEvidence

_MAX_EVIDENCE = 8


def assemble(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Merge equal statements, unite their evidence and sort by triple.

    Of the evidence the eight surest quotes stay, in the text's order; one stretch of text counts once, by its surest
    rule.
    """
    merged: dict[tuple[str, Predicate, str], list[TextEvidence]] = {}
    for statement in statements:
        merged.setdefault(statement.triple, []).extend(statement.evidence)
    return tuple(
        Statement(subject, predicate, object_, _best(merged[subject, predicate, object_]))
        for subject, predicate, object_ in sorted(merged)
    )


def _best(evidence: list[TextEvidence]) -> tuple[TextEvidence, ...]:
    by_place: dict[tuple[int, int], TextEvidence] = {}
    for e in sorted(evidence, key=lambda e: (-e.confidence, e.extractor)):
        by_place.setdefault((e.start, e.end), e)
    surest = sorted(by_place.values(), key=lambda e: (-e.confidence, e.start))[:_MAX_EVIDENCE]
    return tuple(sorted(surest))
