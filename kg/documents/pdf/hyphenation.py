"""Whether a word that a line breaks in two is written with a hyphen: the paper itself knows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.documents.pdf.characters import SOFT_HYPHEN
from kg.documents.pdf.page_lines import Line


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STRIP = ".,;:!?()[]{}\"'“”‘’`*†"
_LAST_CAPITAL = re.compile(r"(?<=[a-z])[A-Z][a-z]*$")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_PARTS = _words(
    """
    self state non well high low long short large small cross semi zero one two three four few real open end
    hand human task domain model time user general special fine full half mid near single double all much so
    question left right top bottom second third first attention encoder decoder word sentence token character
    document image text speech language knowledge machine deep layer level multi mini byte input output finite
    cost log noise tree graph
    """
)
"""What a hyphen often follows; it stays where the rest is a word of its own."""

_LAST_PARTS = _words(
    """
    based of the to art level wise aware specific free like scale shot end quality dimensional trained tuned
    guided driven supervised agnostic oriented independent dependent order stage step head hop layer wide sized
    only hoc world time known called labeled annotated efficient rate source turn way class label parameter bit
    structured related valued suited established effective contrastive batch batches tune tuning grained
    """
)
"""What a hyphen often precedes; it stays where the beginning is a word of its own and no prefix."""

_COMPOUNDS = _words(
    """
    pre-train pre-trains pre-trained pre-training fine-tune fine-tunes fine-tuned fine-tuning fine-grained
    co-occur co-occurs co-occurring co-occurrence co-occurrences co-adaptation co-attention
    encoder-decoder trade-off trade-offs open-source open-sourced re-rank re-ranks re-ranked
    """
)
"""What papers of this field mostly write with a hyphen."""

_PREFIXES = _words(
    "un in re de dis co over under other like up out with any some every no to be for im ir il mis path life"
)


def whole_words(lines: Iterable[Line]) -> Iterator[str]:
    """The words of the lines without the halves of those that a line's end breaks."""
    broken = False
    for line in lines:
        words = line.words[1:] if broken else line.words
        broken = line.words[-1].text[-1] in ("-", SOFT_HYPHEN)
        for word in words[:-1] if broken else words:
            yield word.text


class Hyphenation:
    """Mends words at line ends by the words that stand unbroken in the same paper."""

    def __init__(self, words: Iterable[str]) -> None:
        self._seen: Counter[str] = Counter()
        for word, count in Counter(words).items():
            self._seen[word.strip(_STRIP).lower()] += count

    def mended(self, left: str, right: str) -> str:
        """The two halves as one word, with a hyphen where the paper writes it with one.

        left has lost its hyphen. Joined and hyphenated spellings in the paper decide first; then capitals and digits
        ("GPT-" + "3") and words that are mostly written with a hyphen; else the hyphen goes.

        >>> mend = Hyphenation(["multilingual", "well-known"]).mended
        >>> mend("multi", "lingual"), mend("well", "known."), mend("LLaMA", "65B"), mend("founda", "tion")
        ('multilingual', 'well-known.', 'LLaMA-65B', 'foundation')
        """
        return f"{left}-{right}" if self._keeps(left, right) else left + right

    def joins(self, left: str, right: str) -> bool:
        """Whether left, which ends in the hyphen of a line's end, and right are one word without it."""
        return not self._keeps(left[:-1], right)

    def knows(self, word: str) -> bool:
        """Whether the word stands unbroken in the paper more than once."""
        return self._seen[word.strip(_STRIP).lower()] > 1

    def _keeps(self, left: str, right: str) -> bool:
        first, last = left.lstrip(_STRIP).lower(), right.strip(_STRIP).lower()
        joined, hyphenated = self._seen[first + last], self._seen[f"{first}-{last}"]
        if joined != hyphenated:
            return hyphenated > joined
        if not right[:1].islower() or not left[-1:].isalpha():
            return True
        capital = _LAST_CAPITAL.search(left)
        if capital and self._seen[(capital.group() + right).strip(_STRIP).lower()]:
            return False  # "TheP" + "ile" in a paper that writes "Pile"
        part = first.rpartition("-")[2]
        if part != left.rpartition("-")[2].lstrip(_STRIP) and part.capitalize() != left.lstrip(_STRIP):
            return True  # capitals within: a name
        rest = _WORD.match(last)
        ending = rest.group() if rest else ""
        if f"{part}-{ending}" in _COMPOUNDS or (part == "well" and len(ending) > 2):
            return True
        if "-" in first and not self._seen[part + ending] and self._seen[ending]:
            return True
        if part in _FIRST_PARTS:
            return ending in _LAST_PARTS or (len(ending) > 3 and self._seen[ending] > 0)
        return ending in _LAST_PARTS and self._seen[part] > 0 and part not in _PREFIXES
