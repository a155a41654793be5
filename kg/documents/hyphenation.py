"""Whether a word that a line breaks in two is written with a hyphen: the paper itself knows."""

import re
from collections import Counter
from collections.abc import Iterable

_STRIP = ".,;:!?()[]{}\"'“”‘’`*†"
_LAST_CAPITAL = re.compile(r"(?<=[a-z])[A-Z][a-z]*$")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_PARTS = frozenset(
    [
        "self",
        "state",
        "non",
        "well",
        "high",
        "low",
        "long",
        "short",
        "large",
        "small",
        "cross",
        "semi",
        "zero",
        "one",
        "two",
        "three",
        "four",
        "few",
        "real",
        "open",
        "end",
        "hand",
        "data",
        "human",
        "task",
        "domain",
        "model",
        "time",
        "user",
        "general",
        "special",
        "fine",
        "full",
        "half",
        "part",
        "mid",
        "near",
        "single",
        "double",
        "all",
        "auto",
        "ever",
        "much",
        "so",
        "question",
        "sub",
        "left",
        "right",
        "top",
        "bottom",
        "second",
        "third",
        "first",
        "large-scale",
        "out",
        "on",
        "off",
        "in",
        "up",
        "down",
        "attention",
        "encoder",
        "decoder",
        "word",
        "sentence",
        "token",
        "character",
        "document",
        "image",
        "text",
        "speech",
        "language",
        "knowledge",
        "machine",
        "deep",
        "layer",
        "level",
    ]
)
_LAST_PARTS = frozenset(
    [
        "based",
        "of",
        "the",
        "to",
        "art",
        "level",
        "wise",
        "aware",
        "specific",
        "free",
        "like",
        "scale",
        "shot",
        "end",
        "quality",
        "dimensional",
        "trained",
        "tuned",
        "guided",
        "driven",
        "supervised",
        "agnostic",
        "oriented",
        "independent",
        "dependent",
        "order",
        "stage",
        "step",
        "head",
        "hop",
        "layer",
        "wide",
        "sized",
        "only",
        "hoc",
        "world",
        "time",
        "known",
        "called",
        "labeled",
        "annotated",
        "efficient",
        "rate",
        "source",
        "turn",
        "way",
        "class",
        "label",
        "parameter",
        "bit",
    ]
)


class Hyphenation:
    """Mends words at line ends by the words that stand unbroken in the same paper."""

    def __init__(self, words: Iterable[str]) -> None:
        self._seen = Counter(word.strip(_STRIP).lower() for word in words)

    def mended(self, left: str, right: str) -> str:
        """The two halves as one word, with a hyphen where the paper writes it with one.

        left has lost its hyphen. Joined and hyphenated spellings in the paper decide first; then capitals and digits
        ("GPT-" + "3") and words that are mostly written with a hyphen; else the hyphen goes.

        >>> mend = Hyphenation(["multilingual", "well-known"]).mended
        >>> mend("multi", "lingual"), mend("well", "known."), mend("LLaMA", "65B"), mend("founda", "tion")
        ('multilingual', 'well-known.', 'LLaMA-65B', 'foundation')
        """
        return f"{left}-{right}" if self._keeps(left, right) else left + right

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
        if "-" in first and self._seen[f"{part}{last}"] == 0 and self._seen[last]:
            return True
        right_word = _WORD.match(last)
        return part in _FIRST_PARTS or (right_word is not None and right_word.group() in _LAST_PARTS)
