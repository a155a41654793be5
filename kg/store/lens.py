"""How one graph's things and statements stand once people have decided about them, and how they stood before.

What a source says is never changed: where a decision makes a thing another one, gives it another name or takes a
statement back, the graph shows what was decided and keeps beside it what the source says, so that decoding gives back
the latter. A statement taken back is a kg:WithheldStatement: its triple is asserted nowhere, its evidence stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.core.curation import Curation
from kg.core.entity import Entity
from kg.core.statement import UNDISCLOSED, Predicate
from kg.store import vocabulary as v
from kg.store.entities import add_entity
from kg.store.evidence import add_evidenced_triple, add_statement
from kg.store.originals import Extra, kept_text
from kg.store.terms import entity_iri
from kg.store.triples import TripleSet

NONE = Curation()
"""What no decisions come to."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a statement: its node, what decisions know it by, and its id in the source where that is another."""

    node: NamedNode
    key: str
    original: str | None = None


UNDISCLOSED_END = End(v.KG_UNDISCLOSED, UNDISCLOSED)


def work_end(work: NamedNode) -> End:
    """A paper as an end."""
    return End(work, work.value)


class Lens:
    """Adds things and statements of one source to its graph as people see them."""

    def __init__(self, triples: TripleSet, curation: Curation, paper: NamedNode | None = None) -> None:
        self._triples, self._curation = triples, curation
        self._paper = paper.value if paper else None

    def end(self, identifier: str) -> End:
        """The thing as an end."""
        found = self._curation.thing(identifier, self._paper)
        return End(entity_iri(found), found, identifier if found != identifier else None)

    def add_things(self, things: Iterable[tuple[Entity, Extra]]) -> None:
        """Add the things of the source; those that are one stand at one node."""
        together = defaultdict[str, list[tuple[Entity, Extra]]](list)
        for entity, extra in things:
            together[self.end(entity.id).key].append((entity, extra))
        for identifier, originals in together.items():
            shown = self._shown(identifier, [entity for entity, _ in originals])
            add_entity(self._triples, shown)
            if [entity for entity, _ in originals] != [shown]:
                self._keep(shown, originals)

    def state(self, subject: End, predicate: Predicate, target: End, evidence: Sequence[NamedNode]) -> None:
        """Add a statement with its evidence, asserted unless somebody took it back or both ends have become one."""
        said = Predicate.INTRODUCED_BY if predicate is Predicate.INTRODUCES else predicate
        taken_back = self._curation.withholds((subject.key, said, target.key), self._paper)
        withheld = taken_back or _became_one(subject, target)
        self._mark(subject, target, evidence)
        add_statement(self._triples, subject.node, predicate, target.node, evidence, withheld=withheld)

    def match(self, subject: End, term: NamedNode, target: End, evidence: Sequence[NamedNode]) -> None:
        """Add that both ends correspond, with the evidence; withheld where they have become one."""
        self._mark(subject, target, evidence)
        withheld = _became_one(subject, target)
        add_evidenced_triple(self._triples, subject.node, term, target.node, evidence, withheld=withheld)

    def _shown(self, identifier: str, originals: Sequence[Entity]) -> Entity:
        own = next((e for e in originals if e.id == identifier), None)
        told = self._curation.name(identifier) if own else self._curation.name_for_others(identifier)
        first = own or min(originals, key=lambda e: e.id)
        name = told or first.name
        if len(originals) == 1 and own and name == own.name:
            return own
        surfaces = {s for e in originals for s in e.surfaces} | {e.name for e in originals if e.name != name}
        return Entity(identifier, first.kind, name, tuple(sorted(surfaces)))

    def _keep(self, shown: Entity, originals: Iterable[tuple[Entity, Extra]]) -> None:
        """Keep what the source says of the things at the node."""
        node = entity_iri(shown.id)
        for entity, extra in originals:
            self._triples.text(node, v.KG_ORIGINAL, kept_text(entity, extra))
            if entity.id != shown.id:
                self._triples.text(node, v.KG_FORMER_ID, entity.id)

    def _mark(self, subject: End, target: End, evidence: Iterable[NamedNode]) -> None:
        for node in evidence:
            self._triples.text(node, v.KG_ORIGINAL_SUBJECT, subject.original)
            self._triples.text(node, v.KG_ORIGINAL_OBJECT, target.original)


def _became_one(subject: End, target: End) -> bool:
    return subject.node == target.node and subject.original != target.original
