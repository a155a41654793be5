"""Whom "all models were trained on D#0" means beside the paper's own."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.core.document import SectionKind
from kg.core.entity import EntityKind
from kg.statements.cues import NEGATED
from kg.statements.scenes import Scene
from kg.statements.training import Training
from kg.statements.training_cues import TRAINED

_EVERYONE = re.compile(
    rf"(?:^\W*|[.;,:]\s+)(?:all|every|each|both|(?:two|three|four|five)\s+of)\s+(?:of\s+)?(?:the\s+|our\s+|these\s+)?(?:[\w-]+\s+){{0,3}}?(?:models?|LMs?|networks?|systems?|baselines?|methods?|variants?)\s+(?:(?:is|are|was|were|has been|have been)\s+)(?:\w+ly\s+)?(?:{TRAINED})\b",
    re.I,
)
_TOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.BACKGROUND, SectionKind.REFERENCES, SectionKind.INTRODUCTION})


def find_training_of_all(
    scenes: Sequence[Scene], training: Iterable[Training], run: frozenset[str]
) -> Iterator[tuple[str, Training]]:
    """Yield, for training said of all models, each model that the section names and the paper runs, with that training.

    run are the models that the paper uses or introduces: whom it merely compares with, others have trained.
    """
    for t in training:
        section = t.scene.section
        if t.model or not _EVERYONE.search(t.scene.template) or NEGATED.search(t.scene.template):
            continue
        if section is None or section.kind in _TOLD:
            continue
        named = (n for s in scenes if s.section is section for n in s.names)
        for identifier in dict.fromkeys(n.entity_id for n in named if n.kind is EntityKind.MODEL):
            if identifier in run:
                yield identifier, t
