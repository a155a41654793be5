"""What other finders say of each word."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kg.core.spans import Span
from kg.extraction.tagging.words import Words


class Marks:
    """Stretches of text with a name each, looked up by word.

    A word at a stretch's beginning bears "B" and the name, one further inside "I" and the name.
    """

    def __init__(self, marked: Iterable[tuple[Span, str]]) -> None:
        self._marked = sorted(set(marked))
        self._starts = [span.start for span, _ in self._marked]
        self._longest = max((len(span) for span, _ in self._marked), default=0)

    def of(self, words: Words) -> list[tuple[str, ...]]:
        """The marks of each word, in alphabetical order; a word without any has an empty tuple."""
        size = len(words)
        found: list[set[str]] | None = None
        first = bisect_left(self._starts, words.starts[0] - self._longest)
        last = bisect_right(self._starts, words.ends[-1])
        for span, name in self._marked[first:last]:
            at = bisect_left(words.starts, span.start)
            if at and words.ends[at - 1] > span.start:
                at -= 1
            begins = at < size and words.starts[at] >= span.start
            while at < size and words.starts[at] < span.end:
                found = found if found is not None else [set() for _ in range(size)]
                found[at].add(("B" if begins else "I") + name)
                begins = False
                at += 1
        return [()] * size if found is None else [tuple(sorted(f)) for f in found]
