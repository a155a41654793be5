"""Which known or new thing each name in an imported source means."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.identifiers import digest
from kg.core.imported import (
    Claim,
    Gathered,
    ImportedEntity,
    ImportedEvidence,
    ImportedFact,
    ImportedMatch,
    Match,
    MatchKind,
    Named,
    PassedOver,
    evidence_order,
    is_iri,
)
from kg.core.rejections import Rejections
from kg.core.statement import UNDISCLOSED, Predicate, reference_node
from kg.grounding.naming import OwnName
from kg.grounding.registry import Registry

_DATASET, _MODEL = EntityKind.DATASET, EntityKind.MODEL
_DEPENDS = {
    (_MODEL, _DATASET): Predicate.TRAINED_ON,
    (_MODEL, _MODEL): Predicate.FINE_TUNED_FROM,
    (_DATASET, _DATASET): Predicate.DERIVED_FROM,
    (_DATASET, _MODEL): Predicate.DERIVED_FROM,
}
_MOST_PIECES = 20
_UNTOLD_KIND = (
    "nothing tells whether it is a dataset or a model; write dataset:NAME or model:NAME where the form allows"
)


@dataclass(frozen=True, slots=True)
class GroundedImport:
    """What a source states of known and new things, in the order in which it is stored."""

    entities: tuple[ImportedEntity, ...]
    facts: tuple[ImportedFact, ...]
    matches: tuple[ImportedMatch, ...]
    references: tuple[Reference, ...]
    labels: tuple[tuple[str, str], ...]
    passed_over: tuple[PassedOver, ...]


def ground_import(
    gathered: Gathered,
    registry: Registry,
    source: str,
    rejected: Rejections = Rejections(),  # noqa: B008 - an immutable value
) -> GroundedImport:
    """Tie the names in a source to entities: by identifier or name and introducing work, else to new ones.

    The same files give the same entities whatever else is in the graph. Two ends of a rejected pair are never one
    entity, whether the source rejects it or somebody did before. What states nothing of kg's (a thing made from itself,
    a thing of no known kind) is passed over.
    """
    return _Source(gathered, OwnName(registry, source, rejected)).grounded()


class _Source:
    """One source on its way: who is who, and what was said of them."""

    def __init__(self, gathered: Gathered, names: OwnName) -> None:
        self.gathered, self.names = gathered, names
        self.passed = list(gathered.passed_over)
        self.spellings: dict[str, Counter[str]] = defaultdict(Counter)
        self.kinds: dict[str, EntityKind] = {}
        self.said: dict[str, list[Named]] = defaultdict(list)
        self.works: dict[Reference, str] = {}
        self.keys: set[str] = set()
        for thing in gathered.things:
            names.describe(thing)
        for match in gathered.matches:
            if match.kind is MatchKind.REJECTED:
                names.keep_apart(match.subject, match.object)

    def grounded(self) -> GroundedImport:
        ends = (end for claim in self.gathered.claims for end in (claim.subject, claim.object))
        works = {*self.gathered.references, *(end for end in ends if isinstance(end, Reference))}
        for reference in sorted(
            works, key=_reference_order
        ):  # all keys first, so that the order of claims decides none
            self._add_work(reference)
        for thing in self.gathered.things:
            self._entity(thing)
        facts: dict[tuple[str, Predicate, str], set[ImportedEvidence]] = defaultdict(set)
        for claim in self.gathered.claims:
            if (triple := self._fact(claim)) is not None:
                facts[triple].add(claim.evidence)
        matches: dict[tuple[str, MatchKind, str], set[ImportedEvidence]] = defaultdict(set)
        labels: set[tuple[str, str]] = set()
        for match in self.gathered.matches:
            if (pair := self._match(match, labels)) is not None:
                matches[pair].add(match.evidence)
        return GroundedImport(
            entities=tuple(self._described(identifier) for identifier in sorted(self.spellings)),
            facts=tuple(ImportedFact(*t, _sorted(facts[t])) for t in sorted(facts, key=str)),
            matches=tuple(ImportedMatch(*t, _sorted(matches[t])) for t in sorted(matches, key=str)),
            references=self._kept({end for subject, _, target in facts for end in (subject, target)}),
            labels=tuple(sorted(labels)),
            passed_over=tuple(sorted(set(self.passed))),
        )

    def _kept(self, used: set[str]) -> tuple[Reference, ...]:
        """The entries of bibliographies and the works that facts speak of, by key."""
        listed = set(self.gathered.references)
        kept = [(k, r) for r, k in self.works.items() if r in listed or reference_node(k) in used]
        return tuple(replace(r, key=k, span=None) for k, r in sorted(kept, key=lambda item: item[0]))

    def _entity(self, named: Named, default: EntityKind | None = None) -> str | None:
        """The id of the thing, of which note is taken; None where its kind or name is not to be told."""
        kind = named.kind or self.names.kind_of(named) or default
        identifier = self.names.identify(named, kind) if kind else None
        if kind is None or identifier is None:
            return None
        self.kinds[identifier] = kind
        own = [named.identifier] if named.identifier and not _is_internal(named.identifier) else []
        for spelling in (named.name, *named.aliases, *own):
            self.spellings[identifier][spelling] += 1
        self.said[identifier].append(named)
        return identifier

    def _add_work(self, reference: Reference) -> None:
        """Give the work a key that no other has."""
        key = reference.key if reference.key not in self.keys else f"{reference.key}-{digest(repr(reference))}"
        self.keys.add(key)
        self.works[reference] = key

    def _fact(self, claim: Claim) -> tuple[str, Predicate, str] | None:
        """The triple of the claim; None, with the reason noted, where there is none."""
        lineage = claim.predicate in {Predicate.DERIVED_FROM, Predicate.HAS_PART}
        ends = []
        for end in (claim.subject, claim.object):
            if isinstance(end, Reference):
                ends.append(reference_node(self.works[end]))
            elif end is None:
                ends.append(UNDISCLOSED)
            elif (identifier := self._entity(end, _DATASET if lineage else None)) is not None:
                ends.append(identifier)
            else:
                self.passed.append(PassedOver(f"{claim.evidence.record}: {end.name}", _UNTOLD_KIND))
                return None
        subject, target = ends
        if subject == target:
            self.passed.append(
                PassedOver(f"{claim.evidence.record}: {subject}", "it names itself; nothing rests on itself")
            )
            return None
        predicate = claim.predicate or _DEPENDS[self.kinds[subject], self.kinds[target]]
        return subject, predicate, target

    def _match(self, match: Match, labels: set[tuple[str, str]]) -> tuple[str, MatchKind, str] | None:
        kinds = [
            end.kind or (None if _foreign(end) else self.names.kind_of(end)) for end in (match.subject, match.object)
        ]
        known = next((k for k in kinds if k is not None), None)
        ends = []
        for end, kind in zip((match.subject, match.object), kinds, strict=True):
            if kind is None and known is None and (iri := _foreign(end)) is not None:
                ends.append(iri)
                labels.add((iri, end.name))
            elif (identifier := self._entity(end, known)) is not None:
                ends.append(identifier)
            else:
                self.passed.append(PassedOver(f"{match.evidence.record}: {end.name}", _UNTOLD_KIND))
                return None
        if ends[0] == ends[1]:
            self.passed.append(PassedOver(f"{match.evidence.record}: {ends[0]}", "both ends are one thing already"))
            return None
        return ends[0], match.kind, ends[1]

    def _described(self, identifier: str) -> ImportedEntity:
        said, counted = self.said[identifier], self.spellings[identifier]
        known = self.names.registry.get(identifier)
        main = Counter(named.name for named in said)
        name = known.name if known else min(main, key=lambda n: (-main[n], n))
        return ImportedEntity(
            Entity(identifier, self.kinds[identifier], name, tuple(sorted(counted))),
            _unique(n.identifier for n in said if n.identifier and not _is_internal(n.identifier)),
            _unique(n.licence for n in said),
            _unique(n.homepage for n in said),
        )


def _foreign(named: Named) -> str | None:
    """The thing's IRI where it goes by one, for a label alone does not make it a dataset or model."""
    return named.identifier if named.identifier and is_iri(named.identifier) else None


def _is_internal(identifier: str) -> bool:
    """Whether it is kg's own identifier, which is no name of the thing."""
    return identifier.startswith(tuple(f"{kind.value}:" for kind in EntityKind))


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({v for v in values if v}))


def _sorted(evidence: set[ImportedEvidence]) -> tuple[ImportedEvidence, ...]:
    """The surest pieces, of those equally sure the first: a source becomes no truer by repeating itself."""
    kept = sorted(evidence, key=lambda e: (-e.confidence, evidence_order(e)))[:_MOST_PIECES]
    return tuple(sorted(kept, key=evidence_order))


def _reference_order(reference: Reference) -> tuple[str, str]:
    return reference.key, repr(reference)
