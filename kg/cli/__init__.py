"""The command line: each command a thin skin over one function."""

from kg.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Run kg with the arguments of the process."""
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
        paper,
        registry,
        review,
        serve,
        share,
    )

    app()
