"""What a word's letters tell of it, wherever it stands."""

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extraction.tagging.cue_words import act_of, class_of

Names = tuple[bytes, ...]
"""Features in UTF-8, as the tagger takes them without turning them over."""

_RUNS = re.compile(r"(.)\1+")


class Form(NamedTuple):
    """What a word tells of itself and of its neighbours.

    own are its features, as_left those of the word behind it, as_right of the word before it, and so on; lower is the
    word in small letters as it enters pairs. name_like says that it holds a capital or stands between letters and
    figures, anchor that lists of names end at it.
    """

    own: Names
    as_left: Names
    as_second_left: Names
    as_right: Names
    as_second_right: Names
    lower: str
    shape: str
    name_like: bool
    anchor: bool


def encoded(*names: str) -> Names:
    """The names as the tagger takes them; none may hold a line break."""
    return tuple("\n".join(names).encode("utf-8", "replace").split(b"\n"))


@lru_cache(maxsize=65536)
def form_of(word: str) -> Form:
    """All that the letters of a word tell; the same value for the same word.

    >>> form_of("ResNet").name_like, form_of("ResNet").shape, form_of("and").anchor
    (True, 'AaAa', False)
    """
    lower, shape = word.lower(), shape_of(word)
    first = word[0]
    is_word = first.isalnum()
    name_like = is_word and (any(c.isupper() for c in word) or (not word.isdigit() and any(c.isdigit() for c in word)))
    anchor = first in ".;:?!" or (is_word and not name_like and not word.isdigit() and lower not in _JOINING)
    told = lower if not word.isdigit() else ("9" * min(len(word), 5) if len(word) != 4 else f"{word[:2]}99")
    kind = class_of(lower)
    neighbour = f"{shape[:4]}{kind}"
    own = (f"w={told}", f"s={shape}", *_letters(word, lower, kind))
    return Form(
        encoded(*own),
        encoded(f"-w={told}", f"-s={neighbour}"),
        encoded(f"--w={told}"),
        encoded(f"+w={told}", f"+s={neighbour}"),
        encoded(f"++w={told}"),
        told,
        shape,
        name_like,
        anchor,
    )


_JOINING = frozenset(["and", "or", "et", "al", "e", "g", "i"])


def _letters(word: str, lower: str, kind: str) -> tuple[str, ...]:
    if not word[0].isalnum():
        return ("punct",)
    found = [f"p3={lower[:3]}", f"s3={lower[-3:]}", f"l={min(len(word), 9)}"]
    if len(word) > 4:
        found += [f"p4={lower[:4]}", f"s4={lower[-4:]}"]
    found += [f"s2={lower[-2:]}"]
    if kind:
        found.append(f"k={kind}")
    if act := act_of(lower):
        found.append(f"act={act}")
    if any(c.isupper() for c in word[1:]):
        found.append("inner")
    if any(c.isdigit() for c in word) and not word.isdigit():
        found.append("alnum")
    return tuple(found)


def shape_of(word: str) -> str:
    """The word with each run of capitals as A, of small letters as a, of figures as 9; other marks stay.

    >>> shape_of("CIFAR"), shape_of("wav2vec"), shape_of("-")
    ('A', 'a9a', '-')
    """
    mapped = "".join("A" if c.isupper() else "a" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return _RUNS.sub(r"\1", mapped)[:8]
