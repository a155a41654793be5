"""Which files of a folder belong to a LaTeX paper beside them, and so are no papers of their own."""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kg.documents.latex.project.inclusions import is_main, taken_in
from kg.documents.latex.project.trees import FolderTree

_SOURCES = frozenset({".tex", ".ltx", ".latex"})
_LOOK = 200_000


@dataclass(frozen=True, slots=True)
class _Project:
    main: Path
    parts: frozenset[Path]
    figures: frozenset[Path]


def belonging_to_projects(files: Collection[Path]) -> frozenset[Path]:
    r"""Those of the files that are parts or figures of a LaTeX paper among them.

    A part is what a main file takes in, and any .tex without a document class in or below a main file's folder. A
    figure is a PDF that a main file shows, or one that lies in a folder of figures which it shows. A PDF that bears the
    main file's name is the paper typeset, and a paper.
    """
    mains = sorted(f for f in files if f.suffix.lower() in _SOURCES and _is_main(f))
    projects = [_project(main) for main in mains]
    taken = {part for project in projects for part in project.parts}
    shown = {figure for project in projects for figure in project.figures}
    typeset = {main.with_suffix(".pdf") for main in mains if main not in taken}
    folders = {main.parent for main in mains}
    galleries = {figure.parent for figure in shown} - folders
    found = set()
    for file in files:
        if file.suffix.lower() in _SOURCES:
            fragment = file not in mains and any(folder in file.parents for folder in folders)
            belongs = file in taken or fragment
        else:
            belongs = file not in typeset and (
                file in shown or (file.suffix.lower() == ".pdf" and file.parent in galleries)
            )
        if belongs:
            found.add(file)
    return frozenset(found)


def _is_main(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_main(file.read(_LOOK).decode("utf-8", "replace"))
    except OSError:
        return False


def _project(main: Path) -> _Project:
    names, figures = taken_in(FolderTree(main.parent), main.name)
    shown = {
        main.parent / posixpath.normpath(figure + suffix)
        for figure in figures
        for suffix in ("", ".pdf", ".PDF")
        if not posixpath.isabs(figure)
    }
    parts = {main.parent / posixpath.normpath(name) for name in names if name != main.name}
    return _Project(main, frozenset(parts), frozenset(f for f in shown if f.suffix))
