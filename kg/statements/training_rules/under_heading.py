"""Training told by a heading: data named under "Pre-training Data"."""

from collections.abc import Iterator

from kg.core.document import BlockKind, Section
from kg.statements.cues import DATASETS, MODELS, NEGATED, WE, markers
from kg.statements.scenes import Scene
from kg.statements.training import Training, training_at
from kg.statements.training_cues import NOT_OBJECTS, STARTS_WITH_DATA, TRAINING_HEADING, USING
from kg.statements.whose_words import is_of_others, speaks_of_others

_BARE = 4


def heading_says_training(section: Section | None) -> bool:
    """Whether the section's heading announces training data."""
    return section is not None and bool(TRAINING_HEADING.search(section.heading)) and not is_of_others(section)


def named_under_heading(scene: Scene) -> Iterator[Training]:
    """Yield training on the data that stand under a heading of training data, unless the sentence speaks of others."""
    if not heading_says_training(scene.section) or scene.block in (BlockKind.CAPTION, BlockKind.TABLE):
        return
    template = scene.template
    if NEGATED.search(template) or speaks_of_others(scene, template) or MODELS.search(template):
        return
    listed = scene.opens and STARTS_WITH_DATA.match(template) and not _is_bare(scene)
    if not listed and not (WE.search(template) and USING.search(template)):
        return
    if not listed and NOT_OBJECTS.search(template):
        return  # why data were chosen, not that they were
    for marker in markers(DATASETS, template):
        yield training_at(scene, None, marker, 0.8, "under-training-heading")


def _is_bare(scene: Scene) -> bool:
    """Whether the scene is a name and no more, as page breaks leave it."""
    return len(scene.span) - sum(len(n.span) for n in scene.names) < _BARE
