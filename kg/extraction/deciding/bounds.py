"""Where names end that a tagger runs together, or runs on with a word hung on."""

from collections.abc import Iterator

from kg.extraction.spellings import RAISED
from kg.extraction.tagging.words import Words

_BREAKS = frozenset(",;:()[]{}=<>|†‡§¶∗")
_HYPHENS = frozenset("-‐‑–")
# what may be hung on a name and belong to it: sizes, parts and kinds of one model or one collection
_OWN_TAILS = frozenset(
    [
        "base",
        "large",
        "small",
        "medium",
        "tiny",
        "mini",
        "huge",
        "big",
        "xl",
        "xxl",
        "xlarge",
        "nano",
        "cased",
        "uncased",
        "hard",
        "easy",
        "high",
        "middle",
        "clean",
        "other",
        "full",
        "lite",
        "light",
        "news",
        "wiki",
        "books",
        "web",
        "code",
        "multilingual",
        "en",
        "de",
        "fr",
        "zh",
        "net",
        "dev",
        "test",
        "train",
        "val",
        "matched",
        "mismatched",
    ]
)


def names_within(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The names in a run of words: parted at commas, brackets, marks and a plus between spaces, without "-like" and its kin.

    "Wikipedia + Reed Books" are two names, "BERT-like" and "ImageNet-pretrained" hold one with a word hung on.
    """
    start = first
    for at in range(first, last + 1):
        if at == last or words.forms[at] in _BREAKS or not words.forms[at].strip(RAISED) or _stands_alone(words, at):
            if start < at:
                end = _without_tail(words, start, at)
                if any(w[0].isalnum() for w in words.forms[start:end]):
                    yield start, end
            start = at + 1


def _stands_alone(words: Words, at: int) -> bool:
    """Whether the word is a plus with a space on either side."""
    return (
        words.forms[at] == "+"
        and 0 < at < len(words) - 1
        and words.ends[at - 1] < words.starts[at]
        and words.ends[at] < words.starts[at + 1]
    )


def _without_tail(words: Words, start: int, end: int) -> int:
    """The end of the name before a small word that a hyphen hangs on it."""
    forms = words.forms
    while (
        end - start > 2 and forms[end - 2] in _HYPHENS and forms[end - 1].islower() and forms[end - 1] not in _OWN_TAILS
    ):
        if not any(c.isupper() or c.isdigit() for w in forms[start : end - 2] for c in w):
            break
        end -= 2
    return end
