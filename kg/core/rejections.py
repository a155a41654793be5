"""Pairs of things that somebody found to be two."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """Two ids that are not one thing, in the order of their letters, with who found that and why."""

    one: str
    other: str
    by: str = ""
    why: str = ""

    def __post_init__(self) -> None:
        if self.one >= self.other:
            raise ValueError(f"{self.one} and {self.other} are no pair in order")


def rejection(a: str, b: str, *, by: str = "", why: str = "") -> Rejection:
    """The rejection of the two ids, whichever is given first.

    >>> rejection("dataset:reed8", "dataset:reed").one
    'dataset:reed'

    Raises:
        ValueError: both are the same.
    """
    return Rejection(min(a, b), max(a, b), by, why)


@dataclass(frozen=True, slots=True)
class Rejections:
    """The rejected pairs, sorted; of one pair rejected twice the first is kept."""

    pairs: tuple[Rejection, ...] = ()

    def between(self, a: str, b: str) -> Rejection | None:
        """The rejection of these two, or None."""
        one, other = min(a, b), max(a, b)
        return next((p for p in self.pairs if (p.one, p.other) == (one, other)), None)


def rejections(pairs: Iterable[Rejection]) -> Rejections:
    """The pairs as one value, sorted and each once."""
    found: dict[tuple[str, str], Rejection] = {}
    for pair in pairs:
        found.setdefault((pair.one, pair.other), pair)
    return Rejections(tuple(found[key] for key in sorted(found)))
