"""The ends that stay open: models beyond which nothing is known."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.core.lineage import EvidenceKind, LineagePath, Node, NodeKind, origin_of
from kg.core.statement import OWN_RUN, Predicate
from kg.tracing.introductions import own_paper
from kg.tracing.lineage_graph import Reach
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A model beyond which nothing is known, the best path to it (None for a start) and its own paper where known.

    architecture_from are the models that it is built like, which carries no data. tuned_from are those that it was
    fine-tuned from, where of all its data only those of the fine-tuning are unknown. own_runs counts the works that
    tell what they trained a run of their own on, which says nothing of the model at large.
    """

    node: Node
    path: LineagePath | None
    paper: Node | None
    architecture_from: tuple[Node, ...] = ()
    tuned_from: tuple[Node, ...] = ()
    own_runs: int = 0


def open_ends(
    source: LineageSource, reach: Reach, best: Mapping[str, tuple[LineagePath, ...]], *, read_only: bool = False
) -> tuple[tuple[OpenEnd, ...], tuple[OpenEnd, ...]]:
    """The models reached whose training data are not disclosed, and those of which nobody says anything, by label.

    With ``read_only`` only what papers in hand say of the former counts.
    """
    undisclosed, unknown = [], []
    for iri, node in sorted(reach.nodes().items(), key=lambda item: (item[1].label, item[0])):
        if node.kind is not NodeKind.MODEL or (iri not in best and iri not in reach.starts):
            continue
        if read_only:
            said = tuple(e for e in node.undisclosed if e.kind is EvidenceKind.READ)
            node = replace(node, undisclosed=said)  # noqa: PLW2901 - from here on only what papers say of it counts
        if node.undisclosed:
            undisclosed.append(OpenEnd(node, best[iri][0] if iri in best else None, own_paper(source, iri)))
        elif not reach.graph.out_degree(iri) and iri not in reach.unfinished:
            path, built_like = best[iri][0] if iri in best else None, _architecture(source, iri)
            end = OpenEnd(node, path, own_paper(source, iri), built_like, own_runs=_own_runs(source, iri))
            unknown.append(end)
    return tuple(undisclosed), tuple(unknown)


def tunings_untold(
    source: LineageSource, reach: Reach, best: Mapping[str, tuple[LineagePath, ...]]
) -> tuple[OpenEnd, ...]:
    """The models reached that were fine-tuned from others, and nobody says on what, by label."""
    found = []
    for iri, node in sorted(reach.nodes().items(), key=lambda item: (item[1].label, item[0])):
        hops = {key for _, _, key in reach.graph.out_edges(iri, keys=True)}
        tuned = Predicate.FINE_TUNED_FROM in hops and Predicate.TRAINED_ON not in hops
        if tuned and not node.undisclosed and (iri in best or iri in reach.starts):
            path = best[iri][0] if iri in best else None
            bases = _objects(source, iri, Predicate.FINE_TUNED_FROM)
            found.append(OpenEnd(node, path, own_paper(source, iri), tuned_from=bases))
    return tuple(found)


def _architecture(source: LineageSource, iri: str) -> tuple[Node, ...]:
    return _objects(source, iri, Predicate.ARCHITECTURE_FROM)


def _own_runs(source: LineageSource, iri: str) -> int:
    told = (e for edge in source.outgoing(iri, {Predicate.TRAINED_ON}) for e in edge.evidence)
    return len({origin_of(e) for e in told if e.extractor.startswith(OWN_RUN)})


def _objects(source: LineageSource, iri: str, predicate: Predicate) -> tuple[Node, ...]:
    nodes = (source.node(edge.object) for edge in source.outgoing(iri, {predicate}))
    return tuple(sorted((n for n in nodes if n is not None), key=lambda n: (n.label, n.iri)))
