r"""What \input, \usepackage and their kin do: they take files in."""

import re

from kg.documents.latex.expanding import tokens
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.expanding.frames import Frame

_DOCUMENT = re.compile(r"\\begin\s*\{document\}")
_PRIMITIVE_INPUT = re.compile(r"[ \t]*([^\s{}\\%]+)")
_MAX_FILES_DEEP = 12
_MAX_DEEP = 100


def take_in(expander: Expander, frame: Frame, name: str) -> None:
    """Read on in a file of the paper's own; one that is not there leaves a space."""
    given = frame.arguments(2 if name in ("import", "subimport", "subincludefrom", "inputfrom") else 1)
    braced = frame.text[frame.at - 1 : frame.at] == "}"
    if name == "input" and not braced and given:  # the primitive's form: \input file
        frame.at -= len(given[0])
        found = _PRIMITIVE_INPUT.match(frame.text, frame.at)
        given = [found.group(1)] if found else []
        frame.at = found.end() if found else frame.at
    named = "".join(given)
    if name == "InputIfFileExists":
        frame.arguments(2)
    found_as = expander.files.find(named, ".tex", ".ltx") or ""
    open_files = [f.name or expander.files.main for f in expander.frames if f.file]
    circular = found_as in open_files or len(open_files) >= _MAX_FILES_DEEP
    inner = None if circular else expander.files.read(named, ".tex", ".ltx")
    expander.write(" ")
    if inner and len(expander.frames) < _MAX_DEEP:
        expander.frames.append(Frame(inner_document(inner), file=True, name=found_as))
        expander.characters_read += len(inner)


def end_input(_expander: Expander, frame: Frame, _: str) -> None:
    """Go on behind the file."""
    frame.at = len(frame.text)


def use_package(expander: Expander, frame: Frame, name: str) -> None:
    """Take the macros of a style file beside the paper; the command itself stays to be seen."""
    start = frame.at
    found = tokens.optional(frame.text, frame.at)
    given = tokens.argument(frame.text, found[1] if found else frame.at)
    if given is None:
        expander.write("\\" + name)
        return
    frame.at = given[1]
    expander.write(f"\\{name}{frame.text[start : frame.at]}")
    suffix = ".cls" if "lass" in name else ".sty"
    for package in given[0].split(",")[:40]:
        style = expander.files.read(package.strip() + suffix) if package.strip() else None
        if style:
            expander.learn(style)


def set_letters(expander: Expander, _: Frame, name: str) -> None:
    """Let names hold an @, or no longer."""
    expander.letters_at = name == "makeatletter" or expander.in_style


def nothing(expander: Expander, _: Frame, __: str) -> None:
    """What has no meaning once expanded."""


def inner_document(source: str) -> str:
    """What stands in a subfile's own document environment, or the whole."""
    found = _DOCUMENT.search(source)
    if not found:
        return source
    end = source.find("\\end{document}", found.end())
    return source[found.end() : end if end >= 0 else len(source)]
