"""What people are told beside the answers: on stderr, and in a log where they want one.

All of it goes through the logger ``kg``. What commands say (``kg.cli``) and what a graph has to say of itself
(``kg.graph``) is shown as it is; what the library does is shown with ``--verbose`` alone; ``--quiet`` leaves errors.
"""

import logging
import sys
import time
from pathlib import Path

import typer

_ROOT = logging.getLogger("kg")
_SAID = logging.getLogger("kg.cli")
_PLAIN = ("kg.cli", "kg.graph")
_STAMP = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: "


def message(text: str) -> None:
    """Tell people something, on stderr."""
    _SAID.info("%s", text)


def complain(text: str) -> None:
    """Tell people of an error, on stderr, however quiet kg is to be."""
    _SAID.error("%s", text)


class _Terminal(logging.Handler):
    """Shows on stderr what is to be seen there; nothing in it can steer a terminal, and no address tells a password."""

    quiet = verbose = False

    def emit(self, record: logging.LogRecord) -> None:
        from kg.elsewhere.address import without_secrets  # noqa: PLC0415
        from kg.views.shown import shown  # noqa: PLC0415

        plain = record.name in _PLAIN and record.levelno >= logging.INFO
        if record.levelno < logging.ERROR and (self.quiet or not (plain or self.verbose)):
            return
        text = without_secrets(record.getMessage())
        if record.name == "kg.cli":  # what commands say may have lines
            text = "\n".join(map(shown, text.split("\n")))
        else:
            text = shown(f"{'kg' if plain else record.name}: {text}")
        typer.echo(text, err=True)


class _Line(logging.Formatter):
    """A line of a log: when, in UTC, how grave, who says it, and what, without secrets and what could alter it."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__(_STAMP, "%Y-%m-%dT%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        from kg.elsewhere.address import without_secrets  # noqa: PLC0415
        from kg.views.shown import shown  # noqa: PLC0415

        record.asctime = self.formatTime(record, self.datefmt)
        return self.formatMessage(record) + shown(without_secrets(record.getMessage()))


class _Log(logging.FileHandler):
    """The log that people want; where it cannot be written any more, the work goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - as logging calls it
        _ROOT.removeHandler(self)
        complain(f"kg: {self.baseFilename}: the log cannot be written any more ({sys.exc_info()[1]}); the work goes on")


_TERMINAL = _Terminal()
if not any(isinstance(handler, _Terminal) for handler in _ROOT.handlers):
    _ROOT.addHandler(_TERMINAL)
    _ROOT.setLevel(logging.INFO)


def is_quiet() -> bool:
    """Whether nothing but errors is to be shown."""
    return _TERMINAL.quiet


def set_up(*, quiet: bool = False, verbose: bool = False, log_file: Path | None = None) -> None:
    """Say how much is told from now on, and where it is written too, each line added at the end of the file.

    Raises:
        OSError: the file cannot be opened.
    """
    for handler in [h for h in _ROOT.handlers if isinstance(h, _Log)]:
        _ROOT.removeHandler(handler)
        handler.close()
    _TERMINAL.quiet, _TERMINAL.verbose = quiet, verbose
    if log_file is not None:
        log = _Log(log_file, encoding="utf-8", errors="backslashreplace")
        log.setFormatter(_Line())
        _ROOT.addHandler(log)
    _ROOT.setLevel(logging.DEBUG if verbose or log_file is not None else logging.INFO)
