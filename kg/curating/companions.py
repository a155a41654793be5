"""Statements that rest on the same words: who takes one back may want to take back the others."""

from dataclasses import dataclass

from kg.core.lineage import Edge, EvidenceKind
from kg.core.statement import UNDISCLOSED, Predicate
from kg.curating.desk import Desk
from kg.store import vocabulary as v
from kg.store.statements import statement_id


@dataclass(frozen=True, slots=True, order=True)
class Companion:
    """A statement by the names of its ends, and its id; object is "undisclosed" where it is no thing."""

    subject: str
    predicate: Predicate
    object: str
    statement: str


def companions(desk: Desk, said: tuple[str, Predicate, str]) -> tuple[Companion, ...]:
    """The other statements that stand for which a paper's quote is evidence as it is for this one, by IRIs.

    Those of the same subject and object come first, then those of the same object, then those of the same subject.
    It costs a look at the statements of the papers quoted.
    """
    own, own_id = desk.reader.edge(said[0], said[1], _iri(said[2])), desk.statements.id_of(*said)
    quotes = _quotes(own) if own is not None else set()
    found: set[Companion] = set()
    for paper in sorted({source for source, _ in quotes}):
        for other in desk.statements.standing(paper):
            edge = desk.reader.edge(*other)
            if edge is not None and statement_id(edge) != own_id and quotes & _quotes(edge):
                found.add(Companion(_label(desk, other[0]), other[1], _label(desk, other[2]), statement_id(edge)))
    subject, about = _label(desk, said[0]), _label(desk, _iri(said[2]))
    return tuple(sorted(found, key=lambda c: (about not in {c.object, c.subject}, subject != c.subject, c)))


def _quotes(edge: Edge) -> set[tuple[str, str]]:
    return {(e.source, e.quote) for e in edge.evidence if e.kind is EvidenceKind.READ and e.quote}


def _iri(end: str) -> str:
    return v.KG_UNDISCLOSED.value if end == UNDISCLOSED else end


def _label(desk: Desk, iri: str) -> str:
    node = desk.reader.node(iri)
    return UNDISCLOSED if node is None else node.label
