"""The command line: each command a thin skin over one function."""

import sys

from kg.cli.app import EXIT_INTERRUPTED, app
from kg.cli.telling import message

__all__ = ["app", "main"]


def main() -> None:
    """Run kg with the arguments of the process."""
    try:
        app(prog_name="kg")
    except KeyboardInterrupt:  # before the command itself has begun, or after it has ended
        message("kg: interrupted")
        sys.exit(EXIT_INTERRUPTED)
