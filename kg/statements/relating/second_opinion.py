"""What the trained classifier of relations is sure of by itself."""

import re
from collections.abc import Iterator, Sequence

from kg.core.document import BlockKind, Document, SectionKind
from kg.statements.cues import NEGATED, WE, is_unreal
from kg.statements.relating.scores import RelationScore, Said, relation_scores
from kg.statements.scenes import Scene

SURE = 0.75
"""From here on a model is said to be trained on data; no bound would do for evaluation (docs/quality.md)."""
EXTRACTOR = f"classifier:{Said.TRAINED}"
_OWN_RUN = re.compile(r"\b(?:tun(?:e|ed|ing)|initiali[sz]\w+)\b|fine-?\s?tun", re.I)

# "M#0 is better than models trained on D#1": the participle belongs to the nearest noun, which is not the name
_UNNAMED_TRAINED = re.compile(
    r"\s*\S+\s(?:.*\s)?(?:models?|networks?|systems?|(?:en|de)coders?|classifiers?|backbones?|methods?|approach(?:es)?|ones?|those)\b"
    r"(?:\s+[\w-]+){0,3}?\s+(?:(?:pre|re|co)-?)?train",
    re.I,
)


def sure_of_training(document: Document, scenes: Sequence[Scene]) -> Iterator[RelationScore]:
    """Yield the pairs that are surely said to be trained with one another, in order.

    Only prose that tells of models at large: what authors say of their own runs, deny, suppose or plan is left to the
    rules.
    """
    for pair in relation_scores(document, scenes):
        if pair.trained >= SURE and _at_large(pair.scene) and not _UNNAMED_TRAINED.match(_behind(pair)):
            yield pair


def _at_large(scene: Scene) -> bool:
    if scene.block in (BlockKind.TABLE, BlockKind.HEADING):
        return False
    if scene.section is not None and scene.section.kind is SectionKind.REFERENCES:
        return False
    denied_or_own = any(p.search(scene.template) for p in (NEGATED, WE, _OWN_RUN))
    return not denied_or_own and not is_unreal(scene.template)


def _behind(pair: RelationScore) -> str:
    """What stands between the model and the data behind it; nothing where the data come first."""
    _, _, behind = pair.scene.template.partition(pair.model)
    between, found, _ = behind.partition(pair.dataset)
    return between if found else ""
