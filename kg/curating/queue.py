"""Statements that nobody has decided about yet, least certain first."""

from bisect import insort
from dataclasses import dataclass

from kg.core.decisions import Decision, DecisionKind
from kg.core.errors import NotReadError
from kg.core.lineage import Edge, EvidenceKind, Node, NodeKind
from kg.core.statement import Predicate
from kg.curating.desk import Desk, Said
from kg.curating.recording import Told
from kg.store.reading import GraphReader
from kg.store.remote.fetched import fetched
from kg.store.statements import statement_id
from kg.tracing.naming import resolve

DEFAULT_LIMIT = 20
DEFAULT_BELOW = 0.9
"""What is believed as much as this is not asked about."""

Open = tuple[float, Said]
"""How far a statement is believed, and its ends by IRI with its relation between them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement to decide about: its id, what it says and who says so, its ends, and how a log names it.

    object is None where the statement is that training data are not disclosed.
    """

    statement: str
    edge: Edge
    subject: Node
    object: Node | None
    said: Said

    def decided(self, kind: DecisionKind, told: Told) -> Decision:
        """The decision to accept or reject it."""
        subject, predicate, target = self.said
        return Decision(told.when, told.by, kind, subject, predicate, target, why=told.why)


def review_queue(
    reader: GraphReader,
    limit: int = DEFAULT_LIMIT,
    *,
    predicate: Predicate | None = None,
    paper: str | None = None,
    thing: str | None = None,
    below: float = DEFAULT_BELOW,
) -> tuple[Doubt, ...]:
    """The statements believed least, and less than ``below``, that no curator has decided about.

    Asked about is what papers or imported sources state; what is only known beforehand is left to the registry. With a
    paper it is what that one says, with a thing, a dataset or model by name or id, what is said of it. It looks up how
    sure the evidence of all statements is, and the words of those alone that may be among the first; what is behind an
    endpoint is fetched whole.

    Raises:
        UnknownNameError: nothing goes by the paper's or the thing's name.
        AmbiguousNameError: several things go by the thing's name.
        NotReadError: what goes by the paper's name is no paper that was read.
    """
    desk = Desk(fetched(reader.graph))
    about = desk.thing(thing).iri if thing is not None else None
    found: list[tuple[float, str, Edge]] = []
    for surest, said in desk.statements.least_sure(_paper(desk, paper) if paper is not None else None):
        if surest >= below or (len(found) == limit and round(surest, 6) > found[-1][0]):
            break  # whatever follows is believed at least as much
        asked = (predicate is None or said[1] is predicate) and (about is None or about in said)
        if asked and (doubted := _doubted(desk, said, below)) is not None:
            insort(found, doubted, key=lambda item: item[:2])
            del found[limit:]
    return tuple(doubt for _, _, edge in found if (doubt := _doubt(desk, edge)) is not None)


def undecided(reader: GraphReader) -> tuple[Open, ...]:
    """Of each statement that ``review_queue`` would ask about, however well believed: its belief and what it says.

    Order follows how sure the surest evidence is. It reads the evidence of all statements.
    """
    desk = Desk(fetched(reader.graph))
    edges = (desk.reader.edge(*said) for _, said in desk.statements.least_sure(None))
    return tuple((e.belief, (e.subject, e.predicate, e.object)) for e in edges if e is not None and _is_open(e))


def _paper(desk: Desk, name: str) -> str:
    papers = [n for n in resolve(desk.reader, name) if n.kind is NodeKind.PAPER and n.read]
    if not papers:
        raise NotReadError(name)
    return papers[0].iri


def _doubted(desk: Desk, said: tuple[str, Predicate, str], below: float) -> tuple[float, str, Edge] | None:
    """The statement with how far it is believed and its id, where it is to be asked about."""
    edge = desk.reader.edge(*said)
    if edge is None or edge.belief >= below or not _is_open(edge):
        return None
    return round(edge.belief, 6), statement_id(edge), edge


def _is_open(edge: Edge) -> bool:
    kinds = {e.kind for e in edge.evidence}
    return EvidenceKind.CURATED not in kinds and bool(kinds & {EvidenceKind.READ, EvidenceKind.IMPORTED})


def _doubt(desk: Desk, edge: Edge) -> Doubt | None:
    subject, target = desk.reader.node(edge.subject), desk.reader.node(edge.object)
    said = desk.statements.by_id(statement_id(edge))
    if subject is None or said is None or (target is None and edge.predicate is not Predicate.DISCLOSURE):
        return None
    return Doubt(statement_id(edge), edge, subject, target, desk.handles_of(said))
