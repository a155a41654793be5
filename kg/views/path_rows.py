"""Paths as rows of a table: a row for each hop, with the best evidence for it."""

from collections.abc import Iterator, Mapping

from kg.core.lineage import Edge, LineagePath, Node, SourcedEvidence, noisy_or
from kg.core.statement import Predicate
from kg.views.path_text import rank_evidence
from kg.views.shown import shown

HOP_COLUMNS = (
    "hop",
    "subject",
    "subject_iri",
    "relation",
    "object",
    "object_iri",
    "object_withdrawn",
    "hop_belief",
    "source_kind",
    "source",
    "source_iri",
    "file",
    "page",
    "section",
    "quote",
    "note",
    "record",
    "work",
    "source_licence",
    "further_evidence",
)
"""The columns of a hop: its place in the path from 1, what it states, and the best evidence with its source."""

Cells = tuple[object, ...]

NO_HOP: Cells = (None,) * len(HOP_COLUMNS)
"""A hop's cells in the row of something that no path leads to."""


def hop_rows(path: LineagePath, nodes: Mapping[str, Node]) -> Iterator[Cells]:
    """The hops of the path in order; texts on one line without what steers a terminal."""
    for number, edge in enumerate(path.edges, 1):
        yield (number, *edge_cells(edge, nodes))


def edge_cells(edge: Edge, nodes: Mapping[str, Node]) -> Cells:
    """A statement as cells, without its place in a path."""
    subject, target = nodes[edge.subject], nodes[edge.object]
    ends = (shown(subject.label), shown(edge.subject), edge.predicate.value, shown(target.label), shown(edge.object))
    return (*ends, withdrawn_cell(target), round(edge.belief, 6), *_evidence_cells(edge.evidence, target.label))


def undisclosed_cells(model: Node) -> Cells:
    """That a model's training data are not disclosed, as cells of a hop that leads nowhere."""
    belief = round(noisy_or(model.undisclosed), 6)
    ends = (1, shown(model.label), shown(model.iri), Predicate.DISCLOSURE.value, "undisclosed", None, None, belief)
    return (*ends, *_evidence_cells(model.undisclosed, model.label))


def withdrawn_cell(node: Node) -> str | None:
    """The date of a withdrawal, or that there was one; None for what was not withdrawn."""
    return None if node.withdrawn is None else shown(node.withdrawn.date or "yes")


def _evidence_cells(evidence: tuple[SourcedEvidence, ...], around: str) -> Cells:
    best = rank_evidence(evidence, around)[0]
    return (
        best.kind.value,
        shown(best.label),
        shown(best.source),
        _text(best.file),
        best.page,
        *map(_text, (best.section, best.quote, best.note, best.record, best.work, best.licence)),
        len(evidence) - 1,
    )


def _text(value: str | None) -> str | None:
    return None if value is None else shown(value)
