"""The command line: each command a thin skin over one function."""

import sys

from kg.cli.app import app
from kg.cli.exits import EXIT_INTERRUPTED
from kg.cli.telling import complain
from kg.interrupts import listening

__all__ = ["app", "main"]


def main() -> None:
    """Run kg with the arguments of the process."""
    with listening():
        try:
            app(prog_name="kg")
        except KeyboardInterrupt:  # before the command itself has begun, or after it has ended
            complain("kg: interrupted")
            sys.exit(EXIT_INTERRUPTED)
