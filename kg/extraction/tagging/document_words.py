"""What a document says, all over, of each word that may belong to a name."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.extraction.tagging.anchors import Anchors, context_classes
from kg.extraction.tagging.cue_words import act_of
from kg.extraction.tagging.forms import Form, Names, encoded
from kg.extraction.tagging.words import Words

_FEW = (1, 2, 4, 8, 16)
_BEING = frozenset(["is", "are", "was", "were", "can", "also", "has", "have", "which", "that", ")", "’", "'", "s"])


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """The word without the "s" of a plural that capitals or figures bear.

    >>> stem_of("CNNs"), stem_of("Reeds")
    ('CNN', 'Reeds')
    """
    return word[:-1] if len(word) > 2 and word[-1] == "s" and not word[-2].islower() and word[-2].isalnum() else word


class DocumentWords:
    """Features of each word form that hold wherever the document has it."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        self._after: dict[str, Counter[str]] = defaultdict(Counter)
        self._before: dict[str, Counter[str]] = defaultdict(Counter)
        self._does: dict[str, Counter[str]] = defaultdict(Counter)
        self._marks: dict[str, Counter[str]] = defaultdict(Counter)
        self._cited: Counter[str] = Counter()
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._told: dict[str, Names] = {}

    def see(self, words: Words, forms: Sequence[Form], anchors: Anchors, marks: Sequence[tuple[str, ...]]) -> None:
        """Take in one stretch of the document, before any word is asked about."""
        size = len(words)
        for i, form in enumerate(forms):
            word = stem_of(words.forms[i])
            if not form.name_like:
                self._small[word] += 1
                if not marks[i]:
                    continue
            self._count[word] += 1
            noun, act = context_classes(anchors.left[i], anchors.before_left[i], anchors.right[i])
            if noun:
                self._after[word][noun] += 1
            if act:
                self._before[word][act] += 1
            for mark in marks[i]:
                self._marks[word][mark[1:]] += 1
            if i + 1 < size:
                following = forms[i + 1].lower
                if following in ("(", "["):
                    self._cited[word] += 1
                elif following in _BEING and i + 2 < size:
                    following = forms[i + 2].lower
                if did := act_of(following):
                    self._does[word][did] += 1
            self._kinds[word].add(words.kind)

    def explain(self, told: Mapping[str, set[str]]) -> None:
        """Take in what is known of words from elsewhere in the document: titles, abbreviations."""
        for word, names in told.items():
            self._kinds[stem_of(word)] |= names

    def of(self, word: str) -> Names:
        """The features of a word; none where the document says nothing of it."""
        found = self._told.get(word)
        if found is None:
            found = self._told[word] = self._tell(stem_of(word))
        return found

    def _tell(self, word: str) -> Names:
        count = self._count[word]
        if not count:
            return ()
        names = [f"dn={_bucket(count)}"]
        if self._small[word.lower()]:
            names.append(f"dlow={_bucket(self._small[word.lower()])}")
        for prefix, counted in (
            ("da", self._after[word]),
            ("db", self._before[word]),
            ("dv", self._does[word]),
            ("dm", self._marks[word]),
        ):
            for name, times in counted.items():
                share = times / count
                names.append(f"{prefix}={name}:{'h' if share > 0.5 else 'm' if share > 0.15 else 'l'}")
                if times > 1:
                    names.append(f"{prefix}2={name}")
        if self._cited[word]:
            names.append(f"dcit={_bucket(self._cited[word])}")
        names += [f"dk={kind}" for kind in sorted(self._kinds[word])]
        return encoded(*names)


def _bucket(count: int) -> int:
    return sum(count >= few for few in _FEW)
