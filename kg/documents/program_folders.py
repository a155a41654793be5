"""Folders that programs keep for themselves: virtual environments, installed packages, compiled files."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

ENVIRONMENT = "pyvenv.cfg"
"""The file by which a folder is known as a virtual environment of Python (PEP 405), whatever it is called."""

_NAMES = frozenset({"node_modules", "site-packages", "__pycache__"})


def is_programs(name: str) -> bool:
    """Whether a search passes a folder of this name by: a hidden one, or one that packages are installed into.

    >>> is_programs(".git"), is_programs("site-packages"), is_programs("papers")
    (True, True, False)
    """
    return name.startswith(".") or name in _NAMES


def in_programs_folder(pattern: str) -> Callable[[Path], bool]:
    """A test whether a path that a pattern matched leads through such a folder that the pattern does not name."""
    written = set(Path(pattern).parts) | {""}

    @cache
    def passed_by(folder: Path) -> bool:
        return folder.name not in written and (is_programs(folder.name) or (folder / ENVIRONMENT).exists())

    return lambda path: any(passed_by(folder) for folder in (path, *path.parents))
