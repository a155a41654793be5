"""What of a cell's name was found in the paper already, and what more speaks for it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.core.document import BlockKind, Document
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.extraction.candidates import Candidate
from kg.extraction.cues import is_generic
from kg.extraction.listing.cells import CellName
from kg.extraction.listing.kinds import Listed

_TITLED = re.compile(r"[A-Z][a-z]+(?:[-‐‑–][A-Z]?[a-z]+)*|[A-Z][A-Z0-9]+|v?\d+(?:\.\d+)?")
_PREFIX = re.compile(r"[A-Z][^\s+]*[-‐‑–]")
_LETTER = len("R-")
_RUN = re.compile(r"[^\W_][\w’'.&+/‐‑–-]*")
_SPLIT_LETTERS = 2
_BEFORE_CITATION = 60
_MOST_COMPARED = 300
"""With how many names of one first letter a short one is compared; no paper has more."""
_CAPITALISED = re.compile(r"(?<![\w-])[A-Z][\w-]*\Z")


class Heard:
    """The names that were found in a document, by place and by name, and those that the lexicon knows."""

    def __init__(self, document: Document, mentions: Iterable[Mention], known: Iterable[Candidate]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._known = {(c.span, c.kind): c for c in known}
        self._kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
        for mention in self._mentions:
            self._kinds[fold(mention.surface)][mention.kind] += 1
        self._count = Counter(kind for kinds in self._kinds.values() for kind in kinds)
        self._longer: dict[tuple[str, EntityKind], list[str]] = defaultdict(list)
        for folded, kinds in sorted(self._kinds.items()):
            for kind in kinds:
                self._longer[folded[:1], kind].append(folded)
        self._surfaces = {m.surface for m in self._mentions}
        self._surnames = {surname(author) for r in document.references for author in r.authors}
        self._prose = _words_outside_tables(document)
        self._title = document.title or ""
        self._cited = frozenset(_cited_words(document))

    def names(self, kind: EntityKind) -> int:
        """How many names of the kind were found."""
        return self._count[kind]

    def kind(self, name: CellName) -> EntityKind | None:
        """The kind of the name that was found in a cell, or of a part of it, or of the name elsewhere."""
        kinds = {m.kind for m in self._within(name.span)}
        if not kinds and name.surface in self._surfaces:
            kinds = set(self._kinds[fold(name.surface)])
        return kinds.pop() if len(kinds) == 1 else None

    def canonical(self, name: CellName, kind: EntityKind) -> str | None:
        """The known name that the cell's name spells."""
        known = self._known.get((name.span, kind))
        return known.canonical if known else None

    def speaks_for(self, name: CellName, listed: Listed) -> bool:
        """Whether a name that a line holds is to be taken for one of the kind that it lists, and is not found there yet.

        The shape of a name is enough in a column whose heading says what it lists. Without such a heading the paper must
        cite it there or have it outside tables too, or the lexicon know it. Words of ordinary shape must be cited.
        """
        kind, inside = listed.kind, self._within(name.span)
        if name.classical:
            return False
        if inside:
            return kind is EntityKind.MODEL and self._is_longer(name, inside)
        if name.surface in self._surfaces:
            return self._kinds[fold(name.surface)].most_common(1)[0][0] is kind
        if name.general:
            return listed.headed and kind is EntityKind.MODEL
        if self.canonical(name, kind):
            return True
        if not listed.headed and not name.vouched and (not self._is_in_prose(name) or self._is_short(name, kind)):
            return False
        if not name.shaped:
            return listed.headed and self._is_cited_word(name, elsewhere=listed.surely)
        return listed.headed or not name.surface.islower()

    def _within(self, span: Span) -> list[Mention]:
        first = bisect_left(self._starts, span.start)
        return self._mentions[first : bisect_right(self._starts, span.end - 1)]

    def _is_in_prose(self, name: CellName) -> bool:
        return all(word in self._prose for word in name.surface.split())

    def _is_cited_word(self, name: CellName, *, elsewhere: bool) -> bool:
        """Whether words of ordinary shape are cited, in the cell or, a single one, elsewhere in the paper."""
        return (
            (name.vouched or (elsewhere and name.surface in self._cited))
            and all(_TITLED.fullmatch(w) for w in name.surface.split())
            and fold(name.surface) not in self._surnames
        )

    def _is_short(self, name: CellName, kind: EntityKind) -> bool:
        """Whether the name shortens one that was found, or names a split of it: tables call things as they like."""
        short = fold(name.surface)
        longer = self._longer.get((short[:1], kind), ())[:_MOST_COMPARED]
        return any(_shortens(short, long) or _is_split(short, long) for long in longer)

    def _is_longer(self, name: CellName, inside: Sequence[Mention]) -> bool:
        """Whether the name is one of its own that ends in the model found in it, or joins several.

        These are "R-Quail", "Reed+Quail" and, where the whole is cited, "Marsh Quail".
        """
        if any(m.kind is not EntityKind.MODEL for m in inside):
            return False
        if "+" in name.surface.strip("+"):
            return " " not in name.surface and not any(m.surface in self._title for m in inside)
        before = name.surface[: inside[0].span.start - name.span.start]
        if len(inside) > 1 or inside[0].span.end != name.span.end:
            return False
        if before.endswith(" "):
            return name.vouched and all(_TITLED.fullmatch(w) and not is_generic(w) for w in before.split())
        return bool(_PREFIX.fullmatch(before)) and (len(before) == _LETTER or not is_generic(before))


def _words_outside_tables(document: Document) -> frozenset[str]:
    """All runs of letters and figures in the blocks that are no tables, with what ties them."""
    blocks = (b.span for b in document.blocks if b.kind is not BlockKind.TABLE)
    return frozenset(w.rstrip(".-‐‑–/’'") for span in blocks for w in _RUN.findall(document.quote(span)))


def _cited_words(document: Document) -> Iterator[str]:
    """The capitalised word right before each citation."""
    for citation in document.citations:
        before = document.text[max(0, citation.span.start - _BEFORE_CITATION) : citation.span.start]
        if match := _CAPITALISED.search(before.rstrip(" ([")):
            yield match.group()


def _shortens(short: str, long: str) -> bool:
    """Whether the letters of the short form stand in the long one in order, from the first on.

    >>> _shortens("mbirds", "marshbirds"), _shortens("wader", "quail")
    (True, False)
    """
    if not 2 <= len(short) < len(long) or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_split(name: str, whole: str) -> bool:
    """Whether a letter or two behind the name tell of a split: "reedm" of "reed"."""
    return name.startswith(whole) and 1 <= len(name) - len(whole) <= _SPLIT_LETTERS and name[len(whole) :].isalpha()
