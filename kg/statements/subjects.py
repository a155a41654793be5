"""Whom "we" and "our model" mean where a paper tries its model inside another one."""

import re
from collections.abc import Sequence

from kg.core.entity import EntityKind
from kg.statements.scenes import Scene

# work on another task, for which a paper's model is commonly put into somebody else's
_OTHER_TASK = re.compile(
    r"\b(?:detect\w*|segment\w*|locali[sz]\w*|transfer\w*|downstream|caption\w*|retriev\w*|tracking)\b", re.I
)


def subject_here(scene: Scene, scenes: Sequence[Scene], main: str | None) -> str | None:
    """The model that an unnamed subject means in this scene.

    It is the paper's main model, but in a section about another task (by its heading) it is the other model that the
    section names first, as sections open with what they work on, so that data for that task do not become data of the main model. None where there is neither.
    """
    section = scene.section
    if main is None or section is None or not _OTHER_TASK.search(section.heading):
        return main
    others = (
        named.entity_id
        for other in scenes
        if other.section is section
        for named in other.names
        if named.kind is EntityKind.MODEL and named.entity_id != main
    )
    return next(others, main)
