"""Which of a project's files is the paper itself."""

import json
import posixpath
import re
from collections.abc import Mapping

from kg.documents.latex.project.inclusions import inclusions_of, is_main

_README = re.compile(r"(?:^|/)00README(?:\.\w+)?$", re.IGNORECASE)
_TOP = re.compile(r"^[^\S\n]*(\S+)\s+toplevelfile\b", re.MULTILINE | re.IGNORECASE)
_USUAL = ("main", "ms", "paper", "article", "manuscript", "root", "arxiv")
_ASIDE = re.compile(r"supp|appendix|rebuttal|response|cover|letter|poster|slides|template|sample", re.IGNORECASE)
_BODY = re.compile(r"\\begin\s*\{document\}")
_NO_PAPER = re.compile(
    r"\\documentclass\s*(?:\[[^\]]{0,500}\]\s*)?\{\s*(?:beamer|letter|standalone|subfiles|tikzposter)"
)
_SUFFIXES = (".tex", ".ltx", ".latex")


def find_main(files: Mapping[str, bytes]) -> str | None:
    r"""The main file among an archive's text files, None where none is a LaTeX paper.

    What arXiv's 00README names as top level counts first. Otherwise it is a document of its own that no other takes
    in, with a usual name, a ``\title`` and a bibliography; ties go to the shallower, the longer, the first by name.
    """
    sources = {n: d.decode("utf-8", "replace") for n, d in sorted(files.items()) if n.lower().endswith(_SUFFIXES)}
    named = next((n for n in _named(files) if n in sources), None)
    if named:
        return named
    mains = {n: s for n, s in sources.items() if is_main(s)}
    if not mains:
        return next(iter(sources)) if len(sources) == 1 else None
    taken = {
        posixpath.normpath(posixpath.join(posixpath.dirname(n), t if t.endswith(".tex") else t + ".tex"))
        for n, s in mains.items()
        for t in inclusions_of(s).texts
    }
    return max(mains, key=lambda n: (_worth(n, mains[n], n in taken), len(mains[n]), -len(n)))


def _named(files: Mapping[str, bytes]) -> list[str]:
    """The files that a 00README says are top level."""
    names: list[str] = []
    for readme in sorted(n for n in files if _README.search(n)):
        text = files[readme].decode("utf-8", "replace")
        names += _TOP.findall(text)
        if readme.lower().endswith(".json"):
            try:
                listed = json.loads(text).get("sources", [])
                names += [s["filename"] for s in listed if isinstance(s, dict) and s.get("usage") == "toplevel"]
            except (ValueError, AttributeError, TypeError, KeyError, RecursionError):
                continue
    return [str(n) for n in names]


def _worth(name: str, source: str, taken: bool) -> int:
    stem = posixpath.splitext(posixpath.basename(name))[0].lower()
    worth = 8 * (_BODY.search(source) is not None) + 4 * (not taken) - 3 * name.count("/")
    worth += 3 * (stem in _USUAL) + 2 * ("\\title" in source or "\\icmltitle" in source)
    worth += 2 * ("\\bibliography" in source or "thebibliography" in source or "\\printbibliography" in source)
    return worth - 6 * (_NO_PAPER.search(source) is not None) - 4 * (_ASIDE.search(stem) is not None)
