"""Which files the user means: names, folders and globs become a list of papers."""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.project.projects import belonging_to_projects
from kg.documents.program_folders import ENVIRONMENT, in_programs_folder, is_programs
from kg.documents.sniffing import may_be_paper

SUFFIXES = frozenset(
    {".pdf", ".md", ".markdown", ".txt", ".text", ".tex", ".ltx", ".latex", ".xml", ".nxml", ".tei", ".json"}
    | {".tgz", ".tar", ".zip"}
)
"""What is taken from a folder or a glob, in lower case: XML and JSON only where they begin like a paper.

So is what is called after an arXiv id, and a .gz of a paper. A file given by name is taken whatever it is called.
"""
_PACKED = re.compile(
    r"(?:\.(?:tar|tex|pdf)|(?:^|[-_. ])\d{4}\.\d{4,5}(?:v\d+)?|^(?:[a-z-]+)?\d{7}(?:v\d+)?)\.gz$", re.I
)
_ARXIV = re.compile(r"\d{4}\.\d{4,5}(?:v\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files found, sorted and each once, and what could not be found."""

    files: tuple[Path, ...]
    problems: tuple[UnreadablePaperError, ...] = ()


def find_papers(paths: Iterable[str]) -> Discovery:
    """The papers that the paths stand for.

    A path may be a file (taken whatever its suffix), a folder (searched to the bottom for the suffixes we read, without
    hidden files and folders and those of programs), or a glob with ``*``, ``?``, ``[...]`` or ``**``. What a search
    finds of a LaTeX paper is its main file alone, without its parts and figures. A file reached on two ways counts
    once, under the name that sorts first.
    """
    named: set[Path] = set()
    found: set[Path] = set()
    problems: list[UnreadablePaperError] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - a path of the user may hold what Path() refuses
            found.update(_walk(path))
        elif os.path.lexists(path):
            named.add(Path(path))
        elif matches := _expand(path):
            found.update(matches)
        else:
            problems.append(_missing(path))
    return Discovery(_once(named | (found - belonging_to_projects(found))), tuple(problems))


def _missing(path: str) -> UnreadablePaperError:
    what = "nothing matches this pattern" if glob.has_magic(path) else "there is no such file or folder"
    return UnreadablePaperError(path, ReasonCode.MISSING, f"{what}; check the spelling")


def _expand(pattern: str) -> set[Path]:
    if not glob.has_magic(pattern) or "\0" in pattern:
        return set()
    found: set[Path] = set()
    passed_by = in_programs_folder(pattern)
    for name in glob.iglob(pattern, recursive=True):  # noqa: PTH207 - absolute and relative patterns alike
        path = Path(name)
        if passed_by(path):
            continue
        if path.is_dir():
            found.update(_walk(name) if "**" not in pattern else ())
        elif _wanted(path):
            found.add(path)
    return found


def _walk(folder: str) -> Iterator[Path]:
    """The papers below a folder."""
    return (path for path in files_below(folder) if _wanted(path))


def files_below(folder: str) -> Iterator[Path]:
    """Yield the files below a folder; one that a link leads back to is entered once.

    Hidden folders, virtual environments and folders of installed packages are left out, but not the folder itself.
    """
    entered = {os.path.realpath(folder)}
    for where, folders, names in os.walk(folder, followlinks=True):
        kept = []
        for name in sorted(folders):
            real = os.path.realpath(os.path.join(where, name))  # noqa: PTH118
            if real not in entered and not is_programs(name) and not Path(where, name, ENVIRONMENT).exists():
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        yield from (Path(where, name) for name in sorted(names))


def is_taken(name: str) -> bool:
    """Whether a search takes a file of this name, as far as the name tells.

    >>> is_taken("a.pdf"), is_taken("2302.13971v1"), is_taken(".a.pdf"), is_taken("a.png")
    (True, True, False, False)
    """
    known = Path(name).suffix.lower() in SUFFIXES or _PACKED.search(name) or _ARXIV.fullmatch(name)
    return bool(known) and not name.startswith(".")


def _wanted(path: Path) -> bool:
    return is_taken(path.name) and may_be_paper(path)


def _once(paths: set[Path]) -> tuple[Path, ...]:
    seen: dict[str, Path] = {}
    for path in sorted(paths):
        seen.setdefault(os.path.realpath(path), path)
    return tuple(seen.values())
