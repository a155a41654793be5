"""Which proposals stand, where they overlap and are of different worth."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extraction.cues import BACKBONE
from kg.extraction.deciding.decision import CLASSES
from kg.extraction.deciding.proposals import Proposal

_VOTE = 0.3
"""The weight of all places of a name against the one at hand."""
_PART = 0.2
"""What having some of the words of a name is worth against having just its words."""
LEAST = {"D": 0.3, "M": 0.4}
"""The probability from which a proposal stands, by kind."""
BROAD = {"D": 0.45, "M": 0.5}
"""The same where names are understood broadly, for names that nobody knows: what enters a graph had better be one."""
BROAD_KNOWN = 0.2
"""The same where the rules accept a name that the lexicon knows, that a title explains, or that stands elsewhere."""
_KNOWN = 0.3
"""What bounds are worth, broadly, that are those of a known name."""
_HUNG = 0.6
"""The least probability of a known name on which a word of training hangs: "ImageNet-pretrained" names ImageNet."""
_SMALL = re.compile(r"[a-z]+(?:[ -][a-z]+)+")
_SIZE = re.compile(r"\d+(?:\.\d+)?\s?[BbMm]")
_EXACT = {"D": CLASSES.index("data"), "M": CLASSES.index("model")}
_PARTLY = {"D": CLASSES.index("part of data"), "M": CLASSES.index("part of model")}
_AKIN = {"D": CLASSES.index("source"), "M": CLASSES.index("architecture")}


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that stands, as what (D or M), and how probable that is."""

    proposal: Proposal
    kind: str
    score: float


def chosen(proposals: Sequence[Proposal], probabilities: NDArray[np.float64], *, broad: bool = False) -> list[Chosen]:
    """The proposals that stand, without overlaps and in the text's order; the likeliest bounds win.

    Each place of a name hears a little of the others of the document. Broadly understood, what data are taken from counts
    as data, and an architecture that has a known name as a model.
    """
    voted = _voted(proposals, probabilities)
    sure = _sure(proposals, voted) if broad else frozenset()
    ranked: list[tuple[float, int, str, float]] = []
    for number, row in enumerate(voted):
        proposal = proposals[number]
        for kind, exact in _EXACT.items():
            score, bounds = float(row[exact] + row[_PARTLY[kind]]), float(row[exact] + _PART * row[_PARTLY[kind]])
            known = kind in proposal.canonical
            if proposal.hung and known and f"g:{kind}" in proposal.finders:
                score, bounds = max(score, _HUNG), max(bounds, _HUNG)
            if broad and (kind == "D" or known):
                score, bounds = score + float(row[_AKIN[kind]]), bounds + float(row[_AKIN[kind]])
            if score >= (_broad_least(proposal, kind, sure) if broad else LEAST[kind]):
                ranked.append((-bounds - _KNOWN * (broad and known), number, kind, score))
    kept: list[Chosen] = []
    taken: dict[int, list[Proposal]] = defaultdict(list)
    for _, number, kind, score in sorted(ranked):
        proposal = proposals[number]
        others = taken[proposal.stretch]
        if all(proposal.last <= o.first or proposal.first >= o.last for o in others):
            others.append(proposal)
            kept.append(Chosen(proposal, kind, min(score, 1.0)))
    return sorted(kept, key=lambda c: c.proposal.span)


def _broad_least(proposal: Proposal, kind: str, sure: frozenset[tuple[str, str]]) -> float:
    """The probability from which a proposal stands where names are understood broadly."""
    if _SIZE.fullmatch(proposal.surface) or (_SMALL.fullmatch(proposal.surface) and kind not in proposal.canonical):
        return 1.0  # "13B" alone says of what size a model is, not which; small words are a name to those who know it
    if kind == "M" and kind not in proposal.canonical and BACKBONE.fullmatch(proposal.surface):
        return 1.0
    backed = kind in proposal.canonical or f"t:{kind}" in proposal.finders or (proposal.name, kind) in sure
    return BROAD_KNOWN if backed and f"x:{kind}" in proposal.finders else BROAD[kind]


def _sure(proposals: Sequence[Proposal], voted: NDArray[np.float64]) -> frozenset[tuple[str, str]]:
    """The names that surely stand at one place, each with its kind: they are heard more easily at the others."""
    return frozenset(
        (proposal.name, kind)
        for proposal, row in zip(proposals, voted, strict=True)
        for kind, exact in _EXACT.items()
        if row[exact] + row[_PARTLY[kind]] >= BROAD[kind]
    )


def _voted(proposals: Sequence[Proposal], probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    places = defaultdict[str, list[int]](list)
    for number, proposal in enumerate(proposals):
        places[proposal.name].append(number)
    voted = probabilities.copy()
    for numbers in places.values():
        voted[numbers] = (1 - _VOTE) * probabilities[numbers] + _VOTE * probabilities[numbers].mean(axis=0)
    return voted
