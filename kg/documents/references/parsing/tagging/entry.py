"""A reference with the label of each of its words."""

from dataclasses import dataclass

from kg.documents.references.parsing.rules import RuleReading
from kg.documents.references.parsing.tagging.model import labels_of
from kg.documents.references.parsing.tagging.parts import Run, with_marks
from kg.documents.references.parsing.tagging.tokens import Token, tokens_of

Bounds = tuple[int, int]
"""Where something starts and ends in the text of a reference."""


@dataclass(frozen=True, slots=True)
class LabelledEntry:
    """A reference, its addresses blanked out, with what the model and the rules say of it."""

    text: str
    tokens: list[Token]
    labels: list[str]
    rules: RuleReading

    def bounds(self, run: Run) -> Bounds:
        """Where the run's words start and end in the text, with the marks that belong to them."""
        return with_marks(self.text, run.bounds(self.tokens))

    def labels_in(self, bounds: Bounds) -> set[str]:
        """The labels of the tokens that start within the bounds."""
        return {n for t, n in zip(self.tokens, self.labels, strict=True) if bounds[0] <= t.start < bounds[1]}


def labelled(text: str, rules: RuleReading) -> LabelledEntry:
    """The reference labelled by the model."""
    tokens = tokens_of(text)
    return LabelledEntry(text, tokens, labels_of(tokens, rules), rules)
