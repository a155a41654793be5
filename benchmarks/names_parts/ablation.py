"""What each part of the ensemble is worth: GSAP's left-out papers with one part after the other taken away."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import numpy as np

from kg.extraction import recognizer
from kg.extraction.deciding import choice
from kg.extraction.deciding.decision import CLASSES
from names_parts import cross_validated
from names_parts.cross_validated import LeftOut
from names_parts.scoring import Found, scores
from reading_parts.figure import Figure

_SURE = 0.9  # of what a witness alone says
_WITNESSES = {
    "the lexicon alone, names that are no words": "g",
    "the rules alone": "rst",
    "what lexicon and rules accept together": "x",
}
_PARTS = {
    "the lexicon (its own word, not its marks in the taggers)": r"(?:^|\.| )[gav]:",
    "the rules (their own word, not their marks in the taggers)": r"(?:^|\.| )[bsrtx]:",
    "the paper's abbreviations (their own word)": r"(?:^|\.| )b:",
    "the linear-chain tagger": r"crf\.",
    "the network": r"net\.",
    "all signs of the name elsewhere in the paper": r"^name\.|^word ",
    "all signs of the paper as a whole": r"^document\.",
    "what stands beside": r"^rival",
}


def _without() -> dict[str, AbstractContextManager[object]]:
    """What comes behind the decision, each with what leaves it out."""
    return {
        "the vote of a name's other places": patch.object(choice, "_VOTE", 0.0),
        "what leans on a name (sizes, versions)": patch.object(recognizer, "completed", lambda _, found: found),
        "parting at slashes": patch.object(recognizer, "parted_by_slashes", lambda found, _: found),
        "lists of cited names": patch.object(cross_validated, "with_coordinated", lambda _, found, __: found),
    }


def measure(gold: Path, tools: Path, work: Path) -> Iterator[Figure]:
    """Exact F1 of data and of models for all parts, without each, and for each tagger alone."""
    taggers = ["crf", *(["net"] if list(work.glob("opinions-net-*.pickle")) else [])]
    whole = LeftOut(gold, work, taggers)
    yield from _pair(tools, whole, whole.mentions(whole.decided()), "all parts")
    for tagger in taggers:
        yield from _pair(tools, whole, whole.mentions(_alone(whole, tagger)), f"{tagger} alone")
    for name, letters in _WITNESSES.items():
        yield from _pair(tools, whole, whole.mentions(_witnesses(whole, letters)), name)
    decided = whole.decided()
    for name, left_out in _without().items():
        with left_out:
            yield from _pair(tools, whole, whole.mentions(decided), f"without {name}")
    yield from _pair(
        tools, whole, whole.mentions(_unrepeated(whole, decided)), "without looking again for names found once"
    )
    if "net" in taggers:
        everywhere = LeftOut(gold, work, taggers, asked_everywhere=True)
        found = everywhere.mentions(everywhere.decided())
        yield from _pair(tools, everywhere, found, "the network asked everywhere")
    for name, pattern in _PARTS.items():
        if name == "the network" and "net" not in taggers:
            continue
        decided = whole.decided(lambda feature, p=pattern: bool(re.search(p, feature)))
        yield from _pair(tools, whole, whole.mentions(decided), f"without {name}")


def _alone(left_out: LeftOut, tagger: str) -> dict[str, np.ndarray]:
    """A tagger's own probabilities in the place of the decision's."""
    found = {}
    for paper in left_out.papers:
        table = np.zeros((len(paper.proposals), len(CLASSES)))
        for kind, name in (("D", "data"), ("M", "model")):
            given = paper.table[:, paper.features.index(f"{tagger}.{kind}")]
            table[:, CLASSES.index(name)] = given.clip(0)
        found[paper.text.annotated.id] = table
    return found


def _witnesses(left_out: LeftOut, letters: str) -> dict[str, np.ndarray]:
    """What the witnesses of these letters say, as if it were sure."""
    found = {}
    for paper in left_out.papers:
        table = np.zeros((len(paper.proposals), len(CLASSES)))
        for number, proposal in enumerate(paper.proposals):
            for kind, name in (("D", "data"), ("M", "model")):
                if any(f"{letter}:{kind}" in proposal.finders for letter in letters):
                    table[number, CLASSES.index(name)] = _SURE
        found[paper.text.annotated.id] = table
    return found


def _unrepeated(left_out: LeftOut, decided: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The probabilities, nothing for what is proposed only because the paper has the name elsewhere."""
    found = {}
    for paper in left_out.papers:
        table = decided[paper.text.annotated.id].copy()
        table[[n for n, proposal in enumerate(paper.proposals) if proposal.finders == {"again"}]] = 0
        found[paper.text.annotated.id] = table
    return found


def _pair(tools: Path, left_out: LeftOut, found: Found, name: str) -> Iterator[Figure]:
    for label, kind in (("Dataset", "Dataset"), ("MLModel", "Model")):
        given = scores(tools, left_out.rows, found, label, kind)
        exact, overlap = given["exact"], given["overlap"]
        on = f"overlap {overlap['f1']:.3f}, precision {exact['p']:.3f}, recall {exact['r']:.3f}"
        yield Figure(f"{name}: {label}, exact F1", exact["f1"], None, on)
