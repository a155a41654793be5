"""Whether a sentence tells of the paper's own work or of other people's."""

from kg.core.document import Section, SectionKind
from kg.statements.cues import WE
from kg.statements.scenes import Scene
from kg.statements.training_cues import OTHERS

_OF_OTHERS = frozenset({SectionKind.RELATED_WORK, SectionKind.REFERENCES, SectionKind.BACKGROUND})
_OWN = frozenset(
    {
        SectionKind.DATA,
        SectionKind.METHOD,
        SectionKind.EXPERIMENTS,
        SectionKind.RESULTS,
        SectionKind.APPENDIX,
        SectionKind.ABSTRACT,
        SectionKind.OTHER,
    }
)


def speaks_of_others(scene: Scene, said: str) -> bool:
    """Whether the words said, in this scene, are of other people's work."""
    return scene.narrative or bool(OTHERS.search(said))


def tells_of_others(scene: Scene) -> bool:
    """Whether the scene stands in a section on other people's work and does not say "we"."""
    return is_of_others(scene.section) and not WE.search(scene.template)


def is_of_others(section: Section | None) -> bool:
    """Whether a section is on what others did."""
    return section is not None and section.kind in _OF_OTHERS


def is_own(section: Section | None) -> bool:
    """Whether a section is on what the authors did."""
    return section is not None and section.kind in _OWN
