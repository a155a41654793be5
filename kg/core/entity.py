"""What papers name: datasets and models."""

from dataclasses import dataclass
from enum import StrEnum

from kg.core.names import fold


class EntityKind(StrEnum):
    """The two kinds of thing kg looks for."""

    DATASET = "dataset"
    MODEL = "model"


def entity_id(kind: EntityKind, name: str) -> str:
    """The identifier of an entity by its canonical name: the same for every spelling, in every paper.

    >>> entity_id(EntityKind.DATASET, "Common Crawl")
    'dataset:commoncrawl'
    """
    return f"{kind.value}:{fold(name)}"


@dataclass(frozen=True, slots=True)
class Entity:
    """A dataset or model as one paper shows it.

    id is ``dataset:…`` or ``model:…``; name the canonical name; surfaces the spellings found in the paper, sorted.
    """

    id: str
    kind: EntityKind
    name: str
    surfaces: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id.startswith(f"{self.kind.value}:") or self.id.endswith(":"):
            raise ValueError(f"{self.id!r} is no identifier of a {self.kind.value}")
