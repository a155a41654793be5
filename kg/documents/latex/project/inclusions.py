r"""Which other files a LaTeX file takes in, seen without parsing it: cheap, and the same for equal text."""

import re
from dataclasses import dataclass

from kg.documents.latex.project.trees import FileTree

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_TAKEN = re.compile(
    r"\\(?:input|include|subfile|subfileinclude|InputIfFileExists|includestandalone)\b\s*(?:\[[^\]]{0,500}\]\s*)?"
    r"(?:\{([^{}]*)\}|[ \t]+([^\s{}\\%]+))"
)
_IMPORTED = re.compile(r"\\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_STYLES = re.compile(
    r"\\(usepackage|RequirePackage|documentclass|documentstyle|LoadClass)\s*(?:\[[^\]]{0,500}\]\s*)?\{([^{}]*)\}"
)
_LISTS = re.compile(r"\\(?:bibliography|addbibresource)\s*(?:\[[^\]]{0,500}\]\s*)?\{([^{}]*)\}")
_FIGURES = re.compile(
    r"\\(?:includegraphics|includepdf|adjincludegraphics|overpic|epsfig|psfig|includesvg|begin\{overpic\})\*?\s*"
    r"(?:\[[^\]]{0,500}\]\s*){0,2}\{([^{}]*)\}"
)
_PATHS = re.compile(r"\\graphicspath\s*\{((?:\s*\{[^{}]*\})+)\s*\}")
_CLASS = re.compile(r"^[^%\n]*\\document(?:class|style)\b", re.MULTILINE)
_PART_CLASS = re.compile(
    r"^[^%\n]*\\documentclass\s*(?:\[[^\]]{0,500}\]\s*)?\{\s*(?:subfiles|standalone)\s*\}", re.MULTILINE
)
_MAX_FILES = 500
_LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Inclusions:
    """The names that a file takes in, as written: texts to read on, other files, and figures."""

    texts: tuple[str, ...]
    others: tuple[str, ...]
    figures: tuple[str, ...]


def inclusions_of(source: str) -> Inclusions:
    """What a source takes in outside its comments; texts by the names to try, in order, each once."""
    source = _COMMENT.sub("", source[:_LONGEST])
    texts = [a or b for a, b in _TAKEN.findall(source)] + [a + b for a, b in _IMPORTED.findall(source)]
    styles = [
        name.strip() + (".cls" if "lass" in command or "style" in command else ".sty")
        for command, names in _STYLES.findall(source)
        for name in names.split(",")
    ]
    lists = [name.strip() for names in _LISTS.findall(source) for name in names.split(",")]
    folders = [f.strip() for found in _PATHS.findall(source) for f in re.findall(r"\{([^{}]*)\}", found)]
    figures = [name.strip() for name in _FIGURES.findall(source)]
    figures += [folder + name for folder in folders for name in figures]
    return Inclusions(_each(texts), _each([*styles, *lists]), _each(figures))


def taken_in(tree: FileTree, main: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The files of the tree that the main file takes in, by name with their text, itself first; and its figures' names.

    Texts are followed to the bottom; bibliographies and styles count, those of the system do not.
    """
    found: dict[str, str] = {}
    figures: list[str] = []
    waiting = [main]
    while waiting and len(found) < _MAX_FILES:
        name = waiting.pop(0)
        if name in found or tree.size(name) is None:
            continue
        found[name] = text = tree.read(name, _LONGEST).decode("utf-8", "replace")
        if name.endswith((".bib", ".bbl")):
            continue
        inside = inclusions_of(text)
        figures += inside.figures
        waiting += [n for t in inside.texts if (n := _first(tree, t, ".tex", ".ltx", ""))]
        waiting += [n for t in inside.others if (n := _first(tree, t, "", ".bib"))]
    if bbl := bbl_beside(tree, main):
        found[bbl] = tree.read(bbl, _LONGEST).decode("utf-8", "replace")
    return found, _each(figures)


def bbl_beside(tree: FileTree, main: str) -> str | None:
    """The .bbl that BibTeX or biber made for a main file: that of its name, else the one that is nobody else's."""
    stem = main.rpartition(".")[0]
    if tree.size(f"{stem}.bbl") is not None:
        return f"{stem}.bbl"
    others = {name.rpartition(".")[0] for name in tree.names(".tex")}
    free = [name for name in tree.names(".bbl") if name.rpartition(".")[0] not in others]
    return free[0] if len(free) == 1 else None


def is_main(source: str) -> bool:
    """Whether a source is a document of its own, and no part that compiles alone."""
    return _CLASS.search(source) is not None and _PART_CLASS.search(source) is None


def _first(tree: FileTree, name: str, *suffixes: str) -> str | None:
    name = " ".join(name.split()).strip('"')
    names = (name if suffix and name.endswith(suffix) else name + suffix for suffix in suffixes)
    return next((n for n in names if n and tree.size(n) is not None), None)


def _each(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for n in names if n and len(n) < 300))
