"""Known names as one automaton, matched over all their spellings at once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import ahocorasick

from kg.core.entity import EntityKind
from kg.core.names import fold, unaccented
from kg.core.spans import Span
from kg.extraction.spellings import without_mark

_WORD = re.compile(r"[^\W_]+")
# what may stand between the parts of one name: "MS-COCO", "Common Crawl", "CNN/Daily Mail", "AG's"
_SEPARATOR = re.compile(r"(?:[ \t]?\n[ \t]?|[ \t]{0,2}|\.|[ \t]?[-‐‑–—/_'’&+][ \t]?)\Z")
# what may follow a name inside one run of letters: a plural, a size, a model's depth
SIZE = r"(?:\d+(?:\.\d+)?\s?[BM]\b|(?i:base|large|small|medium|tiny|mini|huge|xl|xxl|xlarge)\b)"
_TAIL = re.compile(rf"(?:s|{SIZE})\Z")
_INSIDE_NUMBER = re.compile(r"\d\.\d")
_DEPTH_TAIL = re.compile(r"\d{2,4}\Z")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One spelling of one known thing.

    canonical is its main name, entity_id its identifier; an ambiguous spelling needs a second sign in the text.
    """

    spelling: str
    kind: EntityKind
    canonical: str
    entity_id: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that spells one or more known things; entries are sorted by identifier."""

    span: Span
    entries: tuple[LexiconEntry, ...]


class Lexicon:
    """An immutable set of entries that finds its spellings in a text in one pass.

    >>> entry = LexiconEntry("Common Crawl", EntityKind.DATASET, "Common Crawl", "dataset:commoncrawl")
    >>> text = "We clean five CommonCrawl dumps."
    >>> [text[h.span.start:h.span.end] for h in Lexicon([entry]).find(text)]
    ['CommonCrawl']
    """

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        by_fold: dict[str, set[LexiconEntry]] = {}
        for entry in entries:
            if key := fold(entry.spelling).replace("+", ""):
                by_fold.setdefault(key, set()).add(entry)
        self._automaton = ahocorasick.Automaton()
        for key, found in by_fold.items():
            ordered = tuple(sorted(found, key=lambda e: (e.entity_id, e.spelling)))
            self._automaton.add_word(key, (len(key), ordered))
        self._size = len(by_fold)
        if self._size:
            self._automaton.make_automaton()
        models = {key for key, found in by_fold.items() if any(e.kind is EntityKind.MODEL for e in found)}
        self._versioned = {key[:-1] for key in models if key[-1] in "123456789" and key[:-1] in models}

    def __len__(self) -> int:
        return self._size

    def lookup(self, name: str) -> tuple[LexiconEntry, ...]:
        """The entries that the whole name spells, whatever its case, sorted by identifier."""
        key = fold(name).replace("+", "")
        return self._automaton.get(key)[1] if key and self._size and key in self._automaton else ()

    def is_versioned(self, name: str) -> bool:
        """Whether known models bear the name and a figure, as GPT-2 and GPT-3 bear GPT's: so may others."""
        return fold(name).replace("+", "") in self._versioned

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the longest hits from left to right; they never overlap.

        A hit begins where a word begins and ends where one ends, or before a plural "s" or a model's size. Letter case
        is judged by ``fits_case``.
        """
        if not self._size:
            return
        squashed, offsets, starts, ends = _squash(text)
        found: list[Hit] = []
        for last, (length, entries) in self._automaton.iter(squashed):
            first = last - length + 1
            start, end = offsets[first], offsets[last] + 1
            if start not in starts or not _ends_well(text, end, ends) or not _joined(text, start, end):
                continue
            fitting = tuple(e for e in entries if fits_case(e, text[start:end]))
            if fitting:
                found.append(Hit(Span(start, end), fitting))
        yield from _longest(found)


def _squash(text: str) -> tuple[str, list[int], set[int], set[int]]:
    """The text's letters and digits in lower case, with each one's offset, and where words start and end."""
    letters: list[str] = []
    offsets: list[int] = []
    starts: set[int] = set()
    ends: set[int] = set()
    for word in _WORD.finditer(text):
        start, end = word.start(), without_mark(text, *word.span())
        if start == end:
            continue
        starts.add(start)
        ends.add(end)
        lowered = text[start:end].lower()
        if lowered.isascii() and len(lowered) == end - start:
            letters.append(lowered)
            offsets += range(start, end)
            continue
        for offset in range(start, end):
            plain = unaccented(text[offset]).lower()
            letters.append(plain)
            offsets += [offset] * len(plain)
    return "".join(letters), offsets, starts, ends


def _ends_well(text: str, end: int, ends: set[int]) -> bool:
    if _INSIDE_NUMBER.match(text, end - 1):  # "GPT-3" is not named in "GPT-3.5"
        return False
    if end in ends:
        return True
    rest = _WORD.match(text, end)
    return bool(
        rest and (_TAIL.match(rest.group()) or (not text[end - 1].isdigit() and _DEPTH_TAIL.match(rest.group())))
    )


def _joined(text: str, start: int, end: int) -> bool:
    words = list(_WORD.finditer(text, start, end))
    return all(_SEPARATOR.match(text[a.end() : b.start()]) for a, b in pairwise(words))


def fits_case(entry: LexiconEntry, surface: str) -> bool:
    """Whether the surface may spell the entry, judged by letter case and spacing.

    >>> entry = LexiconEntry("RACE", EntityKind.DATASET, "RACE", "dataset:race")
    >>> fits_case(entry, "race"), fits_case(entry, "RACE")
    (False, True)
    >>> fits_case(LexiconEntry("UL2", EntityKind.MODEL, "UL2", "model:ul2"), "Ul2")
    False
    """
    plain, wanted = _letters(surface), _letters(entry.spelling)
    spaced = any(c.isspace() for c in surface) and not any(c.isspace() for c in entry.spelling)
    if spaced and len(plain) <= 4:  # "C 4" and "SST 2" are rarely the name
        return False
    if plain == wanted:
        return True
    if entry.ambiguous:
        return plain.isupper() and wanted.isupper()
    if plain.islower():
        # long names of many words are also written small: "one billion word benchmark"
        return len(plain) >= 16 and len(surface.split()) >= 3
    figured = any(c.isdigit() for c in wanted)
    if len(wanted) <= 3 and figured:
        return plain.isupper()  # "Ul2" is a variable and no UL2; mT5 is printed as MT5 too
    if len(wanted) <= 4 and not figured:
        return plain.isupper() and wanted.isupper()
    return plain[0].isupper() or any(c.isupper() for c in plain[1:]) or not wanted.islower()


@lru_cache(maxsize=65536)
def _letters(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    return "".join(_WORD.findall(unaccented(text)))


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    last_end = -1
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if hit.span.start >= last_end:
            yield hit
            last_end = hit.span.end
