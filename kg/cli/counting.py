"""A count of what was done, for people who watch."""

import sys

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from kg.cli.progress import is_watched


class _Speed(ProgressColumn):
    """How many were done in a second of late."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f} a second")


class Counter:
    """A line on stderr that says how many of something were done, and how fast; called after each.

    Only where people watch it: on a terminal, unless NO_COLOR is set or the answers themselves come to a terminal.
    """

    def __init__(self, noun: str) -> None:
        watched = is_watched() and not sys.stdout.isatty()
        self._line = Progress(
            SpinnerColumn(),
            TextColumn(f"{{task.completed:,}} {noun}"),
            _Speed(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not watched,
            redirect_stdout=False,  # what is printed there is the answer
            redirect_stderr=False,
        )
        self._task = self._line.add_task("", total=None)

    def __enter__(self) -> "Counter":
        self._line.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.stop()

    def __call__(self) -> None:
        """Count one more."""
        self._line.advance(self._task)
