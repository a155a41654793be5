"""A small world to decide about: two papers, an imported source, and an invented registry."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kg.core.decisions import Decision, DecisionKind
from kg.core.document import Reference
from kg.core.extraction import Extraction
from kg.core.imported import ImportedEvidence, ImportedFact, ImportedMatch, ImportedSource, MatchKind
from kg.core.statement import Predicate, reference_node
from kg.curating.deciding import Told
from kg.finishing import finish
from kg.grounding.registry import Registry
from kg.store.curation_log import append
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from tests.samples import FACTS, KNOWN, quail_1, quail_2
from tests.store.test_imports import thing

MORNING = datetime(2026, 1, 15, 10, tzinfo=UTC)
REGISTRY = Registry(
    tuple(sorted(KNOWN, key=lambda e: e.id)),
    tuple(sorted(FACTS, key=lambda f: (f.subject, f.predicate.value, f.object))),
    (),
)
Q1, Q2 = "title:quail1afirstmodelofmarshbirds|fenn", "arxiv:2303.04321"
NOTES = ImportedSource(
    name="notes",
    form="facts-csv",
    sha256="b" * 64,
    entities=(thing("dataset:marshbirds", "MarshBirds", "Marsh Birds"), thing("dataset:reedsongs", "Reed Songs")),
    facts=(
        ImportedFact(
            "dataset:marshbirds", Predicate.DERIVED_FROM, "dataset:reedsongs", (ImportedEvidence("line 2", 0.5),)
        ),
        ImportedFact(
            reference_node("w"), Predicate.EVALUATES_ON, "dataset:marshbirds", (ImportedEvidence("line 3", 0.4),)
        ),
    ),
    matches=(
        ImportedMatch("dataset:marshbirds", MatchKind.EXACT, "dataset:reedsongs", (ImportedEvidence("line 4", 0.7),)),
    ),
    references=(Reference("w", "arXiv:2303.04321.", None, None, (), None, None, None, "2303.04321"),),
)


def told(by: str = "Ada", minutes: int = 0, **more: str) -> Told:
    """Who decides, so many minutes after a certain morning."""
    return Told(by, MORNING + timedelta(minutes=minutes), **more)


def decision(
    kind: DecisionKind,
    subject: str = "",
    predicate: Predicate | None = None,
    target: str = "",
    *,
    by: str = "Ada",
    minutes: int = 0,
    **more: str,
) -> Decision:
    """A decision so many minutes after that morning."""
    return Decision(
        MORNING + timedelta(minutes=minutes),
        by,
        kind,
        subject,
        predicate,
        target,
        **more,  # type: ignore[arg-type]
    )


def build(
    folder: Path,
    papers: Sequence[Extraction] = (quail_1(), quail_2()),
    log: Iterable[Decision] = (),
    *,
    sources: Sequence[ImportedSource] = (NOTES,),
) -> bytes:
    """Make the graph of papers, sources and log, one after the other; its quads as they are exported."""
    with Graph.open(folder):
        pass
    append(folder, log)
    with Graph.open(folder) as graph:
        graph.curate()
        for paper in papers:
            graph.put(paper)
        for source in sources:
            graph.put_import(source)
        finish(graph)
    return quads(folder)


def quads(folder: Path) -> bytes:
    """All named graphs and their union, sorted."""
    with Graph.open_read_only(folder) as graph:
        return "\n".join(sorted(map(str, graph.store))).encode()


def belief(folder: Path, subject: str, predicate: Predicate, target: str) -> float | None:
    """How far the statement is believed; None where it is not there. Ends are ids or IRIs."""
    with Graph.open_read_only(folder) as graph:
        reader = GraphReader(graph)
        one, other = (reader.find(end)[0].iri for end in (subject, target))
        edges = reader.outgoing(one, {predicate})
        found = [e for e in edges if e.object == other]
        assert (reader.edge(one, predicate, other) is None) == (not found)
        return found[0].belief if found else None
