"""Texts that look like a form for a while: words of its own beside any characters, and good files made worse."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

Text = TypeVar("Text", str, bytes)

_ANY = st.text(max_size=12)
_PLACE = st.integers(0, 10_000)


def mixed(words: Sequence[str], *, most: int = 60) -> st.SearchStrategy[str]:
    """Words of the form in any order, with anything between them."""
    piece = st.one_of(st.sampled_from(list(words)), st.sampled_from(list(words)), _ANY)
    repeated = st.tuples(piece, st.integers(1, 40)).map(lambda given: given[0] * given[1])
    return st.lists(st.one_of(piece, piece, piece, repeated), max_size=most).map("".join)


def worsened(files: Sequence[str], words: Sequence[str]) -> st.SearchStrategy[str]:
    """A good file, cut, doubled, overwritten and strewn with words of its form in up to eight places."""
    edit = st.tuples(
        st.sampled_from("icdo"), _PLACE, st.integers(0, 200), st.one_of(st.sampled_from(list(words)), _ANY)
    )
    return st.builds(_edited, st.sampled_from(list(files)), st.lists(edit, max_size=8))


def worsened_bytes(files: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """A good file of bytes with up to eight stretches cut, doubled or overwritten."""
    edit = st.tuples(st.sampled_from("icdo"), _PLACE, st.integers(0, 200), st.binary(max_size=12))
    return st.builds(_edited, st.sampled_from(list(files)), st.lists(edit, max_size=8))


def _edited(text: Text, edits: Sequence[tuple[str, int, int, Text]]) -> Text:
    for kind, place, length, new in edits:
        at = len(text) * place // 10_000
        match kind:
            case "i":
                text = text[:at] + new + text[at:]
            case "c":
                text = text[:at] + text[at + length :]
            case "d":
                text = text[: at + length] + text[at:]
            case _:
                text = text[:at] + new + text[at + len(new) :]
    return text
