"""What is said of a name that nothing in the graph goes by, and that people may have meant as a file's."""

import os
from itertools import islice
from pathlib import Path, PurePath

from kg.core.errors import UnknownNameError

_MOST_LOOKED_AT = 10_000  # files in a folder
_BEGINNINGS = ("./", "../", "~/", "/")


def told(error: UnknownNameError) -> str:
    """The error's sentence; of a name that is a file's, whether the file is there, and how it comes into the graph."""
    name = error.name
    if not name.strip():
        return str(error)
    if Path(name).is_file():
        return f"{name}: this file is not in the graph; kg build {name} reads it"
    if Path(name).is_dir():
        return f"{name}: this is a folder, and nothing in the graph goes by this name; kg build {name} reads its papers"
    if not looks_like_path(name):
        return str(error)
    near = _files_near(name)
    meant = f"did you mean {' or '.join(near)}?" if near else "check the spelling"
    return f"{name}: there is no such file, and nothing in the graph goes by this name; {meant}"


def _files_near(name: str) -> tuple[str, ...]:
    """The papers in the folder of this file whose names are most like its own, suffixes apart."""
    from kg.documents.discovery import is_taken  # noqa: PLC0415
    from kg.nearest import nearest_to  # noqa: PLC0415

    beginning, file = os.path.split(name)
    try:
        with os.scandir(beginning or ".") as entries:
            there = sorted(entry.name for entry in islice(entries, _MOST_LOOKED_AT) if is_taken(entry.name))
    except (OSError, ValueError):
        return ()
    by_stem = {PurePath(each).stem: each for each in reversed(there)}
    return tuple(os.path.join(beginning, by_stem[stem]) for stem in nearest_to(PurePath(file).stem, by_stem))  # noqa: PTH118


def looks_like_path(name: str) -> bool:
    """Whether people who write this mean a file: by where it begins, a folder that is there, or a suffix of papers.

    >>> [looks_like_path(name) for name in ("a.pdf", "./a", "no/a.tar.gz", "org/model", "10.1/a.b", "2303.04321")]
    [True, True, True, False, False, False]
    """
    from kg.documents.discovery import is_taken  # noqa: PLC0415 - most names are known

    if "://" in name or not name.isprintable():
        return False
    beginning = PurePath(name).parent
    in_folder = os.sep in name and str(beginning) != "." and Path(beginning).is_dir()
    suffix = PurePath(name).suffix[1:2].isalpha()  # what stands behind an arXiv id's point is none
    return name.startswith(_BEGINNINGS) or in_folder or (suffix and is_taken(PurePath(name).name))
