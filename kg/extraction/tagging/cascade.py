"""Which stretches are worth the dearer tagger's time."""

from collections.abc import Sequence

from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.opinions import Opinion

_DOUBT = 0.03
"""A stretch is asked about where the cheap tagger gives some word so much to be in a name."""


def worth_asking(stretches: Sequence[Stretch], cheap: Opinion) -> list[bool]:
    """Whether each stretch may hold a name, by the cheap tagger and the marks of lexicon and rules."""
    asked = []
    for stretch, rows in zip(stretches, cheap.stretches, strict=True):
        named = any(mark[1] in "grvbtx" for marks in stretch.marks for mark in marks)
        asked.append(rows is not None and (named or bool((rows[:, 0] < 1 - _DOUBT).any())))
    return asked
