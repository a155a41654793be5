"""What sources disagree on; a module of its own, for the command line names the kinds before it loads the rest."""

from enum import StrEnum


class ConflictKind(StrEnum):
    """What it is that sources disagree on.

    Who introduced a thing; whether a model's training data are disclosed; what it was trained on; which model it was
    fine-tuned from; whether it took over weights or an architecture alone; under which licence a thing stands; whether
    two things are one; and, where things rest on themselves, which of the statements in the circle is wrong.
    """

    INTRODUCTION = "introduction"
    DISCLOSURE = "disclosure"
    TRAINING = "training"
    BASE = "base"
    WEIGHTS = "weights"
    LICENCE = "licence"
    MATCH = "match"
    CYCLE = "cycle"
