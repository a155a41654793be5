"""Who introduced a dataset or model, by the citations that stand with its name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.core.lineage import Edge, LineagePath, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource

SURE = 0.85
"""From this confidence on, what the papers on the way cite for a thing is taken to have introduced it."""

SURE_ELSEWHERE = 0.9
"""From this confidence on, one paper elsewhere is believed: the cited title holds the name. Of two SURE will do."""

LIKELY = 0.7
"""From this confidence on, a collection's word for it is believed; a card's tag, say, is weaker."""


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


@dataclass(frozen=True, slots=True)
class Origin:
    """What to tell of a dataset's introduction: of its own, or of the greater dataset that it is a part of."""

    introductions: tuple[Introduction, ...]
    part: Part | None = None


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
    return _says(_papers(path.edges), edge)


def origin(found: Sequence[Introduction], parts: Sequence[Part], path: LineagePath) -> Origin | None:
    """What to tell at the end of the path, out of all introductions of the dataset and all that it is a part of.

    In this order: what the papers that state the last hop cite for it; what others on the way surely cite; the greater
    dataset that one of them says it is part of, with the introduction cited for that; the introducing paper's own word;
    background facts; what papers elsewhere surely cite.
    """
    last, way = _papers(path.edges[-1:]), _papers(path.edges)
    if cited := tuple(i for i in found if _says(last, i.edge)) or tuple(i for i in found if _says(way, i.edge, SURE)):
        return Origin(cited)
    for papers in (last, way):
        for part in parts:
            cited = tuple(i for i in part.introductions if _says(way, i.edge))
            if cited and _says(papers, part.edge):
                return Origin(cited, part)
    best = believable(found)
    return Origin(best) if best else None


def believable(found: Sequence[Introduction]) -> tuple[Introduction, ...]:
    """Those by the introducing paper's own word; else by background facts; else those that papers surely cite.

    One paper that cites a work beside a name whose title does not hold it may cite it for something else.
    """
    own = tuple(i for i in found if _says({i.work.iri}, i.edge))
    known = tuple(i for i in found if any(e.background and e.confidence >= LIKELY for e in i.edge.evidence))
    return own or known or tuple(i for i in found if _surely_cited(i.edge))


def _surely_cited(edge: Edge) -> bool:
    papers = {e.source for e in edge.evidence if e.confidence >= SURE}
    return len(papers) > 1 or any(e.confidence >= SURE_ELSEWHERE for e in edge.evidence)


def _papers(hops: Sequence[Edge]) -> set[str]:
    return {e.source for hop in hops for e in hop.evidence if not e.background}


def _says(papers: Collection[str], edge: Edge, confidence: float = 0.0) -> bool:
    return any(e.source in papers and e.confidence >= confidence for e in edge.evidence if not e.background)
