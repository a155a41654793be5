"""Training told in the sentence behind the one that names the model: "M#0 has 28 layers. It was trained on D#1"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.core.document import BlockKind
from kg.statements.cues import DATASETS, HYPOTHETICAL, NEGATED, WE, M, clause, is_unreal, markers
from kg.statements.scenes import Scene
from kg.statements.training import Training
from kg.statements.training_cues import TRAINED

_IT = re.compile(
    rf"\W*(?:it|they|(?:this|the(?:se)?|both)\s+(?:[\w-]+\s+)?(?:models?|networks?|systems?|encoders?|detectors?))\s+(?:is|are|was|were|has been|have been)\s+(?:\w+\s+){{0,2}}?(?:{TRAINED})\b(?:\s+[\w-]+){{0,5}}?\s+on\b",
    re.I,
)
_OPENS_WITH_MODEL = re.compile(rf"\W*(?:the\s+|a\s+)?(?P<m>{M})", re.I)


def find_pronoun_training(scenes: Sequence[Scene]) -> Iterator[Training]:
    """Yield what "it" or "this model" was trained on: the model that the sentence before opens with, or alone names."""
    for before, scene in pairwise(scenes):
        found = _IT.match(scene.template)
        if found is None or scene.block is not BlockKind.PARAGRAPH or before.section is not scene.section:
            continue
        if is_unreal(scene.template) or HYPOTHETICAL.search(scene.template) or WE.match(scene.template):
            continue
        model = _meant(before)
        said = clause(scene.template, found.end())
        if model is None or NEGATED.search(found.group() + said):
            continue
        for marker in markers(DATASETS, said):
            yield Training(model, scene.entity(marker), scene, marker, 0.75, "rule:it-was-trained-on", ours=False)


def _meant(before: Scene) -> str | None:
    """The model that a pronoun behind this sentence means; None where that is not plain."""
    opens = _OPENS_WITH_MODEL.match(before.template)
    named = {before.entity(m) for m in re.findall(M, before.template)}
    if opens:
        return before.entity(opens["m"])
    return named.pop() if len(named) == 1 else None
