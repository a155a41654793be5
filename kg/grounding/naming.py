"""Who a name in a collection means: a thing of the registry, one that the collection describes, or a new one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.core.document import Reference
from kg.core.entity import EntityKind, entity_id
from kg.core.identifiers import digest
from kg.core.imported import Named, is_iri
from kg.core.names import fold, without_article
from kg.core.registry import KnownEntity
from kg.core.rejections import Rejections
from kg.grounding.makers import released
from kg.grounding.namesakes import introduces_another
from kg.grounding.registry import Registry

_OWN = re.compile(r"(dataset|model):[^\s:/]{1,200}")


class OwnName:
    """The names of one collection, and what they mean in it.

    A repository's name ("org/name") is an identifier: it means a known thing only where the whole, or what stands
    behind the slash, is exactly one of its names; sizes and casing are taken off for makers' own accounts alone. What
    somebody rejected, a name's own id and a known thing's, is never joined.
    """

    def __init__(self, registry: Registry, source: str, rejected: Rejections) -> None:
        self.registry, self._source, self._rejected = registry, source, rejected
        self._described: dict[tuple[EntityKind, str], set[str]] = defaultdict(set)
        self._kinds: dict[str, set[EntityKind]] = defaultdict(set)
        self._apart: dict[tuple[EntityKind, str], str] = {}

    def describe(self, thing: Named) -> None:
        """Take note of a thing that the collection describes, so that its bare name elsewhere means the same."""
        if thing.kind is None:
            return
        identifier = self._found(thing, thing.kind)
        if identifier is not None:
            for name in (thing.name, *thing.aliases, *([thing.identifier] if thing.identifier else [])):
                self._described[thing.kind, fold(name)].add(identifier)
                self._kinds[fold(name)].add(thing.kind)

    def keep_apart(self, one: Named, other: Named) -> None:
        """Give the first an identifier of its own where both would be one, for somebody found that they are two."""
        kind = one.kind or other.kind or self.kind_of(one) or self.kind_of(other)
        if kind is None or not one.identifier or one.identifier == other.identifier:
            return
        mine, others = self.identify(one, kind), self.identify(other, kind)
        if mine is not None and mine == others:
            self._apart[kind, one.identifier] = f"{mine}-{digest(one.identifier, length=8)}"

    def kind_of(self, named: Named) -> EntityKind | None:
        """The kind of a thing of this name, where the collection or else the registry knows only one."""
        for name in (named.name, named.identifier):
            if name and not is_iri(name):
                kinds = self._kinds.get(fold(name)) or {known.kind for known in self.registry.by_name(name)}
                if len(kinds) == 1:
                    return next(iter(kinds))
        return None

    def identify(self, named: Named, kind: EntityKind) -> str | None:
        """The id of the thing; None where its name holds no letter."""
        if named.identifier and (kind, named.identifier) in self._apart:
            return self._apart[kind, named.identifier]
        if named.work is None:
            for name in (named.identifier, named.name):
                found = self._described.get((kind, fold(name))) if name else None
                if found and len(found) == 1:
                    return next(iter(found))
        return self._found(named, kind)

    def _found(self, named: Named, kind: EntityKind) -> str | None:
        if named.identifier and _OWN.fullmatch(named.identifier) and named.identifier.startswith(f"{kind.value}:"):
            rest = named.identifier.partition(":")[2]
            if self.registry.get(named.identifier) or fold(rest.partition("-")[0]) == rest.partition("-")[0]:
                return named.identifier
        for name, sure in _names(named):
            found = [k for k in self.registry.by_name(name) if k.kind is kind and not self._are_two(name, k)]
            by_work = [known for known in found if known in self._introduced(named.work)]
            if len(by_work) == 1:
                return by_work[0].id
            if len(found) > 1:
                return self._own(named, kind)
            if found and (sure or not found[0].ambiguous):
                return self._unless_namesake(found[0], named)
        return self._own(named, kind)

    def _are_two(self, name: str, known: KnownEntity) -> bool:
        return self._rejected.between(entity_id(known.kind, without_article(name)), known.id) is not None

    def _introduced(self, work: Reference | None) -> tuple[KnownEntity, ...]:
        return self.registry.by_work(arxiv=work.arxiv, doi=work.doi, title=work.title) if work else ()

    def _unless_namesake(self, known: KnownEntity, named: Named) -> str:
        title = named.work.title if named.work else None
        if title and introduces_another(title, (named.name, *named.aliases), known):
            return f"{known.id}-{digest(fold(title), length=8)}"
        return known.id

    def _own(self, named: Named, kind: EntityKind) -> str | None:
        """An id by the repository's name or the name, which no known thing of another identity bears."""
        repository = named.identifier if named.identifier and "/" in named.identifier else None
        base = without_article(named.name) if repository is None or is_iri(repository) else repository
        identifier = entity_id(kind, base)
        if identifier.endswith(":"):
            return None
        refused = self.registry.get(identifier) is not None or len(self.registry.by_name(base)) > 1
        return f"{identifier}-{digest(self._source, named.identifier or base, length=8)}" if refused else identifier


def _names(named: Named) -> Iterator[tuple[str, bool]]:
    """The names to look for, best first, and whether each is sure to be the thing's own.

    Of the aliases those that share their letters with the name, and the part of a repository's name behind the slash;
    neither where the thing has another for its base, for then it may bear that one's name.
    """
    yield named.name, True
    if (bare := without_article(named.name)) != named.name:
        yield bare, True
    identifier = named.identifier
    if identifier and not is_iri(identifier) and identifier != named.name:
        yield identifier, True
    if named.borrowed:
        return
    whole = fold(named.name)
    for alias in named.aliases:
        folded = fold(alias)
        if len(folded) > 1 and (folded in whole or whole in folded):
            yield alias, True
    if identifier and "/" in identifier and not is_iri(identifier):
        yield identifier.rsplit("/", 1)[1], False
    if identifier and named.kind is not EntityKind.DATASET and (model := released(identifier)):
        yield model, True
