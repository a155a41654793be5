"""Where the known world ends on the way: models whose own papers are cited and were not read."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.lineage import EvidenceKind, LineagePath, Node, NodeKind
from kg.tracing.introductions import own_paper
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Unread:
    """A work that is cited and was not read, and the models on the way that it introduced, by label."""

    work: Node
    models: tuple[Node, ...]


def unread_on(source: LineageSource, paths: Iterable[LineagePath], ends: Iterable[Node] = ()) -> tuple[Unread, ...]:
    """The unread works behind the models that paths go through on others' word alone, and behind open ends; by label.

    A hop that a paper states which was read is no such place, whoever introduced the model.
    """
    passed = {
        edge.subject
        for path in paths
        for edge in path.edges
        if not any(e.kind is EvidenceKind.READ for e in edge.evidence)
    }
    models = {n.iri: n for n in (source.node(iri) for iri in sorted(passed)) if n is not None}
    models |= {n.iri: n for n in ends}
    works: dict[str, tuple[Node, list[Node]]] = {}
    for model in sorted(models.values(), key=lambda n: (n.label, n.iri)):
        work = own_paper(source, model.iri) if model.kind is NodeKind.MODEL else None
        if work is not None and not work.read:
            works.setdefault(work.iri, (work, []))[1].append(model)
    found = (Unread(work, tuple(of)) for work, of in works.values())
    return tuple(sorted(found, key=lambda u: (u.work.label.casefold(), u.work.iri)))
