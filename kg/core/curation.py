"""What all decisions of a log come to: later ones beat earlier ones, and each question has one answer."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.core.decisions import ABOUT_STATEMENTS, NO_ROLE, PAPER_ROLES, Decision, DecisionKind, counting
from kg.core.handles import entity_id_of, kind_of
from kg.core.merging import Ties
from kg.core.rejections import Rejections
from kg.core.statement import Predicate

Triple = tuple[str, Predicate, str]
"""A statement by the ids of things and the IRIs of papers; that a paper introduces a thing is INTRODUCED_BY."""

Saying = tuple[Triple, str]
"""A statement as the paper with this IRI makes it."""

_WHAT_IT_DOES = {
    "dataset": (Predicate.TRAINS_ON, Predicate.EVALUATES_ON),
    "model": (Predicate.USES, Predicate.COMPARES),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a statement holds, and the decisions that say so and were not beaten, oldest first; the last counts.

    states says that it is asserted even where no source states it.
    """

    holds: bool
    decisions: tuple[Decision, ...]
    states: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions of several people on one question that do not agree, oldest first; the last one counts."""

    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Curation:
    """What decisions come to; empty where there are none.

    ties says which id is another, splits which id a paper means by another (by id and the paper's IRI), names what
    people call a thing, called what merges and splits call it. verdicts are by statement, apart the pairs that are two.
    silenced are the sayings of single papers that were taken back, whatever becomes of the statement, with who did so.
    undone and beaten hold decisions that do not count, by their id, with the one that undid or beat them.
    """

    ties: Ties = field(default_factory=Ties)
    splits: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    names: Mapping[str, Decision] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[Triple, Verdict] = field(default_factory=dict)
    silenced: Mapping[Saying, tuple[Decision, ...]] = field(default_factory=dict)
    apart: Rejections = field(default_factory=Rejections)
    decisions: tuple[Decision, ...] = ()
    undone: Mapping[str, Decision] = field(default_factory=dict)
    beaten: Mapping[str, Decision] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()

    def thing(self, identifier: str, paper: str | None = None) -> str:
        """The id that the thing goes by, as the paper with this IRI means it."""
        found = self.ties.root(identifier)
        split = self.splits.get((found, paper)) if paper else None
        return self.ties.root(entity_id_of(split.object)) if split else found

    def name(self, identifier: str) -> str | None:
        """What people call the thing, or None."""
        told = self.names.get(identifier)
        return told.value if told else None

    def name_for_others(self, identifier: str) -> str | None:
        """The name of the thing for mentions that were taken for another before, or None."""
        return self.name(identifier) or self.called.get(identifier)

    def withholds(self, triple: Triple, paper: str | None) -> bool:
        """Whether the statement is not to be asserted where a source states it: a paper by its IRI, or any other."""
        told = self.verdicts.get(triple)
        return (told is not None and not told.holds) or (paper is not None and (triple, paper) in self.silenced)

    def verdict(self, triple: Triple) -> Verdict | None:
        """What people say of the statement, or None."""
        return self.verdicts.get(triple)


def curation_of(decisions: Iterable[Decision], paper_of: Callable[[str], str]) -> Curation:
    """What the decisions come to, whatever their order; paper_of gives the IRI that a paper's handle stands for."""
    counted, undone = counting(decisions)
    if not counted:
        return Curation(undone=MappingProxyType(undone))
    return _Fold(counted, undone, paper_of).curation()


class _Fold:
    """Goes through the decisions that count, in order: whom names mean first, then what is said of them."""

    def __init__(
        self, decisions: tuple[Decision, ...], undone: Mapping[str, Decision], paper_of: Callable[[str], str]
    ) -> None:
        self.decisions, self.undone, self.paper_of = decisions, undone, paper_of
        self.asked = defaultdict[Hashable, list[tuple[Decision, object]]](list)
        self.beaten: dict[str, Decision] = {}
        self.ties = Ties()
        self.splits: dict[tuple[str, str], Decision] = {}
        self.known = Curation()

    def curation(self) -> Curation:
        self.ties = Ties.of(self._of(DecisionKind.MERGE, DecisionKind.APART))
        self.beaten |= self.ties.beaten
        for d in self._of(DecisionKind.MERGE, DecisionKind.APART):
            one, other = sorted((entity_id_of(d.subject), entity_id_of(d.object)))
            self._answer(("pair", one, other), d, d.kind)
            if d.kind is DecisionKind.MERGE:
                self._answer(("thing", entity_id_of(d.subject)), d, entity_id_of(d.object))
        for d in self._of(DecisionKind.SPLIT):
            key = self.ties.root(entity_id_of(d.subject)), self.paper_of(d.source)
            self._answer(("split", *key), d, entity_id_of(d.object))
            self.splits[key] = d
        self.known = Curation(ties=self.ties, splits=self.splits)
        names = {}
        for d in self._of(DecisionKind.RENAME):
            identifier = entity_id_of(d.subject)
            self._answer(("name", identifier), d, d.value)
            if self.ties.root(identifier) == identifier:  # else it was merged, and the other's name stands
                names[identifier] = d
        verdicts = self._verdicts()
        called = {entity_id_of(d.object): d.value for d in self.splits.values() if d.value} | dict(self.ties.called)
        return Curation(
            ties=self.ties,
            splits=MappingProxyType(self.splits),
            names=MappingProxyType(names),
            called=MappingProxyType(called),
            verdicts=MappingProxyType(verdicts),
            silenced=MappingProxyType(self._silenced()),
            apart=self.ties.apart,
            decisions=self.decisions,
            undone=MappingProxyType(dict(self.undone)),
            beaten=MappingProxyType(self._overruled()),
            conflicts=self._conflicts(),
        )

    def _of(self, *kinds: DecisionKind) -> list[Decision]:
        return [d for d in self.decisions if d.kind in kinds]

    def _answer(self, question: Hashable, decision: Decision, outcome: object) -> None:
        self.asked[question].append((decision, outcome))

    def _verdicts(self) -> dict[Triple, Verdict]:
        found: dict[Triple, Verdict] = {}
        for d in self.decisions:
            for triple, holds, states in self._said(d):
                self._answer(triple, d, holds)
                before = found.get(triple)
                if before is None or before.holds is not holds:
                    found[triple] = Verdict(holds, (d,), states)
                else:
                    found[triple] = Verdict(holds, (*before.decisions, d), states or before.states)
        return found

    def _silenced(self) -> dict[Saying, tuple[Decision, ...]]:
        """What single papers no longer say, each with the decisions, oldest first."""
        found: dict[Saying, tuple[Decision, ...]] = {}
        for d in self.decisions:
            if d.silences is not None and d.predicate is not None:
                paper = self.paper_of(d.silences)
                saying = self._triple(d.subject, d.predicate, d.object, paper), paper
                found[saying] = (*found.get(saying, ()), d)
        return found

    def _said(self, d: Decision) -> list[tuple[Triple, bool, bool]]:
        """The statements that the decision is about: whether each holds, and whether it is to be asserted anyway."""
        if d.silences is not None:
            return []
        if d.kind in ABOUT_STATEMENTS and d.predicate is not None:
            triple = self._triple(d.subject, d.predicate, d.object)
            return [(triple, d.kind is not DecisionKind.REJECT, d.kind is DecisionKind.ADD)]
        if d.kind is not DecisionKind.REROLE:
            return []
        denied: tuple[Predicate, ...] = _WHAT_IT_DOES[kind_of(d.object).value]
        if d.value == NO_ROLE:
            denied = (*denied, Predicate.INTRODUCES, Predicate.MENTIONS)
        said = [(role, False) for role in denied if role not in d.roles] + [(role, True) for role in d.roles]
        return [(self._triple(d.subject, role, d.object), holds, holds) for role, holds in said]

    def _triple(self, subject: str, predicate: Predicate, target: str, by: str | None = None) -> Triple:
        """The statement by ids and IRIs, where a paper is named by its IRI as that paper means it."""
        if predicate in PAPER_ROLES:
            paper = self.paper_of(subject)
            thing = self.known.thing(entity_id_of(target), paper)
            if predicate is Predicate.INTRODUCES:
                return thing, Predicate.INTRODUCED_BY, paper
            return paper, predicate, thing
        one = self.known.thing(entity_id_of(subject), by)
        if predicate is Predicate.INTRODUCED_BY:
            return one, predicate, self.paper_of(target)
        if predicate is Predicate.DISCLOSURE:
            return one, predicate, target
        return one, predicate, self.known.thing(entity_id_of(target), by)

    def _overruled(self) -> dict[str, Decision]:
        for answers in self.asked.values():
            last, outcome = answers[-1]
            for decision, told in answers[:-1]:
                if told != outcome:
                    self.beaten.setdefault(decision.id, last)
        return self.beaten

    def _conflicts(self) -> tuple[Conflict, ...]:
        found: dict[tuple[str, ...], Conflict] = {}
        for answers in self.asked.values():
            people: dict[object, set[str]] = defaultdict(set)
            for decision, outcome in answers:
                people[outcome].add(decision.who)
            if len(people) > 1 and len(set().union(*people.values())) > 1:
                decisions = tuple(decision for decision, _ in answers)
                found[tuple(d.id for d in decisions)] = Conflict(decisions)
        return tuple(found.values())
