"""Training told of data, with the model left to be the paper's own: "our training data consist of D#0"."""

import re
from collections.abc import Iterator

from kg.statements.cues import DATASETS, MODELS, NEGATED, WE, markers
from kg.statements.scenes import Scene
from kg.statements.training import Training, training_at, trainings_behind
from kg.statements.training_cues import (
    DATA_IS,
    DATA_MADE,
    EXPLAINED,
    FOLLOWING,
    FOR_TRAINING,
    MODELS_OF_DATA,
    NOT_OBJECTS,
    TO_TRAIN_USE,
    TRAINED_MODEL,
    TRAINING_DATA_LISTED,
    USED_FOR_TRAINING,
    USING,
    WE_TRAIN_MODELS_OF,
)
from kg.statements.whose_words import is_of_others, speaks_of_others

_LONG_LIST = 700
_LIST = 400
_STOP = re.compile(r"[.;:]")


def data_consist_of(scene: Scene) -> Iterator[Training]:
    """Yield what "the training data of M#0 consist of D#1" says."""
    for match in DATA_IS.finditer(scene.template):
        of = markers(MODELS, match["of"])
        yield from trainings_behind(scene, match, 0.8, "training-data-is", model=of[0] if of else None, reach=_LIST)


def data_are_made_of(scene: Scene) -> Iterator[Training]:
    """Yield what "we create a dataset consisting of D#0 and D#1" says."""
    if not is_of_others(scene.section):
        for match in DATA_MADE.finditer(scene.template):
            yield from trainings_behind(scene, match, 0.8, "data-made-of", reach=_LIST)


def we_use_for_training(scene: Scene) -> Iterator[Training]:
    """Yield what "we use D#0 and D#1 for training M#2" says."""
    template = scene.template
    for match in FOR_TRAINING.finditer(template):
        said = _STOP.split(template[max(0, match.start() - 200) : match.start()])[-1]
        said = EXPLAINED.split(said)[0]
        if WE.search(template) and USING.search(said) and not NEGATED.search(said):
            yield from _used_for_training(scene, said, match.end())


def are_used_for_training(scene: Scene) -> Iterator[Training]:
    """Yield what "D#0 and D#1 are used for training M#2" says."""
    for match in USED_FOR_TRAINING.finditer(scene.template):
        said = _STOP.split(scene.template[: match.end()])[-1]
        if not NEGATED.search(said) and not speaks_of_others(scene, said):
            yield from _used_for_training(scene, said, match.end())


def _used_for_training(scene: Scene, said: str, end: int) -> Iterator[Training]:
    trained = TRAINED_MODEL.match(scene.template, end)
    for marker in markers(DATASETS, said):
        yield training_at(scene, trained["m"] if trained else None, marker, 0.75, "used-for-training")


def we_use_training_data(scene: Scene) -> Iterator[Training]:
    """Yield what "we use the training data of Finch (i.e. D#0, D#1)" says."""
    template = scene.template
    for match in TRAINING_DATA_LISTED.finditer(template):
        said = template[max(0, match.start() - 60) : match.end()]
        if WE.search(template) and not NEGATED.search(said) and not NOT_OBJECTS.search(match["mid"]):
            yield from trainings_behind(scene, match, 0.75, "training-data-listed")


def models_of_data(scene: Scene) -> Iterator[Training]:
    """Yield what "all D#0 models are trained for 90 epochs" says, and "we train the D#0 models"."""
    for pattern in (MODELS_OF_DATA, WE_TRAIN_MODELS_OF):
        for match in pattern.finditer(scene.template):
            yield training_at(scene, None, match["d"], 0.75, "models-of-data")


def following_data(scene: Scene) -> Iterator[Training]:
    """Yield what "we use the following datasets for training: D#0, D#1" says."""
    for match in FOLLOWING.finditer(scene.template):
        for marker in markers(DATASETS, scene.template[match.end() : match.end() + _LONG_LIST]):
            yield training_at(scene, None, marker, 0.8, "following-data")


def for_training_we_use(scene: Scene) -> Iterator[Training]:
    """Yield what "for training we use D#0 and D#1" says."""
    for match in TO_TRAIN_USE.finditer(scene.template):
        yield from trainings_behind(scene, match, 0.85, "for-training-we-use")
