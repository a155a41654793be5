"""The words that a list of names hangs on, on either side."""

from typing import NamedTuple

from kg.extraction.tagging.cue_words import act_of, class_of
from kg.extraction.tagging.forms import Form


class Anchors(NamedTuple):
    """For each word of a stretch the next word on either side that belongs to no name or list; "" where none is.

    In "trained on MNIST, SVHN and CIFAR-10 images" all three names have "on" on their left, "trained" before it, and
    "images" on their right.
    """

    left: list[str]
    before_left: list[str]
    right: list[str]


def anchors_of(words: list[str], forms: list[Form]) -> Anchors:
    """The anchors of each word; names, figures, commas, "and" and what stands in parentheses are passed over."""
    size = len(words)
    inside = _parenthesised(words)
    stops = [f.anchor and not inside[i] for i, f in enumerate(forms)]
    left, before = [""] * size, [""] * size
    last = second = ""
    for i in range(size):
        left[i], before[i] = last, second
        if stops[i]:
            last, second = forms[i].lower, last
    right = [""] * size
    following = ""
    for i in range(size - 1, -1, -1):
        right[i] = following
        if stops[i]:
            following = forms[i].lower
    return Anchors(left, before, right)


def _parenthesised(words: list[str]) -> list[bool]:
    """Whether each word stands in parentheses or brackets that are closed within 40 words."""
    inside = [False] * len(words)
    opened = -1
    for i, word in enumerate(words):
        if word in "([":
            opened = i
        elif word in ")]" and opened >= 0:
            if i - opened <= 40:
                inside[opened : i + 1] = [True] * (i + 1 - opened)
            opened = -1
    return inside


def context_classes(left: str, before: str, right: str) -> tuple[str, str]:
    """What the anchors say of the names between: the class of the noun behind, and of what is done before.

    >>> context_classes("on", "trained", "images"), context_classes("the", "use", "corpus")
    (('', 'train-on'), ('D', ''))
    """
    noun = class_of(right)
    if left in _PREPOSITIONS:
        act = act_of(before)
        return noun, f"{act or class_of(before) or 'o'}-{left}"
    return noun, class_of(left) or act_of(left)


_PREPOSITIONS = frozenset(["on", "of", "from", "with", "in", "to", "for", "as", "than", "like", "by", "over", "at"])
