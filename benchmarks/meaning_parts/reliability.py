"""How often statements are right, by their confidence: whether belief keeps its word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.core.extraction import Extraction
from kg.core.statement import LINEAGE, PAPER, Predicate, reference_node
from kg.views.record import extraction_json
from meaning_parts.scorer import Aligned, annotated, scorer
from reading_parts.figure import Figure

_ENOUGH = 5

Judged = tuple[str, str, float, bool]
"""A family of statements, the rule that was surest, its confidence, and whether the statement is annotated."""

_FAMILIES = {Predicate.EVALUATED_ON: "evaluations"}


def judged(tools: Path, gold: Path, extractions: Sequence[Extraction]) -> Iterator[Judged]:
    """Every statement of the extractions that the annotations can judge, but for bare mentions, surest first.

    An introduction is judged where the thing and its work are annotated.
    """
    module = scorer(tools)
    by_file = {e.source.name: e for e in extractions}
    for _, paper in annotated(gold):
        extraction = by_file[Path(paper["file"]).name]
        aligned = Aligned(module, paper, extraction_json(extraction))
        names = {e.id: e.name for e in extraction.entities}
        titles = {reference_node(r.key): r.title for r in extraction.references}
        annotated_as = {found["id"]: wanted for wanted, found in aligned.pairs}
        extra = {found["id"] for found in aligned.extra}
        said = {aligned.key(s) for s in paper["lineage"]}
        seen: set[tuple[str, str, str]] = set()
        for s in sorted(extraction.statements, key=lambda s: -s.confidence):
            right: bool | None = None
            if s.predicate in LINEAGE:
                key = aligned.key({"subject": names[s.subject], "relation": s.predicate, "object": names[s.object]})
                if key not in seen and (key in said or aligned.judged(key)):
                    seen.add(key)
                    right = key in said
            elif s.predicate is Predicate.INTRODUCED_BY:
                wanted = annotated_as.get(s.subject, {}).get("introduced_by")
                right = module.same_title(wanted, titles.get(s.object)) if wanted else None
            elif s.subject == PAPER and s.predicate is not Predicate.MENTIONS:
                entity = annotated_as.get(s.object)
                right = s.predicate in entity["roles"] if entity else False if s.object in extra else None
            if right is not None:
                surest = max(s.evidence, key=lambda e: e.confidence)
                yield _FAMILIES.get(s.predicate, s.predicate.value), surest.extractor, s.confidence, right


def by_rule(told: Sequence[Judged]) -> list[Figure]:
    """Share right by the rule that was surest, where it is the surest of at least five statements."""
    rules: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for family, rule, confidence, right in told:
        rules[family, rule].append((confidence, right))
    return [
        Figure(f"{family.replace('_', ' ')} by {rule}", _share(cases), None, _said(cases))
        for (family, rule), cases in sorted(rules.items())
        if len(cases) >= _ENOUGH
    ]


def table(told: Sequence[Judged]) -> list[Figure]:
    """Share right by tenths of confidence, and by family; only nine tenths and more carry a promise."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    families: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for family, _, confidence, right in told:
        tenths[min(9, int(confidence * 10 + 1e-9))].append((confidence, right))
        families[family].append((confidence, right))
    figures = []
    for tenth, cases in sorted(tenths.items()):
        name = f"confidence {tenth / 10:.1f} to {(tenth + 1) / 10:.1f}: share right"
        figures.append(Figure(name, _share(cases), 0.9 if tenth == 9 else None, _said(cases)))
    for family, cases in sorted(families.items()):
        figures.append(Figure(f"{family.replace('_', ' ')}: share right", _share(cases), None, _said(cases)))
    return figures


def _share(cases: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in cases) / len(cases)


def _said(cases: Sequence[tuple[float, bool]]) -> str:
    return f"{len(cases)} statements, mean confidence {sum(c for c, _ in cases) / len(cases):.3f}"
