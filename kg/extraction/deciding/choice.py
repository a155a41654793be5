"""Which proposals stand, where they overlap and are of different worth."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.deciding.decision import CLASSES
from kg.extraction.deciding.proposals import Proposal

_VOTE = 0.2
"""The weight of all places of a name against the one at hand."""
_PART = 0.2
"""What having some of the words of a name is worth against having just its words."""
LEAST = {"D": 0.4, "M": 0.45, "S": 0.45}
"""The probability from which a proposal stands, by kind."""
_COLUMNS = {
    "D": (CLASSES.index("data"), CLASSES.index("part of data")),
    "M": (CLASSES.index("model"), CLASSES.index("part of model")),
}
_SOURCE = CLASSES.index("source")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that stands, as what (D, M, or S for a source of data), and how probable that is."""

    proposal: Proposal
    kind: str
    score: float


def chosen(proposals: Sequence[Proposal], probabilities: NDArray[np.float64], *, sources: bool = False) -> list[Chosen]:
    """The proposals that stand, without overlaps and in the text's order; the likeliest bounds win.

    Each place of a name hears a little of the others of the document. With sources, what is likely a source of data or
    data stands too, as S where it is more likely a source.
    """
    voted = _voted(proposals, probabilities)
    ranked: list[tuple[float, int, str, float]] = []
    for number, row in enumerate(voted):
        for kind, (exact, part) in _COLUMNS.items():
            score = float(row[exact] + row[part])
            if score >= LEAST[kind]:
                ranked.append((-float(row[exact] + _PART * row[part]), number, kind, score))
        if sources:
            either = float(row[_SOURCE] + row[_COLUMNS["D"][0]] + row[_COLUMNS["D"][1]])
            if row[_SOURCE] > row[_COLUMNS["D"][0]] + row[_COLUMNS["D"][1]] and either >= LEAST["S"]:
                ranked.append((-float(row[_SOURCE]), number, "S", either))
    kept: list[Chosen] = []
    taken: dict[int, list[Proposal]] = defaultdict(list)
    for _, number, kind, score in sorted(ranked):
        proposal = proposals[number]
        others = taken[proposal.stretch]
        if all(proposal.last <= o.first or proposal.first >= o.last for o in others):
            others.append(proposal)
            kept.append(Chosen(proposal, kind, score))
    return sorted(kept, key=lambda c: c.proposal.span)


def _voted(proposals: Sequence[Proposal], probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    places = defaultdict[str, list[int]](list)
    for number, proposal in enumerate(proposals):
        places[proposal.name].append(number)
    voted = probabilities.copy()
    for numbers in places.values():
        voted[numbers] = (1 - _VOTE) * probabilities[numbers] + _VOTE * probabilities[numbers].mean(axis=0)
    return voted
