"""What a paper does with the models that it names."""

from collections.abc import Iterable, Iterator

from kg.core.document import BlockKind, SectionKind
from kg.core.entity import EntityKind
from kg.statements.compared_models import compared_with, in_table, reported_of_others
from kg.statements.cues import WE, is_unreal
from kg.statements.scenes import Scene
from kg.statements.sightings import RoleSighting
from kg.statements.used_models import implemented_here, is_used, tried_on, we_use

_TOLD = frozenset({SectionKind.RELATED_WORK, SectionKind.BACKGROUND, SectionKind.REFERENCES})
_CONTINUES = frozenset(
    {SectionKind.EXPERIMENTS, SectionKind.RESULTS, SectionKind.METHOD, SectionKind.APPENDIX, SectionKind.DATA}
)


def find_model_roles(scenes: Iterable[Scene], own: frozenset[str]) -> Iterator[RoleSighting]:
    """Yield the roles, uses or compares, that scenes show for models which the paper does not introduce itself."""
    for scene in scenes:
        if not any(n.kind is EntityKind.MODEL and n.entity_id not in own for n in scene.names):
            continue
        told = scene.section is not None and scene.section.kind in _TOLD
        we = bool(WE.search(scene.template)) or _has_own(scene, own)
        if (told and not we) or is_unreal(scene.template):
            continue
        yield from (s for s in _sightings(scene, own, we=we) if s.entity_id not in own)


def _has_own(scene: Scene, own: frozenset[str]) -> bool:
    return any(n.entity_id in own for n in scene.names)


def _sightings(scene: Scene, own: frozenset[str], *, we: bool) -> Iterator[RoleSighting]:
    """What is compared, then what is used; a name that is compared is used only where it is implemented here."""
    if scene.block is BlockKind.TABLE:
        yield from in_table(scene)
        return
    compared = [*compared_with(scene, we=we), *reported_of_others(scene)]
    yield from compared
    if not we and (scene.section is None or scene.section.kind not in _CONTINUES):
        return
    beside = {s.marker for s in compared}
    yield from (s for s in we_use(scene, own, we=we) if s.marker not in beside)
    yield from implemented_here(scene)
    yield from (s for s in tried_on(scene, own, we=we) if s.marker not in beside)
    yield from (s for s in is_used(scene) if s.marker not in beside)
