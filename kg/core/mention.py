"""A name standing in a text."""

from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.spans import Span


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of text that names a dataset or a model.

    found_by says who found it, sorted: "crf", "network", "gazetteer", "abbreviation", rules by name ("rule:such-as"),
    "repeat" for another place of a name found, "completion" for a size or version that leans on the name before it,
    "definition" where the text says elsewhere that the name is one of data.
    score is the probability that such a name stands here, canonical the name it stands for where a finder knows it
    (an alias's main name, the long form of an abbreviation), else None.
    """

    span: Span
    surface: str
    kind: EntityKind
    found_by: tuple[str, ...]
    score: float
    canonical: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError(f"score {self.score} of {self.surface!r} is not between 0 and 1")
