"""Stretches of LaTeX source: where arguments, names and spaces begin and end."""

import re

_SPACE = re.compile(r"[ \t]*(?:%[^\n]*\n[ \t]*)*(?:\n(?![ \t]*\n)[ \t]*(?:%[^\n]*\n[ \t]*)*)?")
_BRACE = re.compile(r"[{}%]|\\.", re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}%]|\\.", re.DOTALL)
_NAME = re.compile(r"\\(?:[A-Za-z@]+|.)", re.DOTALL)
_WORD = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)


def after_space(source: str, at: int) -> int:
    """The place after white space and comments, as between a macro and its arguments; a blank line stops it."""
    found = _SPACE.match(source, at)
    return found.end() if found else at


def name_at(source: str, at: int, *, with_at: bool = False) -> str:
    r"""The control sequence whose backslash stands at the place, ``\name`` or ``\%``; "\" alone at the end."""
    found = (_NAME if with_at else _WORD).match(source, at)
    return found.group() if found else source[at : at + 1]


def group_end(source: str, at: int) -> int | None:
    """The place after the group whose brace opens at the place; None where it never closes. Linear."""
    depth = 0
    while found := _BRACE.search(source, at):
        at = found.end()
        mark = found.group()
        if mark == "%":
            at = _line_end(source, at)
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
            if depth <= 0:
                return at
    return None


def bracket_end(source: str, at: int) -> int | None:
    """The place after the optional argument whose bracket opens at the place; brackets inside braces do not count."""
    depth = braces = 0
    while found := _BRACKET.search(source, at):
        at = found.end()
        mark = found.group()
        if mark == "%":
            at = _line_end(source, at)
        elif mark in "{}":
            braces += 1 if mark == "{" else -1
            if braces < 0:
                return None
        elif mark in "[]" and not braces:
            depth += 1 if mark == "[" else -1
            if depth <= 0:
                return at
    return None


def argument(source: str, at: int, *, with_at: bool = False) -> tuple[str, int] | None:
    r"""The argument at or after the place: what a group holds, a control sequence, or one character; and its end."""
    at = after_space(source, at)
    if at >= len(source) or source[at] in "}\n":
        return None
    if source[at] == "{":
        end = group_end(source, at)
        return (source[at + 1 : end - 1], end) if end else None
    if source[at] == "\\":
        name = name_at(source, at, with_at=with_at)
        return name, at + len(name)
    return source[at], at + 1


def optional(source: str, at: int) -> tuple[str, int] | None:
    """What the optional argument at or after the place holds, and its end; None where there is none."""
    at = after_space(source, at)
    if not source.startswith("[", at):
        return None
    end = bracket_end(source, at)
    return (source[at + 1 : end - 1], end) if end else None


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end
