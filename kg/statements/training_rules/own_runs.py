"""Training that the authors tell of as their own: "we train M#0 on D#1"."""

import re
from collections.abc import Iterator, Sequence

from kg.statements.cues import MODELS, WE, M, markers
from kg.statements.scenes import Scene
from kg.statements.training import Training, trainings_behind
from kg.statements.training_cues import (
    ADJECTIVE,
    AS_NOUN,
    LIST_OF_MODELS,
    NOT_OBJECTS,
    OF_IT,
    OTHER_SUBJECT,
    RELATIVE,
    TAKEN_OVER,
    USED,
    WE_TRAIN,
)
from kg.statements.whose_words import is_own, speaks_of_others

_AND_TESTED = re.compile(r"^\s+and\s+(?:then\s+)?(?:evaluate|test|validate|benchmark)(?:d|ed)?\b", re.I)
_MODEL_BEFORE = re.compile(rf"{M}[^.;:]{{0,40}}$")
_NEAR = 60
_CLAUSE_BEFORE = 160


def we_train_on(scene: Scene) -> Iterator[Training]:
    """Yield what "we train M#0 on D#1" says, and "training on D#1" where only the authors can be meant."""
    for match in WE_TRAIN.finditer(scene.template):
        before = scene.template[max(0, match.start() - _NEAR) : match.start()]
        if _is_of_another(match, before) or _is_no_run(match, before):
            continue
        we = bool(WE.search(before))
        if not we and speaks_of_others(scene, scene.template[: match.end()]):
            continue
        inside = _models_inside(match)
        if not inside and not (WE.search(scene.template) or is_own(scene.section)):
            continue
        subjects: Sequence[str | None] = inside or [None]
        for model in subjects:
            yield from trainings_behind(scene, match, 0.9 if we else 0.7, "we-train-on", model=model, among=inside)


def _is_of_another(cue: re.Match[str], before: str) -> bool:
    """Whether the words before the verb name whom it is of, so that other rules have it or nobody says whose it is."""
    if _MODEL_BEFORE.search(before) and not WE.search(before):
        return True
    said = cue.string[max(0, cue.start() - _CLAUSE_BEFORE) : cue.start()]
    if _is_participle(cue) and any(p.search(said) for p in (OF_IT, RELATIVE, TAKEN_OVER)):
        return True  # "we test M#0 fine-tuned on D#1": so does it here
    return bool(OTHER_SUBJECT.search(before))  # "a DNN trained on D#0", "it was trained on D#0"


def _is_no_run(cue: re.Match[str], before: str) -> bool:
    """Whether "train" and "on" do not tell of a run on data."""
    if cue["cue"].lower().endswith("ing") and AS_NOUN.match(cue["mid"]):
        return True  # "the training split is larger than"
    # "training improves results on D#0", "the trained models on D#0"; "we train and evaluate on D#0" does both
    return bool(
        NOT_OBJECTS.search(_AND_TESTED.sub("", cue["mid"])) or (_is_participle(cue) and ADJECTIVE.search(before))
    )


def _models_inside(cue: re.Match[str]) -> list[str]:
    """The models that are trained: listed between "train" and "on", or those of "we use M#0, trained on"."""
    listed = LIST_OF_MODELS.findall(cue["mid"])
    if listed:
        return markers(MODELS, listed[-1])
    used = USED.search(cue.string[: cue.start()]) if _is_participle(cue) else None
    return [used["m"]] if used else []


def _is_participle(cue: re.Match[str]) -> bool:
    return cue["cue"].lower().endswith("ed")
