"""The command line: each command a thin skin over one function."""

import sys

from kg.cli.app import EXIT_INTERRUPTED, app, message

__all__ = ["app", "main"]


def main() -> None:
    """Run kg with the arguments of the process."""
    try:
        _run()
    except KeyboardInterrupt:  # before the command itself has begun, or after it has ended
        message("kg: interrupted")
        sys.exit(EXIT_INTERRUPTED)


def _run() -> None:
    # commands are registered by being imported; each imports what it needs only when it runs, so that kg starts quickly
    from kg.cli import (  # noqa: F401, PLC0415
        ask,
        bring,
        build,
        check,
        curate,
        endpoints,
        explore,
        fetch,
        keep,
        lineage,
        load,
        paper,
        registry,
        review,
        serve,
        share,
    )

    app()
