"""What a long job does, how far it is and how long it will take: for people at a terminal, on stderr."""

import os
import sys
from typing import TYPE_CHECKING

from kg.cli.telling import is_quiet

if TYPE_CHECKING:
    from rich.progress import Progress


def is_watched() -> bool:
    """Whether somebody sees progress: on a terminal, unless NO_COLOR or --quiet are set."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and not is_quiet()


class Bar:
    """A bar, called with things done, things in all and the name of the one in work.

    Until it is called for the first time it says what is done and for how long.
    """

    def __init__(self, doing: str = "reading", things: str = "papers") -> None:
        self._doing, self._things = doing, things
        self._shown: Progress | None = _progress() if is_watched() else None

    def __enter__(self) -> "Bar":
        if self._shown is not None:
            self._task = self._shown.add_task(self._doing, total=None, count="", left="", name="")
            self._shown.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown is not None:
            self._shown.stop()

    def __call__(self, done: int, total: int, name: str = "") -> None:
        """Show how far things are."""
        if self._shown is not None:
            from kg.views.shown import shown  # noqa: PLC0415

            count = f"{done:,} of {total:,} {self._things}"
            self._shown.update(self._task, completed=done, total=total, count=count, left="left", name=shown(name)[:40])


def _progress() -> "Progress":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[left]}", markup=False),
        TextColumn("{task.fields[name]}", markup=False),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # what is printed there is the answer
    )
