"""The stretches of a reference between two marks, and what they look like."""

from functools import lru_cache
from typing import NamedTuple

from kg.documents.references.parsing.tagging.tokens import Token

_BREAKS = frozenset(',;:?!()[]“”"«»–—/|')
_CUE_CLASSES = frozenset(("venue", "publisher", "place", "month", "report", "university", "web", "editor"))


class Look(NamedTuple):
    """The features of what a chunk looks like from within, and from the chunks before and behind it."""

    own: tuple[bytes, ...]
    as_left: tuple[bytes, ...]
    as_right: tuple[bytes, ...]
    as_second_right: bytes


class Chunk(NamedTuple):
    """The tokens between two marks, from first up to end, and what they look like."""

    first: int
    end: int
    look: Look


def breaks(token: Token) -> bool:
    """Whether a chunk ends behind the token: at a mark, at a full stop unless it follows an initial or short word."""
    after = token.after
    if not after:
        return False
    if not _BREAKS.isdisjoint(after):
        return True
    text = token.text
    return "." in after and (len(text) > 4 or text[0].islower() or text[-1].isdigit())


def chunks_of(tokens: list[Token], classes: list[str], ends: list[bool]) -> tuple[list[Chunk], list[int]]:
    """The chunks in order, and for each token the number of its chunk; ends says behind which tokens one ends."""
    chunks: list[Chunk] = []
    of_token: list[int] = []
    first = 0
    for i, ended in enumerate(ends):
        of_token.append(len(chunks))
        if ended or i + 1 == len(ends):
            chunks.append(Chunk(first, i + 1, _look(tokens[first : i + 1], classes[first : i + 1])))
            first = i + 1
    return chunks, of_token


def _look(tokens: list[Token], classes: list[str]) -> Look:
    """What a chunk looks like: its length, its capitals, the cues in it."""
    named = small = 0
    numbers = False
    for token, kind in zip(tokens, classes, strict=True):
        opening = token.text[0]
        if opening.isupper():
            named += 1
        elif kind == "small" and len(token.text) > 3:
            small += 1
        elif opening.isdigit():
            numbers = True
    size = len(tokens)
    length = size if size < 4 else 4 if size < 7 else 7 if size < 11 else 11
    capitals = "all" if named == size else "first" if named <= 1 else "some"
    cues = _CUE_CLASSES.intersection(classes)
    initials = "initial" in classes or "block" in classes
    return _described(length, capitals, min(small, 3), frozenset(cues), numbers, initials)


@lru_cache(maxsize=2048)
def _described(length: int, capitals: str, small: int, cues: frozenset[str], numbers: bool, initials: bool) -> Look:
    looks = (
        f"n{length}",
        f"{capitals}{small}",
        f"{min(length, 4)}{capitals}{'9' if numbers else ''}{'i' if initials else ''}{'w' if small > 1 else ''}",
        "+".join(sorted(cues)) or "-",
    )
    own, left, right = (tuple(f"{side}k{look}".encode() for look in looks) for side in ("", "-", "+"))
    return Look(own, left, right, f"++k{looks[2]}".encode())
