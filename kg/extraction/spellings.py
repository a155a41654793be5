"""Where a text spells any of many names, found in one walk over its words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")


class Spellings:
    """Names to be found as whole words, to the letter.

    However many names there are, each word of a text costs a look-up for each length that a name beginning with it has.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in names:
            if first := _WORD.match(name):
                self._by_word[first.group()][len(name)].add(name)

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each name begins, and the name: in the text's order, at one place the longest first.

        >>> list(Spellings(["Reed", "Reed-8"]).within("Reed-8 and Reeds"))
        [(0, 'Reed-8'), (0, 'Reed')]
        """
        for word in _WORD.finditer(text):
            by_length = self._by_word.get(word.group())
            if by_length is None:
                continue
            at = word.start()
            for length in sorted(by_length, reverse=True):
                spelled = text[at : at + length]
                if spelled in by_length[length] and not _WORD.match(text, at + length):
                    yield at, spelled


def lowered(text: str) -> str:
    """The text in small letters, each at its place: letters that would grow are left as they are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
