"""Talks set with beamer, read as a paper whose sections are the slides."""

import re

_BEAMER = re.compile(r"\\documentclass\s*(?:\[[^\]]{0,500}\]\s*)?\{beamer\}")
_OVERLAY = re.compile(r"(\\[A-Za-z]+\*?|\\begin\s*\{\w+\})<[^<>{}\n]{1,30}>")
_FRAME = re.compile(
    r"\\begin\s*\{frame\}[ \t]*(?:\[[^\[\]\n]{0,80}\][ \t]*)?(?:\{([^{}\n]{1,200})\})?(?:\s*\\frametitle\s*(?=\{))?"
)
_TITLE = re.compile(r"\\frametitle\s*(?=\{)")


def without_overlays(expanded: str) -> str:
    r"""The source of a talk with a heading for each slide's title, and without "<1->"; any other source as it is.

    >>> without_overlays(r"\documentclass{beamer} \begin{frame}[t]{Data} \item<2-> Fens")
    '\\documentclass{beamer} \\begin{frame}\\section*{Data} \\item Fens'
    """
    if not _BEAMER.search(expanded[:20_000]):
        return expanded
    return _TITLE.sub(r"\\section*", _FRAME.sub(_headed, _OVERLAY.sub(r"\1", expanded)))


def _headed(found: re.Match[str]) -> str:
    title = f"\\section*{{{found.group(1)}}}" if found.group(1) else ""
    return f"\\begin{{frame}}{title}" + ("\\frametitle" if "\\frametitle" in found.group() else "")
