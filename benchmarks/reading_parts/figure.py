"""A measured figure beside what is asked of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured.

    name says what, on says on what, with counts. value is None where what it needs is not at hand. asked is the aim,
    None for a figure that only informs; at_most says that smaller is better.
    """

    name: str
    value: float | None
    asked: float | None
    on: str
    at_most: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none, or nothing was measured."""
        if self.value is None or self.asked is None:
            return None
        return self.value <= self.asked if self.at_most else self.value >= self.asked
