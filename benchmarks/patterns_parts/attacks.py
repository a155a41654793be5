"""Texts that are hard for a pattern, made of the pattern itself: what it repeats, over and over, and another end."""

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any

from patterns_parts.classes import example, members

_LONG = 20
"""A repeat of so many or more counts as endless."""

_END = "\x00"
"""What no pattern expects."""

_PLAIN = ("a", "A", "1", " ", "a ", "A. ", "(", "[", "{", "-", ".", ",", "\n", "a-", "a.", '"', "\\", "<", "A1-")


def pieces(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Pairs of a beginning and a piece to be repeated after it, each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: list[tuple[str, str]] = []
    whole = _told(parser.parse(source, pattern.flags & ~(re.DEBUG | re.UNICODE)), found, "")
    both = [*found, *(("", piece) for _, piece in found), ("", whole[:-1]), *(("", p) for p in _PLAIN)]
    again = [("", before + 5 * piece) for before, piece in found if 0 < len(before) < 200]
    return list(dict.fromkeys((before, piece) for before, piece in (*both, *again) if piece))


def text_of(before: str, piece: str, length: int, pattern: re.Pattern[Any]) -> str | bytes:
    """A text of about the length, of the kind that the pattern reads."""
    text = before + piece * max(1, (length - len(before)) // len(piece)) + _END
    return text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")


def _told(tree: Any, found: list[tuple[str, str]], before: str) -> str:
    """A text that the tree matches; its endless repeats are added to what was found, with the text before them."""
    out = ""
    for kind, value in tree:
        out += _one(kind, value, found, before + out)
    return out


def _one(kind: Any, value: Any, found: list[tuple[str, str]], before: str) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.NOT_LITERAL:
        return "a" if chr(value) != "a" else "b"
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.IN:
        return example(value)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return _repeat(value, found, before)
    if kind is kinds.SUBPATTERN:
        return _told(value[3], found, before)
    if kind is kinds.ATOMIC_GROUP:
        return _told(value, found, before)
    if kind is kinds.BRANCH:
        texts = [_told(branch, found, before) for branch in value[1]]
        return texts[0]
    return ""


def _repeat(value: Any, found: list[tuple[str, str]], before: str) -> str:
    least, most, tree = value
    body = _told(tree, found, before)
    if most is kinds.MAXREPEAT or most >= _LONG:
        found += [(before, piece) for piece in dict.fromkeys((body, *_alternatives(tree)))]
    return body * max(least, 1 if most else 0)


def _alternatives(tree: Any) -> Iterator[str]:
    """Other characters that a repeated class takes."""
    if len(tree) == 1 and tree[0][0] is kinds.IN:
        yield from members(tree[0][1])
    elif len(tree) == 1 and tree[0][0] in (kinds.ANY, kinds.NOT_LITERAL):
        yield from "a1 A."
