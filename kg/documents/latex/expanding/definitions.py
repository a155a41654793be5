r"""What a paper's own macros stand for: the definitions that \newcommand, \def and their kin make."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from kg.documents.latex.expanding import tokens


class Taken(Enum):
    """How a macro takes an argument."""

    MANDATORY = auto()
    OPTIONAL = auto()
    STAR = auto()
    UNTIL = auto()
    LITERAL = auto()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: text is an optional one's default, or the delimiter that ends or must follow it."""

    taken: Taken = Taken.MANDATORY
    text: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A macro's parameters, and the body in which ``#1`` stands for the first."""

    parameters: tuple[Parameter, ...]
    body: str


_MAX_PARAMETERS = 9
_MACRO = re.compile(r"\s*(?:\{\s*)?(\\(?:[A-Za-z@]+|[^A-Za-z\s]))\s*\}?")
_ENDS_IN_NAME = re.compile(r"\\[A-Za-z@]+$")
_SPEC = re.compile(r"[mos]|O\{([^{}]*)\}")
_PARAMETER_TEXT = re.compile(r"((?:[^{}\\]|\\.)*)(?=\{)", re.DOTALL)


def command_definition(source: str, at: int) -> tuple[str, Definition | None, int] | None:
    r"""The name, definition and end of what follows ``\newcommand``: ``*{\name}[2][default]{body}``.

    None where it cannot be read. newcommandx writes defaults as "1=...": its first is taken so too.
    """
    at = tokens.after_space(source, at)
    at = at + 1 if source.startswith("*", at) else at
    named = _MACRO.match(source, at)
    if not named:
        return None
    at = named.end()
    count, at = _optional(source, at)
    default, at = _optional(source, at) if count is not None else (None, at)
    body = tokens.argument(source, at, with_at=True)
    if body is None:
        return None
    number = int(count) if count and count.strip().isdecimal() and len(count.strip()) == 1 else 0
    parameters = [Parameter()] * number
    if default is not None and parameters:
        parameters[0] = Parameter(Taken.OPTIONAL, re.sub(r"^1=", "", default))
    return named.group(1), Definition(tuple(parameters), body[0]), body[1]


def document_command_definition(source: str, at: int) -> tuple[str, Definition | None, int] | None:
    r"""The same for ``\NewDocumentCommand{\name}{s O{default} m}{body}``; no definition where the kind is unknown."""
    named = _MACRO.match(source, at)
    spec = tokens.argument(source, named.end()) if named else None
    body = tokens.argument(source, spec[1], with_at=True) if spec else None
    if named is None or spec is None or body is None:
        return None
    if _SPEC.sub("", spec[0]).strip():
        return named.group(1), None, body[1]
    kinds = {"m": Parameter(), "o": Parameter(Taken.OPTIONAL), "s": Parameter(Taken.STAR)}
    found = [kinds.get(m.group(), Parameter(Taken.OPTIONAL, m.group(1) or "")) for m in _SPEC.finditer(spec[0])]
    return named.group(1), Definition(tuple(found[:_MAX_PARAMETERS]), body[0]), body[1]


def primitive_definition(source: str, at: int) -> tuple[str, Definition | None, int] | None:
    r"""The same for what follows ``\def``: ``\name#1 and #2.{body}``, with the marks between as delimiters."""
    at = tokens.after_space(source, at)
    if not source.startswith("\\", at):
        return None
    name = tokens.name_at(source, at, with_at=True)
    text = _PARAMETER_TEXT.match(source, at + len(name))
    if not text or len(text.group()) > 200:
        return None
    body = tokens.argument(source, text.end(), with_at=True)
    return (name, Definition(_parameters(text.group(1)), body[0]), body[1]) if body else None


def _parameters(text: str) -> tuple[Parameter, ...]:
    lead, *rest = re.split(r"#\d", text)
    found = [Parameter(Taken.LITERAL, lead)] if lead.strip() else []
    found += [Parameter(Taken.UNTIL, mark) if mark.strip() else Parameter() for mark in rest[:_MAX_PARAMETERS]]
    return tuple(found)


def filled(definition: Definition, arguments: list[str]) -> str:
    r"""The body with the arguments in place of ``#1``, ``#2``; ``##`` becomes ``#``."""
    if "#" not in definition.body:
        return definition.body

    def value(mark: re.Match[str]) -> str:
        if mark.group(1) == "#":
            return "#"
        position = int(mark.group(1)) - 1
        given = arguments[position] if position < len(arguments) else ""
        following = definition.body[mark.end() : mark.end() + 1]
        grows = _ENDS_IN_NAME.search(given) and (following.isalpha() or following == "#")
        return f"{given} " if grows else given

    return re.sub(r"#([1-9#])", value, definition.body)


def _optional(source: str, at: int) -> tuple[str | None, int]:
    found = tokens.optional(source, at)
    return found if found else (None, at)
