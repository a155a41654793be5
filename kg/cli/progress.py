"""A progress bar for people at a terminal."""


class Bar:
    """A progress bar on stderr, on terminals only; called with things done, things in all and the last one's name."""

    def __init__(self, doing: str = "reading", things: str = "papers") -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn(doing),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(things, total=None, name="")

    def __enter__(self) -> "Bar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show how far things are."""
        self._bar.update(self._task, completed=done, total=total, name=name[:40].replace("[", "("))
