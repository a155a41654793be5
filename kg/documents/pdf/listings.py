"""Lines of algorithms and programs, which are no running text."""

import re
from collections.abc import Sequence

from kg.documents.pdf.page_lines import Line

_STEP = re.compile(
    r"(?:\(?\d{1,3}[:.)]?\s++)?(?:"
    r"(?:Require|Ensure|Input|Output|Initiali[sz]e|Data|Result)s?\s?:"
    r"|(?:for|foreach|while|if|else|elif|repeat|until|procedure|function)\b.*(?:\bdo|\bthen|:|\{|\bbegin)$"
    r"|(?:end|else|begin|repeat|do)(?:\s(?:for|if|while|function|procedure|foreach))?\b\s?[.;:]?$"
    r"|(?:return|until)\b.{0,60}$"
    r"|(?:def|class)\s\w.*:$|import\s\w+|from\s\w+\simport\b"
    r"|\S.{0,70}(?:←|:=|\+=)\s?\S.*"
    r"|.*[{};]$"
    r"|(?:#|//|/\*)\s?\S.*)",
    re.IGNORECASE,
)
_ALGORITHM = re.compile(r"(?:Algorithm|Listing|Procedure)\s\d", re.IGNORECASE)
_FEWEST = 3


def is_listing(lines: Sequence[Line]) -> bool:
    """Whether most of the lines, and three at least, are steps of an algorithm or a program."""
    if len(lines) < _FEWEST:
        return False
    steps = sum(_STEP.match(line.text) is not None for line in lines)
    return steps >= _FEWEST and 2 * steps > len(lines)


def begins_steps(caption: Line, line: Line) -> bool:
    """Whether the line under the head of an algorithm is the first of its steps, no more of its head."""
    if not _ALGORITHM.match(caption.text):
        return False
    return _STEP.match(line.text) is not None or line.text.startswith(("1: ", "1. "))
