r"""Which branch of a conditional a paper takes, as far as its source tells: \iffalse, \newif, \ifx."""

import re
from collections.abc import Callable, Mapping

_NO_CONDITIONALS = frozenset(
    """
    iff ifthenelse ifbool iftoggle ifdef ifdefempty ifcsdef ifundef ifstrequal ifstrempty ifblank ifnumcomp
    ifnumequal ifboolexpr ifdimcomp ifcsundef ifdefstring ifrequire
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_MARK = re.compile(r"%[^\n]*|\\(?:(if[A-Za-z@]*|else|fi|newif)(?![A-Za-z@])|.)", re.DOTALL)
_TWO = re.compile(r"\s*(\\[A-Za-z@]+|\\.|[^\\\s])\s*(\\[A-Za-z@]+|\\.|[^\\\s])", re.DOTALL)
_ONE = re.compile(r"\s*(\\[A-Za-z@]+|\\.)", re.DOTALL)
_NUMBERS = re.compile(r"\s*(-?\d{1,9})\s*([<>=])\s*(-?\d{1,9})\s?")
_FINAL = re.compile(r"final|camera|arxiv|preprint|accepted|public", re.IGNORECASE)


def is_conditional(name: str) -> bool:
    r"""Whether ``\name`` opens what ``\fi`` closes."""
    return name.startswith("if") and name not in _NO_CONDITIONALS


def branch_end(source: str, at: int, *, stop_at_else: bool) -> int:
    r"""The place after the ``\fi`` that closes the conditional opened before the place, or after its ``\else``."""
    depth = 0
    while found := _MARK.search(source, at):
        at, name = found.end(), found.group(1)
        if name is None:
            continue
        if name == "newif":  # the name that follows is none
            following = _ONE.match(source, at)
            at = following.end() if following else at
        elif name == "fi":
            if depth == 0:
                return at
            depth -= 1
        elif name == "else":
            if depth == 0 and stop_at_else:
                return at
        elif is_conditional(name):
            depth += 1
    return len(source)


def evaluated(
    name: str, source: str, at: int, switches: Mapping[str, bool], known: Callable[[str], str | None]
) -> tuple[bool, int]:
    r"""Whether the conditional's first branch is taken, and where its test ends.

    known gives the body of a macro of the paper's, None for a name it does not define. What cannot be decided is
    false, but for switches whose names speak of the final version.
    """
    if name in switches:
        return switches[name], at
    if name in ("iftrue", "iffalse"):
        return name == "iftrue", at
    if name in ("ifdefined", "ifcsname"):
        tested = _ONE.match(source, at)
        return (known(tested.group(1)) is not None, tested.end()) if tested else (False, at)
    if name in ("ifx", "if"):
        return _same(name, source, at, known)
    if name in ("ifnum", "ifdim"):
        numbers = _NUMBERS.match(source, at)
        if numbers is None:
            return False, at
        left, right = int(numbers.group(1)), int(numbers.group(3))
        sign = numbers.group(2)
        return (left < right if sign == "<" else left > right if sign == ">" else left == right), numbers.end()
    return bool(_FINAL.search(name)), at


def _same(name: str, source: str, at: int, known: Callable[[str], str | None]) -> tuple[bool, int]:
    two = _TWO.match(source, at)
    if two is None:
        return False, at
    left, right = (known(t) if t.startswith("\\") else t for t in two.groups())
    if name == "if":
        left, right = (left or "")[:1], (right or "")[:1]
        return bool(left) and left == right, two.end()
    empty = {r"\@empty", r"\empty"} & set(two.groups())
    if empty:
        return "" in (left, right), two.end()
    return two.group(1) == two.group(2) or left == right, two.end()
