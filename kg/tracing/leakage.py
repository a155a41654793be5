"""Evaluation sets that are upstream of the training data of what is evaluated on them, or near to data that are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.core.lineage import Edge, LineagePath, Node, NodeKind, origin_of
from kg.core.statement import Predicate
from kg.tracing.closeness import Closeness, closeness, editions, training_hop
from kg.tracing.ends import OpenEnd, open_ends, tunings_untold
from kg.tracing.evaluated import Evaluated
from kg.tracing.findings import Finding, Verdict, gravest, verdict_on
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES, Reach, data_beneath, expand, makers
from kg.tracing.paths import best_paths
from kg.tracing.source import LineageSource
from kg.tracing.training import Trainings

_WAYS = 8  # paths looked at for data made from a set: the best one may lead through no training
_REMEMBERED = 64  # things whose surroundings are kept


@dataclass(frozen=True, slots=True)
class Judged:
    """One evaluation and what was found, the gravest first.

    open_ends are the models upstream whose training data are not disclosed, or not known, be it those of their
    fine-tuning alone: where nothing was found, they are the reason why that is no "no". nodes holds every node on a
    path by its IRI.
    """

    evaluated: Evaluated
    verdict: Verdict
    findings: tuple[Finding, ...]
    open_ends: tuple[OpenEnd, ...]
    nodes: Mapping[str, Node]

    @property
    def belief(self) -> float:
        """How far the best of what was found is believed, and that the evaluation took place at all."""
        told = max(edge.belief for edge in self.evaluated.statements)
        return told * max((f.belief for f in self.findings), default=1.0)


@dataclass(frozen=True, slots=True)
class _Beneath:
    """What lies beneath a thing, the best ways to it, and the trainings on it."""

    reach: Reach
    ways: dict[str, tuple[LineagePath, ...]]
    trainings: Trainings


class Judge:
    """Judges evaluations on one graph; what lies beneath the things asked about last is remembered."""

    def __init__(
        self,
        source: LineageSource,
        *,
        depth: int = DEFAULT_DEPTH,
        min_belief: float = 0.0,
        max_nodes: int = MAX_NODES,
    ) -> None:
        self._source, self._depth, self._min_belief, self._max_nodes = source, depth, min_belief, max_nodes
        self._remembered: dict[str, _Beneath] = {}

    def judge(self, evaluated: Evaluated) -> Judged:
        """What is known of the evaluation set upstream of what is evaluated on it."""
        beneath, around = self._beneath(evaluated.subject), self._beneath(evaluated.dataset)
        raw = [*_itself(evaluated, beneath), *_relatives(evaluated.dataset, beneath, around)]
        raw += _editions(evaluated.dataset, beneath)
        undisclosed, unknown = open_ends(self._source, beneath.reach, beneath.ways)
        ends = undisclosed + unknown + tunings_untold(self._source, beneath.reach, beneath.ways)
        findings = gravest(self._of_one_task(evaluated, finding) for finding in raw)
        nodes = beneath.reach.nodes() | around.reach.nodes()
        tellers = sorted({edge.subject for edge in (*evaluated.statements, *evaluated.trained_on_it)} - nodes.keys())
        nodes |= {node.iri: node for node in map(self._source.node, tellers) if node is not None}
        verdict = verdict_on(findings, ends, truncated=beneath.reach.truncated)
        return Judged(evaluated, verdict, findings, ends, MappingProxyType(nodes))

    def _beneath(self, start: Node) -> _Beneath:
        if start.iri not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            reach = expand(self._source, (start,), _training_beneath, depth=self._depth, max_nodes=self._max_nodes)
            ways = best_paths(reach, depth=self._depth, keep=_WAYS, min_belief=self._min_belief)
            trainings = Trainings(reach, depth=self._depth, min_belief=self._min_belief)
            self._remembered[start.iri] = _Beneath(reach, ways, trainings)
        return self._remembered[start.iri]

    def _of_one_task(self, evaluated: Evaluated, finding: Finding) -> Finding:
        """The finding, told apart where whoever trained on those data evaluates on them too: splits are not known.

        A set that others made from the data is another task all the same.
        """
        hop = training_hop(finding.path)
        if hop is None or finding.closeness is Closeness.SOURCE or not self._same_task(evaluated, hop):
            return finding
        return replace(finding, closeness=Closeness.SPLITS)

    def _same_task(self, evaluated: Evaluated, hop: Edge) -> bool:
        """Whether those who trained the model, if it is they who say so, evaluate on the training data."""
        own = {evaluated.subject.iri, *evaluated.own, *(edge.subject for edge in evaluated.trained_on_it)}
        if hop.object == evaluated.dataset.iri and hop.subject in own:
            return True
        tellers = {origin_of(e) for e in hop.evidence}
        by = (tellers & makers(self._source, hop.subject)) or tellers
        tested = self._source.edge(hop.subject, Predicate.EVALUATED_ON, hop.object)
        if tested is not None and any(origin_of(e) in by for e in tested.evidence):
            return True
        return any(self._source.edge(paper, Predicate.EVALUATES_ON, hop.object) for paper in sorted(by))


def _training_beneath(source: LineageSource, node: Node) -> tuple[Edge, ...]:
    """The edges along which data reach the node by training: what a paper merely mentions or introduces has no say."""
    edges = data_beneath(source, node)
    if node.kind is not NodeKind.PAPER:
        return edges
    return tuple(
        edge
        for edge in edges
        if edge.predicate is not Predicate.MENTIONS
        and not (edge.predicate is Predicate.INTRODUCES and _is_dataset(source, edge.object))
    )


def _is_dataset(source: LineageSource, iri: str) -> bool:
    node = source.node(iri)
    return node is not None and node.kind is NodeKind.DATASET


def _itself(evaluated: Evaluated, beneath: _Beneath) -> Iterator[Finding]:
    """The set by each training on it or on what holds it, and the ways by which data made from it were trained on."""
    iri = evaluated.dataset.iri
    own = (LineagePath((edge,)) for edge in evaluated.trained_on_it)
    derived = (path for path in beneath.ways.get(iri, ()) if closeness(path) is Closeness.DERIVED)
    for path in (*own, *beneath.trainings.holding(iri), *derived):
        kind, hop = closeness(path), training_hop(path)
        if kind is not None and hop is not None:
            yield Finding(kind, path, None if hop.object == iri else beneath.reach.node(hop.object))


def _relatives(data: Node, beneath: _Beneath, around: _Beneath) -> Iterator[Finding]:
    """Parts of the set, and data that it was made from, which were trained on as wholes; the nearest to the set."""
    held = {
        iri: paths
        for iri in around.reach.graph
        if iri != data.iri and (paths := tuple(beneath.trainings.holding(iri, besides=data.iri)))
    }
    for iri, paths in held.items():
        other = around.ways[iri][0] if iri in around.ways else None
        if other is None or any(edge.object in held for edge in other.edges[:-1]):
            continue
        part = all(edge.predicate is Predicate.HAS_PART for edge in other.edges)
        for path in paths:
            yield Finding(Closeness.PART if part else Closeness.SOURCE, path, beneath.reach.node(iri), other)


def _editions(data: Node, beneath: _Beneath) -> Iterator[Finding]:
    """Data that were trained on and are another version or year of the set by their names."""
    for iri, node in beneath.reach.nodes().items():
        if node.kind is NodeKind.DATASET and iri != data.iri and editions(node.label, data.label):
            for path in beneath.trainings.holding(iri, besides=data.iri):
                yield Finding(Closeness.EDITION, path, node)
