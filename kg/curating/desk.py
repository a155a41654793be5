"""What a curator speaks of: from names, ids and statements as typed to the handles that a log keeps."""

from collections.abc import Collection, Iterable, Sequence

from pyoxigraph import NamedNode

from kg.core.decisions import Decision
from kg.core.errors import (
    AmbiguousNameError,
    ImpossibleDecisionError,
    NotAnIdError,
    NotReadError,
    UnknownNameError,
    UnknownStatementError,
)
from kg.core.handles import entity_id_of, is_paper, is_thing, name_in, thing_handle
from kg.core.identifiers import arxiv_id, doi
from kg.core.lineage import Node, NodeKind
from kg.core.meant import called
from kg.core.statement import UNDISCLOSED, Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.statements import StatementIds
from kg.tracing.naming import nearest_names, resolve

Said = tuple[str, Predicate, str]
"""A statement by the handles of its ends."""

_PAPER, _DATASET, _MODEL = NodeKind.PAPER, NodeKind.DATASET, NodeKind.MODEL
_THINGS = (_DATASET, _MODEL)
_ENDS = {
    Predicate.TRAINS_ON: ((_PAPER,), (_DATASET,)),
    Predicate.EVALUATES_ON: ((_PAPER,), (_DATASET,)),
    Predicate.USES: ((_PAPER,), (_MODEL,)),
    Predicate.COMPARES: ((_PAPER,), (_MODEL,)),
    Predicate.INTRODUCES: ((_PAPER,), _THINGS),
    Predicate.MENTIONS: ((_PAPER,), _THINGS),
    Predicate.INTRODUCED_BY: (_THINGS, (_PAPER,)),
    Predicate.TRAINED_ON: ((_MODEL,), (_DATASET,)),
    Predicate.EVALUATED_ON: ((_MODEL,), (_DATASET,)),
    Predicate.FINE_TUNED_FROM: ((_MODEL,), (_MODEL,)),
    Predicate.ARCHITECTURE_FROM: ((_MODEL,), (_MODEL,)),
    Predicate.DERIVED_FROM: ((_DATASET,), _THINGS),
    Predicate.HAS_PART: ((_DATASET,), (_DATASET,)),
    Predicate.DISCLOSURE: ((_MODEL,), ()),
}


class Desk:
    """Looks up what a curator names in an open graph."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.reader = graph, GraphReader(graph)
        self.statements = StatementIds(graph)

    def thing(self, name: str, kinds: Collection[NodeKind] = _THINGS) -> Node:
        """The dataset or model that goes by the name or id.

        Raises:
            UnknownNameError: nothing of these kinds does.
            AmbiguousNameError: several do.
        """
        return self._one(name, self._nodes(name, kinds))

    def paper(self, name: str) -> str:
        """The handle of the paper that goes by the name.

        Raises:
            UnknownNameError: none does.
            AmbiguousNameError: several do.
        """
        return self.handle(self._one(name, self._nodes(name, (_PAPER,))))

    def handle(self, node: Node) -> str:
        """The handle of the node."""
        if node.kind is _PAPER:
            return self.graph.paper_handle(node.iri)
        return thing_handle(self.id(node), node.label)

    def id(self, node: Node) -> str:
        """The id of a dataset or model."""
        return self.statements.id_at(NamedNode(node.iri))

    def named_in(self, paper: str, name: str) -> Node:
        """The thing that goes by the name among those that the files of the paper name.

        Raises:
            NotReadError: no file of the paper was read.
            UnknownNameError: no such thing is named there.
            AmbiguousNameError: several are.
        """
        iri = self.graph.paper_iri(paper)
        named = self.statements.named_in(iri)
        if not named:
            raise NotReadError(paper)
        found = [n for n in self._nodes(name, _THINGS) if n.iri in named]
        if not found:
            raise UnknownNameError(f"{name}, in {paper}")
        return self._one(name, found)

    def stated(self, words: Sequence[str]) -> Said:
        """The statement that the words mean, by handles; as ``statement`` finds it, and with its errors."""
        return self.handles_of(self.statement(words))

    def statement(self, words: Sequence[str], by: str | None = None) -> tuple[str, Predicate, str]:
        """The statement that the words mean: its id, or subject, predicate and object.

        Its ends are IRIs, or UNDISCLOSED. What was taken back is a statement still. by is the handle of a paper that
        has to state it.

        Raises:
            UnknownStatementError: the graph does not hold it, or the paper does not state it.
            UnknownNameError: nothing goes by an end's name.
            AmbiguousNameError: several statements can be meant.
        """
        paper = None if by is None else self.graph.paper_iri(by)
        within = "" if by is None else f", in {by}"
        if len(words) == 1:
            found = self.statements.by_id(words[0])
            if found is None or (paper is not None and not self.statements.there(*found, paper)):
                raise UnknownStatementError(words[0] + within)
            return found
        subject, relation, target = words
        predicate = predicate_of(relation)
        subjects = [n.iri for n in self._nodes(subject, tuple(NodeKind))]
        silent = predicate is Predicate.DISCLOSURE
        objects = [UNDISCLOSED] if silent else [n.iri for n in self._nodes(target, tuple(NodeKind))]
        pairs = [(s, predicate, o) for s in subjects for o in objects]
        meant = [said for said in pairs if self.statements.there(*said, paper)]
        if not meant:
            raise UnknownStatementError(f"{subject} {predicate.value} {target}{within}")
        if len(meant) > 1:
            raise AmbiguousNameError(" ".join(words), tuple(sorted(self.statements.id_of(*said) for said in meant)))
        return meant[0]

    def new_statement(self, words: Sequence[str], *, new: bool) -> Said:
        """The statement of these words, whether or not anybody has stated it; new lets them name new things.

        Raises:
            UnknownNameError: nothing goes by an end's name, and it is not new.
            AmbiguousNameError: several things do.
            ImpossibleDecisionError: such ends cannot be stated of each other.
        """
        subject, relation, target = words
        predicate = predicate_of(relation)
        subjects, objects = _ENDS[predicate]
        if predicate is Predicate.DISCLOSURE and target != UNDISCLOSED:
            raise ImpossibleDecisionError(f"the object of {predicate.value} is {UNDISCLOSED}; write it so")
        one = self._end(subject, subjects, new=new)
        return one, predicate, self._end(target, objects, new=new) if objects else UNDISCLOSED

    def _end(self, name: str, kinds: Collection[NodeKind], *, new: bool) -> str:
        found = self._find(name, kinds)
        if found or not new:
            return self.handle(self._one(name, found or self._nodes(name, kinds)))
        if _PAPER in kinds:
            return _new_work(name)
        if not is_thing(name):
            raise NotAnIdError(name)
        identifier = entity_id_of(name)
        if NodeKind(identifier.partition(":")[0]) not in kinds:
            reason = (
                f"{name} is no {' or '.join(kinds)}, as this relation needs; give another thing, or another relation"
            )
            raise ImpossibleDecisionError(reason)
        return thing_handle(identifier, name_in(name))

    def handles_of(self, said: tuple[str, Predicate, str]) -> Said:
        """The statement by the handles of its ends, which are IRIs or UNDISCLOSED."""
        subject, predicate, target = said
        ends = [UNDISCLOSED if iri == UNDISCLOSED else self._handle_at(iri) for iri in (subject, target)]
        return ends[0], predicate, ends[1]

    def _handle_at(self, iri: str) -> str:
        node = self.reader.node(iri)
        if node is None:
            raise UnknownStatementError(iri)
        return self.handle(node)

    def _find(self, name: str, kinds: Collection[NodeKind]) -> list[Node]:
        folded = entity_id_of(name) if is_thing(name) else name
        return [n for n in self.reader.find(folded) if n.kind in kinds]

    def _nodes(self, name: str, kinds: Collection[NodeKind]) -> list[Node]:
        found = self._find(name, kinds) or ([n for n in resolve(self.reader, name) if n.kind in kinds])
        if not found:
            raise UnknownNameError(name, nearest_names(self.reader, name))
        return found

    def _one(self, name: str, found: Sequence[Node]) -> Node:
        """The one that is meant: the only one, or the only one that is called so."""
        called_so = [n for n in found if called(n, name)]
        if len(found) == 1 or len(called_so) == 1:
            return found[0] if len(found) == 1 else called_so[0]
        raise AmbiguousNameError(name, tuple(n.iri if n.kind is _PAPER else self.id(n) for n in found))


def paper_titles(graph: Graph, decisions: Iterable[Decision]) -> dict[str, str]:
    """The titles of the papers that the decisions speak of, by handle, as far as the graph knows them."""
    reader = GraphReader(graph)
    handles = {h for d in decisions for h in (d.subject, d.object, d.source) if is_paper(h)}
    nodes = {handle: reader.node(graph.paper_iri(handle)) for handle in sorted(handles)}
    return {handle: node.label for handle, node in nodes.items() if node is not None}


def predicate_of(relation: str) -> Predicate:
    """The relation by its word: "trained_on", "trained on".

    Raises:
        ImpossibleDecisionError: it is none.
    """
    word = "_".join(relation.lower().replace("-", "_").split())
    if word not in set(Predicate):
        raise ImpossibleDecisionError(f"{relation} is no relation; there are {', '.join(Predicate)}")
    return Predicate(word)


def _new_work(name: str) -> str:
    if number := arxiv_id(f"arxiv {name}"):
        return f"arxiv:{number}"
    if found := doi(name):
        return f"doi:{found}"
    raise ImpossibleDecisionError(f"{name} is no paper of the graph; a new one needs an arXiv id or DOI")
