"""Which statements of the rules the trained second opinion doubts, and which it makes itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import BlockKind, Document, SectionKind
from kg.statements.cues import FUTURE, HYPOTHETICAL, NEGATED, WE
from kg.statements.relating.scores import RelationScore, Said, relation_scores
from kg.statements.scenes import Scene

DOUBTED = {Said.TRAINED: 0.25, Said.EVALUATED: 0.1}
"""Below these a statement is doubted: on papers left out in training, few such statements were right."""
SURE = 0.7
"""From here on a model is said to be trained on data; no bound would do for evaluation (docs/quality.md)."""
EXTRACTOR = f"classifier:{Said.TRAINED}"
_OWN_RUN = re.compile(r"\b(?:tun(?:e|ed|ing)|initiali[sz]\w+)\b|fine-?\s?tun", re.I)

_Place = tuple[int, str, str]
# "M#0 is better than models trained on D#1": the participle belongs to the nearest noun, which is not the name
_UNNAMED_TRAINED = re.compile(
    r"\s*\S+\s(?:.*\s)?(?:models?|networks?|systems?|(?:en|de)coders?|classifiers?|backbones?|methods?|approach(?:es)?|ones?|those)\b"
    r"(?:\s+[\w-]+){0,3}?\s+(?:(?:pre|re|co)-?)?train",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The scores of one document's pairs, by where the scene starts, model and dataset."""

    pairs: tuple[RelationScore, ...]
    scores: Mapping[Said, Mapping[_Place, float]]

    def doubts(self, said: Said, scene: Scene, model: str | None, dataset: str) -> bool:
        """Whether the scene names both and yet hardly says this of them.

        What a scene says of a model that it does not name is never doubted: there is no pair to look at.
        """
        score = self.scores[said].get((scene.span.start, model or "", dataset))
        return score is not None and score < DOUBTED[said]

    def sure_of_training(self) -> Iterator[RelationScore]:
        """Yield the pairs that are surely said to be trained with one another, in order.

        Only prose that tells of models at large: what authors say of their own runs, deny, suppose or plan is left to the
        rules.
        """
        for pair in self.pairs:
            if pair.trained >= SURE and _at_large(pair.scene) and not _UNNAMED_TRAINED.match(_behind(pair)):
                yield pair


def second_opinion(document: Document, scenes: Sequence[Scene]) -> SecondOpinion:
    """The second opinion on the pairs in the document's scenes; of a name that stands twice the likelier place counts."""
    trained: dict[_Place, float] = {}
    evaluated: dict[_Place, float] = {}
    pairs = tuple(relation_scores(document, scenes))
    for s in pairs:
        place = s.scene.span.start, s.scene.entity(s.model), s.scene.entity(s.dataset)
        trained[place] = max(s.trained, trained.get(place, 0.0))
        evaluated[place] = max(s.evaluated, evaluated.get(place, 0.0))
    return SecondOpinion(pairs, {Said.TRAINED: trained, Said.EVALUATED: evaluated})


def _at_large(scene: Scene) -> bool:
    if scene.block in (BlockKind.TABLE, BlockKind.HEADING):
        return False
    if scene.section is not None and scene.section.kind is SectionKind.REFERENCES:
        return False
    return not any(p.search(scene.template) for p in (NEGATED, FUTURE, HYPOTHETICAL, WE, _OWN_RUN))


def _behind(pair: RelationScore) -> str:
    """What stands between the model and the data behind it; nothing where the data come first."""
    _, _, behind = pair.scene.template.partition(pair.model)
    between, found, _ = behind.partition(pair.dataset)
    return between if found else ""
