"""Which models a paper sets beside others: "outperforms M#0", and those of tables."""

import re
from collections.abc import Iterator

from kg.core.statement import Predicate
from kg.statements.cues import MODELS, markers
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting, sighted

_COMPARE = re.compile(
    r"\b(?:compar\w+|outperform\w*|surpass\w*|exceed\w*|beat(?:s|ing|en)?|versus|vs\.?|against|relative to|than|baselines?|competitive|on par|comparable|superior|inferior|better|worse|speed-?\s?ups?\s+over|faster|slower|improv\w+\s+(?:over|upon)|state[- ]of[- ]the[- ]art|prior|previous|reported|published|rival\w*|match(?:es|ed|ing)?|contrast)\b",
    re.I,
)
_THAN = re.compile(
    r"\b(?:than|over|against|with|to|vs\.?|versus|outperform\w*|surpass\w*|exceed\w*|beat\w*|baselines?|as|like|including|namely)\b",
    re.I,
)
_REPORT = re.compile(r"\b(?:we|also)\s+(?:\w+\s+)?(?:report|quote|cite|include|list|take|copy)\b", re.I)
_NO_MORE = re.compile(
    r"[;:]|,?\s(?:and|but|while|whereas)\s(?:our|we|its?|they|this|these)\b|\s(?:on|for|in|when|while|using|by|under|at|where|which|with|across|trained|fine-?tuned)\s",
    re.I,
)
REIMPLEMENTED = re.compile(
    r"\b(?:reference|our|own|official|public|original)\s+(?:re-?)?implementations?\s+of\b|\bre-?implement\w*|\bre-?run\b",
    re.I,
)
"""Words of what authors wrote anew or ran again, which they use, whatever they set it beside."""

IN_TABLE = "row-of-table"
"""The rule of a model that stands in a table: a weak sign, which counts only where prose shows no role."""


def in_table(scene: Scene) -> Iterator[RoleSighting]:
    """Yield the models of a row."""
    for marker in markers(MODELS, scene.template):
        yield sighted(scene, marker, Predicate.COMPARES, 0.6, IN_TABLE)


def compared_with(scene: Scene, *, we: bool) -> Iterator[RoleSighting]:
    """Yield what a comparison is made with; what is run here to compare with is used here."""
    for match in _COMPARE.finditer(scene.template):
        if not REIMPLEMENTED.search(scene.template[match.start() : match.start() + 80]):
            for marker in _objects(scene.template, match):
                yield sighted(scene, marker, Predicate.COMPARES, 0.68 if we else 0.6, "compared-with")


def reported_of_others(scene: Scene) -> Iterator[RoleSighting]:
    """Yield the models of "we report M#0" in a sentence that speaks of other authors."""
    if scene.narrative and (reported := _REPORT.search(scene.template)):
        for marker in markers(MODELS, scene.template[reported.end() :]):
            yield sighted(scene, marker, Predicate.COMPARES, 0.65, "reported-of-others")


def _objects(template: str, cue: re.Match[str]) -> list[str]:
    """What a comparison is made with: the names behind its "than", "to" or "with", up to "on", "for" and the like."""
    after = template[cue.start() : cue.start() + 200].split(". ", maxsplit=1)[0]
    than = _THAN.search(after)
    if not than:
        return []
    objects = after[than.end() : than.end() + 120]
    end = _NO_MORE.search(objects)
    return markers(MODELS, objects[: end.start()] if end else objects)
