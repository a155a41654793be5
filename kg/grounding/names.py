"""The names of a paper: mentions that spell one name, and what the paper itself shows of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.core.candidate import Candidate, Sign
from kg.core.document import Document
from kg.core.entity import EntityKind, entity_id
from kg.core.mention import Mention
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.core.rejections import Rejections
from kg.grounding.citing import CitedWork, own_work, works_cited_with
from kg.grounding.forms import base_name, is_size_alone, spelled_out, trimmed
from kg.grounding.registry import Registry

_LEANS = 60  # characters that a size without a name may stand behind the name it belongs to


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one paper spells it, with what stands beside it.

    canonicals are the names that finders took it for, the commonest first; works those cited right behind it.
    """

    kind: EntityKind
    name: str
    mentions: tuple[Mention, ...]
    canonicals: tuple[str, ...] = ()
    works: tuple[CitedWork, ...] = ()

    @property
    def own_id(self) -> str:
        """The id that the name has by itself."""
        return entity_id(self.kind, self.name)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The spellings, sorted."""
        return tuple(sorted({" ".join(m.surface.split()) for m in self.mentions}))


@dataclass(frozen=True, slots=True)
class Paper:
    """What of a paper bears upon its names: itself as a work, its bibliography, its abbreviations, all names in it."""

    document: Document
    own: CitedWork
    abbreviations: Mapping[str, str]
    folds: frozenset[str]
    shorts: Mapping[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()


def names_of(
    document: Document, mentions: Iterable[Mention], registry: Registry, rejected: Rejections
) -> tuple[Name, ...]:
    """The names in the order of their first mention, each with all its mentions, so that one name means one thing.

    A size or version that stands alone ("11B") belongs to the name that it leans on; with none before it, it names
    nothing and is left out.
    """
    gathered = defaultdict[tuple[EntityKind, str], list[Mention]](list)
    called: dict[tuple[EntityKind, str], str] = {}
    before: Mention | None = None
    for mention in sorted(mentions, key=lambda m: m.span):
        name = _name_of(mention, before, document, registry, rejected)
        if not is_size_alone(mention.surface, mention.kind):
            before = mention
        if name and fold(name):
            key = mention.kind, fold(name)
            called.setdefault(key, name)
            gathered[key].append(mention)
    return tuple(_gathered(document, kind, called[kind, f], found) for (kind, f), found in gathered.items())


def paper_of(document: Document, names: Sequence[Name], registry: Registry, abbreviations: Mapping[str, str]) -> Paper:
    """What the paper shows beside its names."""
    shorts = {fold(long): short for short, long in sorted(abbreviations.items(), reverse=True)}
    listed = frozenset(
        known.id for r in document.references for known in registry.by_work(arxiv=r.arxiv, doi=r.doi, title=r.title)
    )
    return Paper(document, own_work(document), abbreviations, frozenset(fold(n.name) for n in names), shorts, listed)


def known_by(name: str, kind: EntityKind, registry: Registry) -> KnownEntity | None:
    """The known thing that the bare name means in a text: by its name or an alias, not as a collection files it.

    None for a name of several things, and for one that needs its work beside it.
    """
    found = registry.meant_by(name, kind)
    return found if found and found.bare and fold(name) in map(fold, (found.name, *found.aliases)) else None


def of_known(known: KnownEntity, sign: Sign, reason: str) -> Candidate:
    """A known thing as candidate."""
    return Candidate(known.id, known.name, sign, reason)


def _gathered(document: Document, kind: EntityKind, name: str, mentions: list[Mention]) -> Name:
    canonicals = Counter(m.canonical for m in mentions if m.canonical)
    ordered = sorted(canonicals, key=lambda c: (-canonicals[c], c))
    works = works_cited_with(document, mentions)
    return Name(kind, name, tuple(mentions), tuple(ordered), tuple(sorted(works, key=lambda w: (-works[w], w.title))))


def _name_of(
    mention: Mention, before: Mention | None, document: Document, registry: Registry, rejected: Rejections
) -> str | None:
    """The name that the mention spells; a known one stays whole, else it goes by its family's."""
    kind = mention.kind
    if is_size_alone(mention.surface, kind):
        return _leaned_on(mention, before, document)
    whole, base = trimmed(mention.surface), base_name(mention.surface, kind)
    full = " ".join(mention.surface.split())
    for form in (full, spelled_out(full), whole):
        if form != base and known_by(form, kind, registry):
            return form
    return whole if rejected.between(entity_id(kind, whole), entity_id(kind, base)) else base


def _leaned_on(mention: Mention, before: Mention | None, document: Document) -> str | None:
    if mention.canonical:
        return mention.canonical
    if before is None or before.kind is not mention.kind or mention.span.start - before.span.end > _LEANS:
        return None
    sentence = document.sentence_of(before.span.start)
    if sentence is None or not sentence.start <= mention.span.start < sentence.end:
        return None
    base = base_name(before.surface, before.kind)
    return base if mention.kind is EntityKind.MODEL else None
