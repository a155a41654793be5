"""A graph in memory, and the invented world of marsh birds that tracing and views are tried on."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from kg.core.lineage import Edge, Licence, Node, NodeKind, SourcedEvidence, Withdrawal
from kg.core.names import fold
from kg.core.statement import Predicate


class MemorySource:
    """A LineageSource over nodes and edges in hand; nodes are named by label and aliases."""

    def __init__(
        self,
        nodes: Iterable[Node] = (),
        edges: Iterable[Edge] = (),
        licences: Mapping[str, tuple[Licence, ...]] = MappingProxyType({}),
    ) -> None:
        self._nodes, self._licences = {n.iri: n for n in nodes}, licences
        self.edges = sorted(edges, key=lambda e: (e.subject, e.predicate, e.object))

    def node(self, iri: str) -> Node | None:
        return self._nodes.get(iri)

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        return tuple(e for e in self.edges if e.subject == iri and e.predicate in predicates)

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        return tuple(e for e in self.edges if e.object == iri and e.predicate in predicates)

    def subjects(self, iri: str, predicates: Collection[Predicate]) -> tuple[str, ...]:
        ordered = [p for p in Predicate if p in predicates]
        return tuple(e.subject for p in ordered for e in self.incoming(iri, {p}))

    def edge(self, subject: str, predicate: Predicate, target: str) -> Edge | None:
        return next((e for e in self.edges if e.triple == (subject, predicate.value, target)), None)

    def find(self, name: str) -> tuple[Node, ...]:
        wanted = fold(name)
        named = ((n, (n.label, *n.aliases)) for _, n in sorted(self._nodes.items()))
        return tuple(n for n, names in named if n.iri == name or wanted in map(fold, names))

    def names(self) -> Iterable[str]:
        return sorted({name for n in self._nodes.values() for name in (n.label, *n.aliases)})

    def licences_of(self, iri: str) -> tuple[Licence, ...]:
        return self._licences.get(iri, ())

    def undisclosed(self) -> Iterable[str]:
        return sorted(n.iri for n in self._nodes.values() if n.undisclosed)

    def evaluated(self, predicate: Predicate) -> Iterable[str]:
        return sorted({e.subject for e in self.edges if e.predicate is predicate})

    def papers(self) -> tuple[Node, ...]:
        return self._of(NodeKind.PAPER)

    def datasets(self) -> tuple[Node, ...]:
        return self._of(NodeKind.DATASET)

    def models(self) -> tuple[Node, ...]:
        return self._of(NodeKind.MODEL)

    def _of(self, kind: NodeKind) -> tuple[Node, ...]:
        return tuple(n for _, n in sorted(self._nodes.items()) if n.kind is kind)


def said(paper: str, quote: str, page: int | None = None, confidence: float = 0.9) -> SourcedEvidence:
    """A quote out of an invented paper."""
    return SourcedEvidence(
        source=f"https://example.org/paper/{fold(paper)}",
        label=paper,
        confidence=confidence,
        extractor="rule:invented",
        file=f"{fold(paper)}.pdf",
        quote=quote,
        page=page,
        section="2 Data",
    )


def known(collection: str = "Marsh Register", confidence: float = 0.7) -> SourcedEvidence:
    """A fact out of an invented collection."""
    return SourcedEvidence(
        source=f"https://example.org/collection/{fold(collection)}",
        label=collection,
        confidence=confidence,
        extractor="registry",
        background=True,
        licence="CC-BY-4.0",
    )


def iri_of(kind: NodeKind, label: str) -> str:
    """The IRI that a thing of this name has in invented worlds."""
    return f"https://example.org/{kind.value}/{fold(label)}"


def paper(label: str, *aliases: str, citation: str | None = None, read: bool = True) -> Node:
    """A paper, read unless told."""
    return Node(iri_of(NodeKind.PAPER, label), NodeKind.PAPER, label, aliases, citation, read)


def dataset(label: str, *aliases: str, withdrawn: Withdrawal | None = None) -> Node:
    """A dataset."""
    return Node(iri_of(NodeKind.DATASET, label), NodeKind.DATASET, label, aliases, withdrawn=withdrawn)


def model(label: str, *aliases: str, undisclosed: tuple[SourcedEvidence, ...] = ()) -> Node:
    """A model."""
    return Node(iri_of(NodeKind.MODEL, label), NodeKind.MODEL, label, aliases, undisclosed=undisclosed)


def edge(subject: Node, predicate: Predicate, object_: Node, *evidence: SourcedEvidence) -> Edge:
    """A statement; without evidence it gets a quote that spells it out."""
    words = f"{subject.label} {predicate.value.replace('_', ' ')} {object_.label}."
    return Edge(subject.iri, predicate, object_.iri, evidence or (said("Field Notes", words, 1),))


BITTERN_PAPER = paper("Bittern: Fast Listening", "Bittern", citation="A. Reed. Bittern: Fast Listening. 2024.")
QUAIL_PAPER = paper("Quail: Open Bird Models", citation="B. Sedge and C. Rush. Quail: Open Bird Models. 2023.")
RAIL_PAPER = paper("Rail", citation="D. Fen. Rail. 2022.")
GAO_PAPER = paper("The Heap", citation="E. Mere. The Heap: Bird Calls in Bulk. 2021.", read=False)
MARSH_PAPER = paper("Marshbirds paper", citation="F. Moss. Marshbirds. 2020.", read=False)
QUAIL_1 = model("Quail-1")
QUAIL_2 = model("Quail-2")
BITTERN_33 = model("Bittern-33")
CRAKE = model("Crake", undisclosed=(said("Bittern", "Crake's training data were not released.", 3),))
RAIL = model("Rail")
HERON = model("Heron")
MARSHBIRDS = dataset("Marshbirds")
HEAP = dataset("The Heap Corpus")
OWLS = dataset("Owls3")
PONDS = dataset("Ponds")
BENCH = dataset("WadeBench")

P = Predicate


def marsh() -> MemorySource:
    """Bittern uses Quail-2, tuned from Quail-1, trained on Marshbirds and The Heap Corpus, of which Owls3 is a part."""
    nodes = (
        *(BITTERN_PAPER, QUAIL_PAPER, RAIL_PAPER, GAO_PAPER, MARSH_PAPER),
        *(QUAIL_1, QUAIL_2, BITTERN_33, CRAKE, RAIL, HERON),
        *(MARSHBIRDS, HEAP, OWLS, PONDS, BENCH),
    )
    edges = (
        edge(BITTERN_PAPER, P.USES, QUAIL_2, said("Bittern", "We run Quail-2 throughout.", 2)),
        edge(BITTERN_PAPER, P.USES, CRAKE, said("Bittern", "Crake serves as judge.", 3)),
        edge(BITTERN_PAPER, P.INTRODUCES, BITTERN_33, said("Bittern", "We build Bittern-33.", 4)),
        edge(BITTERN_PAPER, P.COMPARES, RAIL, said("Bittern", "Faster than Rail.", 5)),
        edge(BITTERN_PAPER, P.MENTIONS, HERON, said("Bittern", "Models such as Heron exist.", 1)),
        edge(BITTERN_PAPER, P.EVALUATES_ON, BENCH, said("Bittern", "We evaluate on WadeBench.", 6)),
        edge(BITTERN_33, P.ARCHITECTURE_FROM, QUAIL_1, said("Bittern", "Bittern-33 varies Quail-1's layers.", 4)),
        edge(QUAIL_PAPER, P.INTRODUCES, QUAIL_1, said("Quail", "We present Quail-1.", 1)),
        edge(QUAIL_1, P.INTRODUCED_BY, QUAIL_PAPER, said("Bittern", "Quail-1 (Sedge and Rush, 2023)", 2)),
        edge(QUAIL_2, P.FINE_TUNED_FROM, QUAIL_1, said("Quail", "Quail-2 starts from Quail-1.", 4, 0.8)),
        edge(QUAIL_1, P.TRAINED_ON, MARSHBIRDS, said("Quail", "Quail-1 is trained on Marshbirds.", 3)),
        edge(QUAIL_1, P.TRAINED_ON, HEAP, said("Quail", "We add The Heap Corpus.", 3)),
        edge(QUAIL_1, P.EVALUATED_ON, PONDS, said("Quail", "Evaluated on Ponds.", 7)),
        edge(HEAP, P.HAS_PART, OWLS, said("Quail", "the Owls3 part of The Heap Corpus", 3)),
        edge(HEAP, P.INTRODUCED_BY, GAO_PAPER, said("Quail", "The Heap Corpus (Mere, 2021)", 3)),
        edge(MARSHBIRDS, P.INTRODUCED_BY, MARSH_PAPER, said("Quail", "Marshbirds (Moss, 2020)", 3)),
        edge(RAIL_PAPER, P.INTRODUCES, RAIL, said("Rail", "We introduce Rail.", 1)),
        edge(RAIL, P.TRAINED_ON, PONDS, known()),
        edge(HERON, P.TRAINED_ON, PONDS, known()),
    )
    return MemorySource(nodes, edges)
