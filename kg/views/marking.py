"""Names marked where they stand in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.statement import Predicate

_LONGEST = 300  # characters; what is longer is no name that a text would repeat, and costs as a pattern


@dataclass(frozen=True, slots=True)
class Marked:
    """A name to be marked: the id of its thing, its kind, and what the paper does with it."""

    name: str
    thing: str
    kind: EntityKind
    role: Predicate


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, and the name that fills it, None for the text between names."""

    text: str
    marked: Marked | None = None


class Marker:
    """Finds names in texts: where several begin at a place, the longest; where things share a name, the first."""

    def __init__(self, names: Iterable[Marked]) -> None:
        self._marked: dict[str, Marked] = {}
        for each in names:
            if each.name.strip() and len(each.name) <= _LONGEST:
                self._marked.setdefault(each.name, each)
        longest = sorted(self._marked, key=lambda n: (-len(n), n))
        pattern = "|".join(re.escape(name) for name in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if longest else None

    def stretches(self, text: str) -> Iterator[Stretch]:
        """The text from beginning to end, with names apart from what stands between them."""
        at = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            if found.start() > at:
                yield Stretch(text[at : found.start()])
            yield Stretch(found.group(), self._marked[found.group()])
            at = found.end()
        if at < len(text):
            yield Stretch(text[at:])
