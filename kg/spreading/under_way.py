"""Which papers are under way, told to whoever watches: the one that was begun first is the one to wait for."""

from collections.abc import Callable

from kg.elsewhere.address import Paper


class UnderWay:
    """Tells how many of the papers are done, and by name the one that is being read."""

    def __init__(self, progress: Callable[[int, int, str], None] | None, total: int) -> None:
        self._progress, self._total = progress, total
        self._done = 0
        self._papers: dict[Paper, None] = {}

    def begun(self, paper: Paper) -> None:
        """The paper was handed to somebody who reads it."""
        self._papers[paper] = None
        if len(self._papers) == 1:
            self._tell(paper)

    def ended(self, paper: Paper) -> None:
        """The paper was read, or failed, and is taken care of."""
        self._papers.pop(paper, None)
        self._done += 1
        self._tell(next(iter(self._papers), paper))

    def _tell(self, paper: Paper) -> None:
        if self._progress:
            self._progress(self._done, self._total, paper.name)
