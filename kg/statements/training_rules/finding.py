"""Which model the text says was trained on which data: all rules, asked of each scene."""

from collections.abc import Iterable, Iterator

from kg.core.document import BlockKind
from kg.core.entity import EntityKind
from kg.statements.cues import is_unreal
from kg.statements.relations import wholes_named
from kg.statements.scenes import Scene
from kg.statements.training import Training
from kg.statements.training_cues import HOSTED
from kg.statements.training_rules import of_data, of_models, own_runs
from kg.statements.training_rules.under_heading import named_under_heading
from kg.statements.whose_words import tells_of_others

_OF_MODELS = (of_models.model_trained_on, of_models.model_combines, own_runs.we_train_on)
_OF_DATA = (
    of_data.data_consist_of,
    of_data.data_are_made_of,
    of_data.we_use_for_training,
    of_data.are_used_for_training,
    of_data.we_use_training_data,
    of_data.models_of_data,
    of_data.following_data,
    of_data.for_training_we_use,
)
"""Rules that take the model to be the paper's own, and are not asked where others are told of."""


def find_training(scenes: Iterable[Scene]) -> Iterator[Training]:
    """Yield every statement of training in order of the scenes; negated and hypothetical ones are left out.

    Of one scene a model and a dataset come once, by the first rule that has them.
    """
    for scene in scenes:
        if any(n.kind is EntityKind.DATASET for n in scene.names) and scene.block is not BlockKind.HEADING:
            seen: set[tuple[str | None, str]] = set()
            for training in _in_scene(scene):
                if (key := (training.model, training.dataset)) not in seen:
                    seen.add(key)
                    yield training


def _in_scene(scene: Scene) -> Iterator[Training]:
    """What the sentence says outright of data that are no wholes or hosts, else what its heading says."""
    if is_unreal(scene.template):
        return
    no_data = wholes_named(scene.template) | {m["host"] for m in HOSTED.finditer(scene.template)}
    outright = [t for t in _by_rules(scene) if t.marker not in no_data]
    yield from outright or (t for t in named_under_heading(scene) if t.marker not in no_data)


def _by_rules(scene: Scene) -> Iterator[Training]:
    rules = _OF_MODELS if tells_of_others(scene) else (*_OF_MODELS, *_OF_DATA)
    for rule in rules:
        yield from rule(scene)
