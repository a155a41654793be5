"""A name standing in a text."""

from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that names a dataset or a model.

    recognizer says who found it ("gazetteer", "rule:such-as", "abbreviation", "table", "repeat"), score between 0 and
    1 how sure it is, canonical the name it stands for where the recognizer knows it (an alias's main name, the long
    form of an abbreviation), else None.
    """

    span: Span
    surface: str
    kind: EntityKind
    recognizer: str
    score: float
    canonical: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError(f"score {self.score} of {self.surface!r} is not between 0 and 1")
