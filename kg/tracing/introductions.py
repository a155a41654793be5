"""Who introduced a dataset or model, by the citations that stand with its name."""

from dataclasses import dataclass

from kg.core.lineage import Edge, LineagePath, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Introduction:
    """The work that introduced a thing, and the statement which says so."""

    work: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Part:
    """A greater dataset that holds the one in question, and who introduced the greater one."""

    whole: Node
    edge: Edge
    introductions: tuple[Introduction, ...]


def introductions(source: LineageSource, iri: str) -> tuple[Introduction, ...]:
    """The works said to have introduced the thing: what papers in hand say first, then by belief, then by name."""
    found = []
    for edge in source.outgoing(iri, {Predicate.INTRODUCED_BY}):
        work = source.node(edge.object)
        if work is not None:
            found.append(Introduction(work, edge))
    return tuple(sorted(found, key=_standing))


def _standing(found: Introduction) -> tuple[bool, float, str, str]:
    return found.edge.background, -found.edge.belief, found.work.label, found.work.iri


def wholes(source: LineageSource, iri: str) -> tuple[Part, ...]:
    """The datasets that the given one is a part of: those with a known introduction first, then by belief and name."""
    found = []
    for edge in source.incoming(iri, {Predicate.HAS_PART}):
        whole = source.node(edge.subject)
        if whole is not None and whole.iri != iri and whole.kind is NodeKind.DATASET:
            found.append(Part(whole, edge, introductions(source, whole.iri)))
    return tuple(
        sorted(
            found, key=lambda p: (not p.introductions, p.edge.background, -p.edge.belief, p.whole.label, p.whole.iri)
        )
    )


def own_paper(source: LineageSource, iri: str) -> Node | None:
    """The paper that introduced the thing, a read one before an unread one; None where nothing is known."""
    by_itself = [source.node(edge.subject) for edge in source.incoming(iri, {Predicate.INTRODUCES})]
    works = [w for w in by_itself if w is not None] + [i.work for i in introductions(source, iri)]
    return next((w for w in works if w.read), works[0] if works else None)


def said_by(edge: Edge, path: LineagePath) -> bool:
    """Whether a paper that the path's hops rest on makes the statement."""
    papers = {e.source for hop in path.edges for e in hop.evidence if not e.background}
    return any(e.source in papers for e in edge.evidence if not e.background)
