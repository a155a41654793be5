"""The things that a paper's names were taken for, each with all its names, before they are held against one another."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.names import Name, Paper, known_by
from kg.grounding.registry import Registry


@dataclass(frozen=True, slots=True)
class Thing:
    """What some names of a paper were taken for.

    spellings are the names and all that is written for them, each once; count says how often it is named; known is None
    for what the registry does not know.
    """

    id: str
    kind: EntityKind
    called: str
    names: tuple[Name, ...]
    spellings: tuple[str, ...]
    count: int
    known: KnownEntity | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """To whom the names of a thing lead as well, and why."""

    id: str
    called: str
    sign: Sign
    reason: str


Key = TypeVar("Key", bound=Hashable)
Said = TypeVar("Said")


@dataclass(frozen=True)
class Cast:
    """All things of a paper."""

    things: tuple[Thing, ...]
    paper: Paper
    registry: Registry
    _indexes: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def _by_fold(self) -> dict[tuple[EntityKind, str], Thing]:
        return {(t.kind, fold(s)): t for t in reversed(self.things) for s in t.spellings}

    def named(self, name: str, kind: EntityKind) -> Thing | None:
        """The thing that the paper calls so."""
        return self._by_fold.get((kind, fold(name)))

    def indexed(
        self, told: Callable[[Thing, "Cast"], Iterable[tuple[Key, Said]]]
    ) -> Mapping[Key, list[tuple[Thing, Said]]]:
        """What is told of the things under each key, with the thing, in order; each way is gone through once."""
        if told not in self._indexes:
            found = defaultdict[Key, list[tuple[Thing, Said]]](list)
            for thing in self.things:
                for key, said in told(thing, self):
                    found[key].append((thing, said))
            self._indexes[told] = dict(found)
        index: Mapping[Key, list[tuple[Thing, Said]]] = self._indexes[told]
        return index

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, str]]:
        """The names before the colons of titles in the paper, and the titles, by what is behind the colon, folded."""
        document = self.paper.document
        parts = ((t, *t.partition(":")) for t in (document.title, *(r.title for r in document.references)) if t)
        return {fold(rest): (name, title) for title, name, _, rest in reversed(list(parts)) if fold(rest)}

    def lead(self, name: str, kind: EntityKind, sign: Sign, reason: str) -> Lead | None:
        """To what the paper calls so, else to what is known by the name; None where that is nothing."""
        if thing := self.named(name, kind):
            return Lead(thing.id, thing.called, sign, reason)
        known = known_by(name, kind, self.registry)
        return Lead(known.id, known.name, sign, reason) if known else None

    def behind(self, name: str, pattern: str) -> frozenset[str]:
        """What of the pattern stands in the text behind the name; the pattern has one group."""
        if (name, pattern) not in self._indexes:
            found = re.finditer(rf"(?<!\w){re.escape(name)}{pattern}(?!\w)", self.paper.document.text)
            self._indexes[name, pattern] = frozenset(m.group(1) for m in found)
        told: frozenset[str] = self._indexes[name, pattern]
        return told


def things_of(taken: Iterable[tuple[Name, str, str]], registry: Registry) -> tuple[Thing, ...]:
    """The things, in the order of their first names; taken are names with the id and name of what they mean."""
    gathered = defaultdict[str, list[Name]](list)
    called: dict[str, str] = {}
    for name, identifier, meant in taken:
        gathered[identifier].append(name)
        called.setdefault(identifier, meant)
    return tuple(_thing(i, called[i], names, registry.get(i)) for i, names in gathered.items())


def _thing(identifier: str, called: str, names: list[Name], known: KnownEntity | None) -> Thing:
    spellings = tuple(dict.fromkeys(s for n in names for s in (n.name, *n.surfaces)))
    count = sum(len(n.mentions) for n in names)
    return Thing(identifier, names[0].kind, called, tuple(names), spellings, count, known)


def of_one_work(one: KnownEntity, other: KnownEntity) -> bool:
    """Whether one work introduced both, by its arXiv id or its title."""
    a, b = one.introduced_by, other.introduced_by
    if not a or not b:
        return False
    return bool((a.arxiv and a.arxiv == b.arxiv) or (a.title and b.title and fold(a.title) == fold(b.title)))
