"""A name that may be a mention, before all signs are weighed."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.spans import Span

VARIANT = "variant"
"""The recognizer of names that begin with a known one: "LLaMA-GQA"."""

LETTERS = {EntityKind.DATASET: "D", EntityKind.MODEL: "M"}
"""One letter for each kind, as taggers and decision write it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a dataset or a model.

    score is what the finder alone would give it, between 0 and 1; ambiguous candidates need a second sign to stay.
    """

    span: Span
    surface: str
    kind: EntityKind
    recognizer: str
    score: float
    canonical: str | None = None
    ambiguous: bool = False


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep, where candidates overlap, the one with a canonical name, then the longer, then the surer, then the first.

    The order of the result is that of the text.
    """
    kept: list[Candidate] = []
    ranked = sorted(candidates, key=_rank)
    taken: dict[int, Candidate] = {}
    for candidate in ranked:
        if any(offset in taken for offset in range(candidate.span.start, candidate.span.end)):
            continue
        for offset in range(candidate.span.start, candidate.span.end):
            taken[offset] = candidate
        kept.append(candidate)
    return sorted(kept, key=lambda c: c.span)


def _rank(candidate: Candidate) -> tuple[bool, int, float, int, str, str]:
    return (
        candidate.canonical is None,
        -len(candidate.span),
        -candidate.score,
        candidate.span.start,
        candidate.kind.value,
        candidate.recognizer,
    )


def source_of(candidate: Candidate) -> str:
    """One letter for who says it.

    g and a are the lexicon (surely, ambiguously), v a variant of a known name, b an abbreviation, t a title, s the name's
    shape, r the words around it.
    """
    if candidate.recognizer == "gazetteer":
        return "a" if candidate.ambiguous else "g"
    if candidate.recognizer == VARIANT:
        return "v"
    if candidate.recognizer in ("abbreviation", "rule:title"):
        return "b" if candidate.recognizer == "abbreviation" else "t"
    if candidate.recognizer.endswith(("shape", "size", "network", "named-data")):
        return "s"
    return "r"
