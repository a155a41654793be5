"""Training told of a model by its name: "M#0 was trained on D#1", whoever trained it."""

from collections.abc import Iterator

from kg.statements.cues import MODELS, markers
from kg.statements.scenes import Scene
from kg.statements.training import TESTIMONY, Training, trainings_behind
from kg.statements.training_cues import BUT, DATA_OF_MODEL, FAMILY, LISTED_BEFORE, OF_MODEL, RELATIVE


def model_trained_on(scene: Scene) -> Iterator[Training]:
    """Yield what "M#0 was trained on D#1" says, and of "M#0 and M#1" all; "all but M#0" says nothing of M#0."""
    for match in OF_MODEL.finditer(scene.template):
        before = scene.template[: match.start()]
        if BUT.search(before):
            continue
        family = FAMILY.search(before)
        several = LISTED_BEFORE.search(scene.template[: match.end("m")])
        named = markers(MODELS, several.group()) if several else []
        model, relative = (family or match)["m"], RELATIVE.search(scene.template, 0, match.start("cue")) is not None
        yield from trainings_behind(
            scene, match, 0.88, TESTIMONY, model=model, among=named, ours=False, done_before=relative
        )


def model_combines(scene: Scene) -> Iterator[Training]:
    """Yield what "M#0 combined data from D#1" says."""
    for match in DATA_OF_MODEL.finditer(scene.template):
        yield from trainings_behind(scene, match, 0.8, TESTIMONY, model=match["m"], ours=False)
