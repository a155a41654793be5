"""Which statements of the rules the trained second opinion doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import Document
from kg.statements.relating.scores import Said, relation_scores
from kg.statements.scenes import Scene

DOUBTED = {Said.TRAINED: 0.25, Said.EVALUATED: 0.1}
"""Below these a statement is doubted. On papers left out in training, 2 of 38 such statements of training were right."""

_Place = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The scores of one document's pairs, by where the scene starts, model and dataset."""

    scores: Mapping[Said, Mapping[_Place, float]]

    def doubts(self, said: Said, scene: Scene, model: str | None, dataset: str) -> bool:
        """Whether the scene names both and yet hardly says this of them.

        What a scene says of a model that it does not name is never doubted: there is no pair to look at.
        """
        score = self.scores[said].get((scene.span.start, model or "", dataset))
        return score is not None and score < DOUBTED[said]


def second_opinion(document: Document, scenes: Sequence[Scene]) -> SecondOpinion:
    """The second opinion on the pairs in the document's scenes; of a name that stands twice the likelier place counts."""
    trained: dict[_Place, float] = {}
    evaluated: dict[_Place, float] = {}
    for s in relation_scores(document, scenes):
        place = s.scene.span.start, s.scene.entity(s.model), s.scene.entity(s.dataset)
        trained[place] = max(s.trained, trained.get(place, 0.0))
        evaluated[place] = max(s.evaluated, evaluated.get(place, 0.0))
    return SecondOpinion({Said.TRAINED: trained, Said.EVALUATED: evaluated})
