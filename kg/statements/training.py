"""A training that a text tells of, and how one is read out of a scene."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.core.statement import OWN_RUN
from kg.statements.cues import DATASETS, NEGATED, WE, D, clause, markers
from kg.statements.scenes import Scene
from kg.statements.training_cues import LIST_FOLLOWS, OUTCOME, RESPECTIVELY, TUNED

_LIST_BEGINS = re.compile(rf":\s+(?:(?:the|an?)\s+)?(?:[a-z0-9-]+\s+){{0,2}}?{D}")
_LIST_ENDS = re.compile(r"[.:](?:\s|$)")
_LONG_LIST = 400
TESTIMONY = "model-trained-on"
"""The one rule that tells of models at large: "M#0 was trained on D#1"."""


@dataclass(frozen=True, slots=True)
class Training:
    """A model said to be trained on data; model is None where the text leaves it to the paper's own ("we train on …").

    ours tells whether the paper did it itself; understood, that the text tells of the training and leaves the data to be
    understood from what is tested on, so that it is the paper's main model or nobody's. Where the scene does not name
    the data, beside is a scene that does, with the marker there.
    """

    model: str | None
    dataset: str
    scene: Scene
    marker: str
    confidence: float
    rule: str
    ours: bool
    understood: bool = False
    beside: tuple[Scene, str] | None = None


def own_training(scene: Scene, marker: str, confidence: float, rule: str) -> Training:
    """Training of the paper's own model, which the scene does not name, on the data at the marker."""
    return Training(None, scene.entity(marker), scene, marker, confidence, f"{OWN_RUN}{rule}", ours=True)


def training_at(
    scene: Scene,
    model: str | None,
    marker: str,
    confidence: float,
    rule: str,
    *,
    ours: bool = True,
    done_before: bool = False,
) -> Training:
    """Training of the model at one marker, None for the paper's own, on the data at another.

    Beside "we" it is a run of the authors' own, but where they tell of the model what was done_before they came to it.
    """
    subject = scene.entity(model) if model else None
    own_run = TUNED.search(scene.template) or (WE.search(scene.template) and not done_before)
    testimony = rule == TESTIMONY and not own_run
    named = f"rule:{rule}" if testimony else f"{OWN_RUN}{rule}"
    return Training(subject, scene.entity(marker), scene, marker, confidence, named, ours)


def trainings_behind(
    scene: Scene,
    cue: re.Match[str],
    confidence: float,
    rule: str,
    *,
    model: str | None = None,
    among: Sequence[str] = (),
    ours: bool = True,
    done_before: bool = False,
    reach: int = 220,
) -> Iterator[Training]:
    """Yield the training that is told of behind a verb; of models and data listed "respectively" each on its own."""
    objects = OUTCOME.split(_objects(scene.template, cue.end(), reach))[0]
    said = scene.template[max(0, cue.start() - 15) : cue.end()] + objects
    if NEGATED.search(said):
        return
    data = markers(DATASETS, objects)
    pairs: list[tuple[str | None, str]] = [(model, marker) for marker in data]
    if len(among) > 1 and RESPECTIVELY.match(scene.template, cue.end()):
        pairs = [*zip(among, data, strict=True)] if len(among) == len(data) else []
    for subject, marker in pairs:
        yield training_at(scene, subject, marker, confidence, rule, ours=ours, done_before=done_before)


def _objects(template: str, start: int, reach: int) -> str:
    """What the verb governs; where that ends in "on two data sets:" the list behind the colon too."""
    objects = clause(template, start, reach=reach)
    behind = start + len(objects)
    if LIST_FOLLOWS.search(objects) and _LIST_BEGINS.match(template, behind):
        return objects + _LIST_ENDS.split(template[behind + 1 : behind + _LONG_LIST])[0]
    return objects
