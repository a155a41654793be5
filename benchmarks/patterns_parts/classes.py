"""Characters that a class of a pattern takes."""

import re._constants as kinds  # type: ignore[import-not-found]
from collections.abc import Callable, Iterator
from typing import Any

_TESTS: dict[Any, Callable[[str], bool]] = {
    kinds.CATEGORY_DIGIT: str.isdigit,
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    kinds.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    kinds.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    kinds.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
_EXAMPLES = {
    kinds.CATEGORY_DIGIT: "1",
    kinds.CATEGORY_SPACE: " ",
    kinds.CATEGORY_WORD: "a",
    kinds.CATEGORY_NOT_DIGIT: "a",
    kinds.CATEGORY_NOT_SPACE: "a",
    kinds.CATEGORY_NOT_WORD: "-",
}
_USUAL = "a1 -.A,(\x00é"


def takes(items: list[tuple[Any, Any]], character: str) -> bool:
    """Whether the class takes the character, without regard to case."""
    if items and items[0][0] is kinds.NEGATE:
        return not takes(items[1:], character)
    return any(
        (kind is kinds.LITERAL and chr(value) == character)
        or (kind is kinds.RANGE and value[0] <= ord(character) <= value[1])
        or (kind is kinds.CATEGORY and value in _TESTS and _TESTS[value](character))
        for kind, value in items
    )


def example(items: list[tuple[Any, Any]]) -> str:
    """A character that the class takes, a usual one if it can be."""
    kind, value = items[0]
    if kind is kinds.NEGATE:
        return next((c for c in _USUAL if takes(items, c)), "é")
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.RANGE:
        return chr(value[0] if value[0] > 32 else min(value[1], 97))
    return _EXAMPLES.get(value, "a")


def members(items: list[tuple[Any, Any]]) -> Iterator[str]:
    """A character for each part of the class, or the usual ones that it takes."""
    if items[0][0] is kinds.NEGATE:
        yield from (c for c in _USUAL[:6] if takes(items, c))
    else:
        yield from dict.fromkeys(example([item]) for item in items)
