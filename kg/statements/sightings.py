"""A role of a named thing that one scene shows."""

from dataclasses import dataclass

from kg.core.statement import Predicate
from kg.statements.scenes import Scene


@dataclass(frozen=True, slots=True)
class RoleSighting:
    """A role of a named thing that one scene shows."""

    entity_id: str
    role: Predicate
    scene: Scene
    marker: str
    confidence: float
    rule: str


def sighted(scene: Scene, marker: str, role: Predicate, confidence: float, rule: str) -> RoleSighting:
    """The sighting of what stands at the marker."""
    return RoleSighting(scene.entity(marker), role, scene, marker, confidence, f"rule:{rule}")
