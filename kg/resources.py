"""Files that travel with the program: ontology, queries, examples."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. ``shipped("ontology", "kg.ttl")``.

    In a checkout these stand beside the package; in an installed wheel they stand inside it.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this installation of kg; install it again")
