"""What each part of the ensemble is worth: GSAP's left-out papers with one part after the other taken away."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from reading_parts.figure import Figure

from kg.extraction.deciding.decision import CLASSES
from names_parts.cross_validated import LeftOut
from names_parts.scoring import Found, scores

_PARTS = {
    "the lexicon (its own word, not its marks in the taggers)": r"(?:^|\.| )[gav]:",
    "the rules (their own word, not their marks in the taggers)": r"(?:^|\.| )[bsrtx]:",
    "the linear-chain tagger": r"crf\.",
    "the network": r"net\.",
    "all signs of the name elsewhere in the paper": r"^name\.|^word ",
    "all signs of the paper as a whole": r"^document\.",
    "what stands beside": r"^rival",
}


def measure(gold: Path, tools: Path, work: Path) -> Iterator[Figure]:
    """Exact F1 of data and of models for all parts, without each, and for each tagger alone."""
    taggers = ["crf", *(["net"] if list(work.glob("opinions-net-*.pickle")) else [])]
    whole = LeftOut(gold, work, taggers)
    yield from _pair(tools, whole, whole.mentions(whole.decided()), "all parts")
    for tagger in taggers:
        yield from _pair(tools, whole, whole.mentions(_alone(whole, tagger)), f"{tagger} alone")
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


def _pair(tools: Path, left_out: LeftOut, found: Found, name: str) -> Iterator[Figure]:
    for label, kind in (("Dataset", "Dataset"), ("MLModel", "Model")):
        given = scores(tools, left_out.rows, found, label, kind)
        exact, overlap = given["exact"], given["overlap"]
        on = f"overlap {overlap['f1']:.3f}, precision {exact['p']:.3f}, recall {exact['r']:.3f}"
        yield Figure(f"{name}: {label}, exact F1", exact["f1"], None, on)
