"""Names that stand in one list with names that were found, or that the words around them call data or models outright."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.areas import is_inside
from kg.extraction.cues import CITATION, DATASET_CUE, MODEL_CUE, NAME, SHAPED_LIKE_NAME, WHOLE_NAME, is_generic
from kg.extraction.name_bounds import is_numbered_word, is_scrap, split_list, trimmed

COORDINATED = "rule:coordinated"
"""Who found a name in a list with others."""

_SCORE = 0.65
_SURE = 0.6
_ENOUGH = 2
_ITEM = rf"{WHOLE_NAME}{CITATION}"
_CITED_LIST = re.compile(
    rf"(?<![\w’'+&.-]){_ITEM}(?:\s*,\s*(?:and\s+)?{_ITEM}){{0,14}}(?:(?:\s*,)?\s+(?:and|or|&)\s+{_ITEM})?"
)
_ALSO = r"(?:,?\s+(?:such\s+as|like|including|e\.g\.,?|namely,?|i\.e\.,?)\s+|\s*\((?:e\.g\.,?|i\.e\.,?|such\s+as|namely,?)\s+)"
_MODELS_LISTED = re.compile(rf"\b(?:{MODEL_CUE}|[Bb]aselines){_ALSO}(?=[A-Z\d])")
_LIST = (
    rf"{WHOLE_NAME}(?:{CITATION})?(?:\s*,\s*(?:and\s+)?{WHOLE_NAME}(?:{CITATION})?){{0,9}}"
    rf"(?:(?:\s*,)?\s+and\s+{WHOLE_NAME}(?:{CITATION})?)?"
)
_DATA_NAMED = re.compile(rf"\b(?:{DATASET_CUE}|data),?\s+(?:namely|i\.e\.|viz\.),?\s+(?:the\s+)?(?P<names>{_LIST})")
_DATA_ARE = re.compile(
    rf"\b(?:corpora|data\s?sets|benchmarks)\s+(?:are|include|comprise|consist\s+of)(?:\s*:)?\s+(?:the\s+)?(?P<names>{_LIST})"
)
# the Linguistic Data Consortium's numbers of what it hands out
_CATALOGUED = re.compile(r"(?<![/\w.])LDC(?:19|20)?\d{2}[A-Z]\d{1,3}\b")
_DATA_HEADED = re.compile(
    rf"(?:^|[•‣▪·])[ \t]{{0,8}}(?P<names>{NAME})(?:\s*\([A-Z][\w-]*\))?\s*[:.]\s*(?:This|The)\s+(?:{DATASET_CUE})\b",
    re.M,
)


def with_coordinated(text: str, mentions: Sequence[Mention], areas: Sequence[Span]) -> list[Mention]:
    """The mentions with the names that lists and plain words add, in the text's order.

    A cited name in a list of cited names is what those that were found there are; "models such as" and "data sets,
    namely" say themselves what follows. Names of a shape that ordinary words lack are added, others only beside two that
    were found, and none that overlaps one found.
    """
    taken = _Taken(mentions)
    added: list[Mention] = []
    for span, kind, vouched in (*_in_cited_lists(text, taken), *_called(text)):
        surface = text[span.start : span.end]
        if is_inside(span, list(areas)) and _is_name(surface, vouched=vouched) and taken.add(span):
            added.append(Mention(span, surface, kind, (COORDINATED,), _SCORE))
    return sorted([*mentions, *added], key=lambda m: m.span)


class _Taken:
    """The stretches that bear a name already."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self._mentions]
        self._added: set[int] = set()

    def within(self, span: Span) -> list[Mention]:
        """The mentions that overlap the span."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        found = self._mentions[first : bisect_right(self._starts, span.end - 1)]
        return [m for m in found if m.span.start < span.end and span.start < m.span.end]

    def add(self, span: Span) -> bool:
        """Whether the span is free, which it then is no longer."""
        places = range(span.start, span.end)
        if self.within(span) or not self._added.isdisjoint(places):
            return False
        self._added.update(places)
        return True


def _in_cited_lists(text: str, taken: _Taken) -> Iterator[tuple[Span, EntityKind, bool]]:
    """The names of each list of cited names of which half were found, one for sure, and none of another kind."""
    for match in _CITED_LIST.finditer(text):
        items = list(split_list(text, Span(*match.span())))
        found = [m for item in items for m in taken.within(item)]
        kinds = {m.kind for m in found}
        if len(kinds) == 1 and 2 * len(found) >= len(items) > 1 and any(m.score >= _SURE for m in found):
            kind, vouched = kinds.pop(), len(found) >= _ENOUGH
            yield from ((item, kind, vouched) for item in items)


def _called(text: str) -> Iterator[tuple[Span, EntityKind, bool]]:
    """The names behind "models such as", where they are cited, and behind "data sets, namely"."""
    for opening in _MODELS_LISTED.finditer(text):
        if listed := _CITED_LIST.match(text, opening.end()):
            yield from ((item, EntityKind.MODEL, False) for item in split_list(text, Span(*listed.span())))
    for match in _CATALOGUED.finditer(text):
        yield Span(*match.span()), EntityKind.DATASET, True
    for match in (*_DATA_NAMED.finditer(text), *_DATA_ARE.finditer(text)):
        yield from ((item, EntityKind.DATASET, False) for item in split_list(text, Span(*match.span("names"))))
    for match in _DATA_HEADED.finditer(text):
        if item := trimmed(text, *match.span("names")):
            yield item, EntityKind.DATASET, False


def _is_name(surface: str, *, vouched: bool) -> bool:
    """Whether words of this shape may be a name; ordinary ones where two names of the list were found."""
    return bool(
        (vouched or SHAPED_LIKE_NAME.search(surface) or " " in surface)
        and not is_generic(surface)
        and not is_numbered_word(surface)
        and not is_scrap(surface)
    )
