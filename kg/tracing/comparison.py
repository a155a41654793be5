"""Two graphs held against each other, statement by statement."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kg.core.lineage import Node, SourcedEvidence, noisy_or
from kg.core.statement import LINEAGE, Predicate
from kg.tracing.difference import DIGITS, PARTS, ClaimChange, ComparableGraph, Difference, Renamed


def difference(before: ComparableGraph, after: ComparableGraph, *, limit: int = 1000) -> Difference:
    """What the second graph says otherwise than the first.

    Each statement is looked up in the other graph by what it states, so the time grows with the size of the graphs and
    the memory with what differs. A thing that one graph lacks, and that the other knows by its name under another
    identifier, was renamed, and statements that differ in nothing else are the same statement.
    """
    return _Comparison(before, after).told(limit)


_OWN = "https://w3id.org/kg/ns#"  # kg:Undisclosed and kg:Withdrawn are words
_FIRST = dict.fromkeys((*LINEAGE, Predicate.DISCLOSURE, Predicate.INTRODUCED_BY, *Predicate))
_ORDER = {predicate.value: place for place, predicate in enumerate(_FIRST)}


class _Comparison:
    """Holds two graphs against each other."""

    def __init__(self, before: ComparableGraph, after: ComparableGraph) -> None:
        self._before, self._after = before, after
        self._gone = {name: before.triple(name) for name in before.statements() if not after.states(name)}
        self._new = {name: after.triple(name) for name in after.statements() if not before.states(name)}
        self._renamed = self._found_renamed()
        self._names = {r.before.iri: r.after.iri for r in self._renamed if after.node(r.before.iri) is None}
        self._same = self._still_stated()

    def told(self, limit: int) -> Difference:
        """The difference, each part cut."""
        removed, added, reread = self._papers()
        moved = set(self._same.values())
        gone = sorted((triple for name, triple in self._gone.items() if name not in self._same), key=_telling)
        new = sorted((triple for name, triple in self._new.items() if name not in moved), key=_telling)
        changed = sorted(self._changed(), key=lambda c: _telling((c.subject, c.relation, c.object)))
        parts = (removed, added, reread, self._renamed, gone, new, changed)
        return Difference(
            removed[:limit],
            added[:limit],
            reread[:limit],
            self._renamed[:limit],
            tuple(self._only(self._before, triple) for triple in gone[:limit]),
            tuple(self._only(self._after, triple) for triple in new[:limit]),
            tuple(changed[:limit]),
            MappingProxyType(dict(zip(PARTS, map(len, parts), strict=True))),
        )

    def _found_renamed(self) -> tuple[Renamed, ...]:
        """What goes by another identifier: works of one file, and what one graph lacks and knows by name."""
        found = {
            (file.work, other.work)
            for file in self._before.files()
            if (other := self._after.file(file.iri)) is not None and other.work != file.work
        }
        found |= {(iri, known) for iri, known in _known_by_name(self._before, self._after, self._gone.values())}
        targets = {after for _, after in found}
        back = _known_by_name(self._after, self._before, self._new.values())
        found |= {(known, iri) for iri, known in back if iri not in targets}
        nodes = ((self._before.node(one), self._after.node(other)) for one, other in sorted(found))
        return tuple(Renamed(one, other) for one, other in nodes if one is not None and other is not None)

    def _still_stated(self) -> dict[str, str]:
        """The statements gone that the second graph states of the same things by their new names."""
        moved = {}
        for name, triple in self._gone.items():
            now = self._after.name_of(self._renamed_in(triple))
            if now != name and self._after.states(now):
                moved[name] = now
        return moved

    def _renamed_in(self, triple: tuple[str, str, str]) -> tuple[str, str, str]:
        subject, relation, target = triple
        return self._names.get(subject, subject), relation, self._names.get(target, target)

    def _papers(self) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
        removed, added, reread = set[str](), set[str](), set[str]()
        earlier = {now: before for before, now in self._names.items()}
        for file in self._before.files():
            work, other = self._names.get(file.work, file.work), self._after.file(file.iri)
            if other is None or other.runs != file.runs:
                (reread if self._after.is_read(work) else removed).add(work)
        for file in self._after.files():
            if self._before.file(file.iri) is None:
                was_read = self._before.is_read(earlier.get(file.work, file.work))
                (reread if was_read else added).add(file.work)
        gone = (self._before.node(earlier.get(work, work)) for work in removed)
        return _by_label(gone), _by_label(map(self._after.node, added)), _by_label(map(self._after.node, reread))

    def _only(self, graph: ComparableGraph, triple: tuple[str, str, str]) -> ClaimChange:
        evidence = graph.evidence(graph.name_of(triple))
        if graph is self._before:
            return ClaimChange(*triple, _ends(graph, triple), before=evidence, lost=evidence)
        return ClaimChange(*triple, _ends(graph, triple), after=evidence, gained=evidence)

    def _changed(self) -> Iterator[ClaimChange]:
        """The statements in both graphs whose evidence differs for a reader."""
        merged = defaultdict[str, list[str]](list)
        for name, now in self._same.items():
            merged[now].append(name)
        for name in self._before.statements():
            earlier = merged.get(name, [])
            if name not in self._gone and (
                earlier or self._before.evidence_keys(name) != self._after.evidence_keys(name)
            ):
                yield from self._compared([name, *earlier], name)
        for now, names in merged.items():
            if now in self._new:
                yield from self._compared(names, now)

    def _compared(self, names: list[str], now: str) -> Iterator[ClaimChange]:
        before, after = tuple(e for name in names for e in self._before.evidence(name)), self._after.evidence(now)
        was, is_ = {self._told(e): e for e in before}, {_told(e, {}): e for e in after}
        lost = tuple(e for key, e in was.items() if key not in is_)
        gained = tuple(e for key, e in is_.items() if key not in was)
        if lost or gained or round(noisy_or(before), DIGITS) != round(noisy_or(after), DIGITS):
            triple = self._after.triple(now)
            yield ClaimChange(*triple, _ends(self._after, triple), before, after, lost, gained)

    def _told(self, evidence: SourcedEvidence) -> tuple[object, ...]:
        return _told(evidence, self._names)


def _telling(triple: tuple[str, str, str]) -> tuple[int, tuple[str, str, str]]:
    """A key that puts lineage first, then who introduced what, then what papers do with things, then the rest."""
    return _ORDER.get(triple[1], len(_ORDER)), triple


def _told(evidence: SourcedEvidence, names: Mapping[str, str]) -> tuple[object, ...]:
    """What a reader sees of a piece of evidence: who says so, where, in which words."""
    e = evidence
    return e.kind, names.get(e.source, e.source), e.quote, e.page, e.record, e.work


def _known_by_name(
    here: ComparableGraph, there: ComparableGraph, triples: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str]]:
    """The ends of the triples that the other graph lacks, each with the one thing of its kind and name there."""
    for iri in sorted({end for subject, _, target in triples for end in (subject, target)}):
        node = here.node(iri) if there.node(iri) is None else None
        if node is not None:
            named = [n for n in there.find(node.label) if n.kind is node.kind]
            if len(named) == 1:
                yield iri, named[0].iri


def _ends(graph: ComparableGraph, triple: tuple[str, str, str]) -> tuple[str, str]:
    subject, _, target = triple
    one, other = graph.node(subject), graph.node(target)
    named = other.label if other else target
    return one.label if one else subject, named.removeprefix(_OWN).lower() if named.startswith(_OWN) else named


def _by_label(nodes: Iterable[Node | None]) -> tuple[Node, ...]:
    return tuple(sorted((n for n in nodes if n is not None), key=lambda n: (n.label.casefold(), n.label, n.iri)))
