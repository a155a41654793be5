"""Which scispaCy model the user has installed, told without loading it."""

from importlib.metadata import PackageNotFoundError, version

NAMES = ("en_core_sci_scibert", "en_core_sci_lg", "en_core_sci_md", "en_core_sci_sm")
"""Packages that are looked for, the best first."""


def installed() -> tuple[str, str] | None:
    """Name and version of the model that would be heard, without loading it; None where none is installed."""
    for name in NAMES:
        try:
            return name, version(name)
        except PackageNotFoundError:
            continue
    return None
