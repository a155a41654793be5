r"""What \else and the tests of packages do: they choose between two texts."""

import re

from kg.documents.latex.expanding.conditionals import branch_end
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.expanding.frames import Frame


def skip_else(_expander: Expander, frame: Frame, _: str) -> None:
    r"""Leave out what an ``\else`` opens: the branch before it was taken."""
    frame.at = branch_end(frame.text, frame.at, stop_at_else=False)


def choose(expander: Expander, frame: Frame, name: str) -> None:
    """Read on in one of two texts, by a switch, or by whether a macro is defined."""
    given = frame.arguments(3)
    if len(given) == 3:
        test = given[0].strip()
        if name == "@ifundefined":
            holds = expander.body_of("\\" + test) is None
        elif name == "ifthenelse":
            holds = _holds(expander, test)
        else:
            holds = expander.switches.get("if" + test, False)
        expander.push(given[1] if holds else given[2])


def _holds(expander: Expander, test: str) -> bool:
    r"""Whether a test of ``\ifthenelse`` holds, where it is one of a switch or of two words."""
    if found := re.fullmatch(r"\\boolean\s*\{([^{}]*)\}", test):
        return expander.switches.get("if" + found.group(1).strip(), False)
    if found := re.fullmatch(r"\\equal\s*\{([^{}]*)\}\s*\{([^{}]*)\}", test):
        left, right = (expander.body_of(v.strip()) or v for v in found.groups())
        return left == right
    return False
