"""Search by name: what was typed may be the beginning, a part, or a slip of the pen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kg.core.lineage import NodeKind
from kg.core.names import fold, unaccented
from kg.store.catalogue import Entry

MOST_HITS = 50

_LONGEST_QUERY = 300
_LONGEST_NAME = 300  # folded; of a longer name the beginning is looked at
_EXACT, _BEGINS, _WORD_BEGINS, _HOLDS, _ALL_WORDS = 100.0, 95.0, 90.0, 86.0, 84.0
_LEAST_ALIKE = 74.0  # of 100; below that nobody would say that he mistyped it
_LEAST_PARTLY = 84.0
_PARTLY = 0.85  # what a likeness to a part of a name is worth
_EACH_WORD = 72.0
_LETTERS_A_SLIP = 4
_MOST_SLIPS = 2  # in a word
_SHORTEST_SLIP = 4  # characters; shorter names are too much alike all of them
_SHORT = 3  # characters; of so many one may be a slip, where nothing goes by them and the first is right
_SHORT_SLIP = 70.0


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found, by which of its names, and how well that fits, of 100."""

    entry: Entry
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    entry: Entry
    text: str
    folded: str
    words: str


class NameIndex:
    """All names of a graph, ready to be searched."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names = [_Name(e, n, fold(n)[:_LONGEST_NAME], _plain(n)) for e in entries for n in e.names if fold(n)]
        self._with_word: defaultdict[str, set[int]] = defaultdict(set)
        for place, name in enumerate(self._names):
            for word in name.words.split():
                self._with_word[word].add(place)

    def search(
        self, text: str, *, kinds: Collection[NodeKind] = tuple(NodeKind), limit: int = MOST_HITS
    ) -> tuple[Hit, ...]:
        """The best hits, each thing once by its best name; equals by how many papers use them, then by label."""
        text = text[:_LONGEST_QUERY]
        best: dict[str, Hit] = {}
        for name, score in self._scored(fold(text), _plain(text)):
            known = best.get(name.entry.iri)
            if name.entry.kind in kinds and (known is None or known.score < score):
                best[name.entry.iri] = Hit(name.entry, name.text, score)
        return tuple(sorted(best.values(), key=_standing)[:limit])

    def _scored(self, folded: str, words: str) -> Iterator[tuple[_Name, float]]:
        if not folded:
            return
        plain = [(name, s) for name in self._names if (s := _plainly(name, folded, words)) is not None]
        yield from plain
        if len(folded) == _SHORT and not plain:
            yield from ((name, _SHORT_SLIP) for name in self._names if _one_slip(folded, name.folded))
        if len(folded) >= _SHORTEST_SLIP:
            alike = process.extract_iter(
                folded, [n.folded for n in self._names], scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE
            )
            yield from ((self._names[place], score * _PARTLY) for _, score, place in alike)
            longer = [name for name in self._names if len(name.words) >= len(words)]
            for scorer in (fuzz.partial_ratio, fuzz.partial_token_sort_ratio):  # as typed, and in any order
                partly = process.extract_iter(
                    words, [n.words for n in longer], scorer=scorer, score_cutoff=_LEAST_PARTLY
                )
                yield from ((longer[place], score * _PARTLY * _PARTLY) for _, score, place in partly)
            yield from ((self._names[place], _EACH_WORD) for place in self._word_by_word(words.split()))

    def _word_by_word(self, typed: list[str]) -> set[int]:
        """The places of the names that have each of several words, each perhaps with a slip or two of its own."""
        return set.intersection(*map(self._near, typed)) if len(typed) > 1 else set()

    def _near(self, word: str) -> set[int]:
        slips = min(_MOST_SLIPS, len(word) // _LETTERS_A_SLIP)
        near = process.extract_iter(word, self._with_word.keys(), scorer=OSA.distance, score_cutoff=slips)
        return set[int]().union(*(self._with_word[w] for w, _, _ in near))


def _plainly(name: _Name, folded: str, words: str) -> float | None:
    if name.folded == folded:
        return _EXACT
    if name.folded.startswith(folded):
        return _BEGINS
    if f" {words}" in f" {name.words}":
        return _WORD_BEGINS
    if len(folded) >= _SHORTEST_SLIP and folded in name.folded and _holds(name.words.split(), folded):
        return _HOLDS
    begun = f" {name.words}"
    return _ALL_WORDS if words and all(f" {word}" in begun for word in words.split()) else None


def _holds(words: list[str], folded: str) -> bool:
    """Whether it is a part of one word, or words written as one; no end of one with the start of another."""
    return any(folded in word for word in words) or any(
        "".join(words[start:end]) == folded for start in range(len(words)) for end in range(start + 1, len(words) + 1)
    )


def _one_slip(typed: str, name: str) -> bool:
    return typed[0] == name[0] and OSA.distance(typed, name, score_cutoff=1) <= 1


def _plain(text: str) -> str:
    """The words of the text in lower case, without accents and punctuation."""
    kept = (c if c.isalnum() or c == "+" else " " for c in unaccented(text[:_LONGEST_NAME]).lower())
    return " ".join("".join(kept).split())


def _standing(hit: Hit) -> tuple[object, ...]:
    entry = hit.entry
    unread = entry.kind is NodeKind.PAPER and not entry.read
    return -round(hit.score), unread, -entry.used, entry.kind, entry.label.casefold(), entry.iri
