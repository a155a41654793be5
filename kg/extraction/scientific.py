"""A scispaCy model that the user has installed, as one more witness where the decision is in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.core.spans import Span
from kg.extraction.deciding.decision import CLASSES
from kg.extraction.deciding.proposals import Proposal
from kg.extraction.installed import installed
from kg.extraction.tagging.features import Stretch

_DOUBT = (0.2, 0.7)  # the probability to be a name at all between which the witness is heard
_WEIGHT = 1.5
"""By how much an entity with just the proposal's bounds multiplies the odds that it is a name. The model says only that
there is some entity, so its word is worth little, and it was never at hand to be measured."""
_NONE = CLASSES.index("none")


@dataclass(frozen=True)
class ScientificModel:
    """An installed model: its name, its version, and the loaded pipeline."""

    name: str
    version: str
    pipeline: Any

    def entities(self, text: str) -> set[Span]:
        """The places of the entities in the text."""
        return {Span(e.start_char, e.end_char) for e in self.pipeline(text).ents if e.start_char < e.end_char}


@lru_cache(maxsize=1)
def scientific_model() -> ScientificModel | None:
    """The installed model, loaded once a process with nothing but what entities need; None where none is installed."""
    found = installed()
    if found is None:
        return None
    import spacy  # noqa: PLC0415 - an import of a second, paid only where a model is installed

    name, number = found
    unneeded = ["tagger", "attribute_ruler", "lemmatizer", "parser"]
    return ScientificModel(name, number, spacy.load(name, exclude=unneeded))


def heeded(
    model: ScientificModel,
    text: str,
    stretches: Sequence[Stretch],
    proposals: Sequence[Proposal],
    probabilities: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The probabilities once the model was heard on the stretches with doubtful proposals.

    A proposal that has just the bounds of one of its entities becomes likelier to be a name, and bears the model's name
    among its finders; no proposal becomes less likely.
    """
    result = probabilities.copy()
    named = 1 - probabilities[:, _NONE]
    doubtful = [n for n in range(len(proposals)) if _DOUBT[0] < named[n] < _DOUBT[1]]
    entities: dict[int, set[Span]] = {}
    for number in doubtful:
        proposal = proposals[number]
        if proposal.stretch not in entities:
            words = stretches[proposal.stretch].words
            start, end = words.starts[0], words.ends[-1]
            entities[proposal.stretch] = {e.shifted(start) for e in model.entities(text[start:end])}
        if proposal.span in entities[proposal.stretch]:
            proposal.recognizers.add(model.name)
            row = result[number]
            row[[c for c in range(len(CLASSES)) if c != _NONE]] *= _WEIGHT
            result[number] = row / row.sum()
    return result
