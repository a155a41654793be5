"""Counts over papers of what was asked for and what was said, as recall and precision."""

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Tally:
    """What was asked for and found in each paper, and what was said of it rightly."""

    wanted: int = 0
    met: int = 0
    said: int = 0
    right: int = 0
    recalls: list[float] = field(default_factory=list)
    precisions: list[float] = field(default_factory=list)

    def add(self, wanted: int, met: int, said: int, right: int) -> None:
        """Count a paper: how much was asked for and met, how much was said and right."""
        self.wanted, self.met, self.said, self.right = (
            self.wanted + wanted,
            self.met + met,
            self.said + said,
            self.right + right,
        )
        if wanted:
            self.recalls.append(met / wanted)
        if said:
            self.precisions.append(right / said)

    @property
    def recall(self) -> float | None:
        """The share met of what was asked for, over all papers."""
        return self.met / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """The share right of what was said, over all papers."""
        return self.right / self.said if self.said else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, None where either is nothing."""
        if not self.recall or not self.precision:
            return None
        return 2 * self.recall * self.precision / (self.recall + self.precision)

    def __str__(self) -> str:
        if not self.recalls or not self.precisions:
            return "nothing"
        return (
            f"{len(self.recalls)} papers, {self.wanted} citations: recall {self.recall:.3f} "
            f"(median {median(self.recalls):.3f}), precision {self.precision:.3f} "
            f"(median {median(self.precisions):.3f})"
        )
