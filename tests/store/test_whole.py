"""A stored graph gone through once, and the questions about a whole graph asked of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.extraction import Extraction
from kg.core.imported import ImportedEntity, ImportedEvidence, ImportedFact, ImportedMatch, ImportedSource, MatchKind
from kg.core.statement import AS_BASELINE, PAPER, Predicate, reference_node
from kg.store.graph import Graph
from kg.store.named_queries import named_query
from kg.store.query import run_query
from kg.store.statistics import statistics
from kg.store.whole import WholeGraphReader
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.conflicts import conflicts
from kg.tracing.frontier import frontier
from tests.samples import FACTS, KNOWN, quail_1, quail_2

DATASET, MODEL = "https://w3id.org/kg/id/dataset/", "https://w3id.org/kg/id/model/"
WATER = "https://doi.org/10.5555/water.2019"
MARSH = "https://arxiv.org/abs/2201.01234"
HEARD = ImportedEvidence("line 2", 0.7)


def entity(identifier: str, name: str, *licences: str) -> ImportedEntity:
    kind = EntityKind(identifier.partition(":")[0])
    return ImportedEntity(Entity(identifier, kind, name, (name,)), (), licences)


BROUGHT = ImportedSource(
    "mine",
    "facts-csv",
    "a" * 64,
    entities=(
        entity("dataset:marshbirds", "MarshBirds"),
        entity("dataset:reedsongs", "ReedSongs"),
        entity("dataset:watersounds", "WaterSounds", "MIT"),
        entity("model:quail2", "Quail-2"),
    ),
    facts=(
        ImportedFact("dataset:marshbirds", Predicate.DERIVED_FROM, "model:quail2", (HEARD,)),
        ImportedFact("dataset:watersounds", Predicate.INTRODUCED_BY, reference_node("w"), (HEARD,)),
    ),
    matches=(
        ImportedMatch("dataset:marshbirds", MatchKind.REJECTED, "dataset:reedsongs", (HEARD,)),
        ImportedMatch("dataset:reedsongs", MatchKind.CLOSE, "dataset:marshbirds", (HEARD,)),
    ),
    references=(
        Reference("w", "F. Rush. The sounds of water. 2018.", None, "The sounds of water", ("F. Rush",), 2018),
    ),
)


def as_baseline(paper: Extraction) -> Extraction:
    """The paper, running Quail-1 to compare with and no more."""
    statements = tuple(
        replace(s, evidence=tuple(replace(e, extractor=AS_BASELINE) for e in s.evidence))
        if s.subject == PAPER and s.predicate is Predicate.USES
        else s
        for s in paper.statements
    )
    return replace(paper, statements=statements)


def built(folder: Path, *papers: Extraction, brought: ImportedSource | None = None, known: bool = True) -> Path:
    with Graph.open(folder) as graph:
        graph.put_many(papers)
        if brought:
            graph.put_import(brought)
        graph.put_background(KNOWN if known else (), FACTS if known else ())
    return folder


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeGraphReader]:
    folder = built(tmp_path_factory.mktemp("whole") / "graph", quail_1(), quail_2(), brought=BROUGHT)
    with Graph.open_read_only(folder) as graph:
        yield WholeGraphReader(graph)


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[WholeGraphReader]:
    """A graph in which the paper of Quail-1 was not read."""
    with Graph.open_read_only(built(tmp_path / "graph", quail_2(), known=False)) as graph:
        yield WholeGraphReader(graph)


def test_what_unread_works_introduced_is_told(disputed: WholeGraphReader) -> None:
    found = set(disputed.unread_introductions())
    assert (f"{DATASET}marshbirds", MARSH) in found
    assert (f"{DATASET}watersounds", WATER) in found
    assert not any(thing == f"{MODEL}quail2" for thing, _ in found)


def test_users_bound_the_papers_that_rest_on_a_thing_directly(disputed: WholeGraphReader) -> None:
    bounds = disputed.users()
    for thing in (f"{MODEL}quail1", f"{DATASET}marshbirds", f"{DATASET}pondnoise"):
        assert bounds[thing] >= len(disputed.papers_using(thing)) > 0
    assert disputed.papers_using(f"{DATASET}duckbench") == frozenset()
    assert disputed.citing(MARSH) == 1


def test_a_mere_baseline_is_not_rested_on(tmp_path: Path) -> None:
    with Graph.open_read_only(built(tmp_path / "graph", as_baseline(quail_2()), known=False)) as graph:
        assert WholeGraphReader(graph).papers_using(f"{MODEL}quail1") == frozenset()


def test_a_paper_that_cites_a_work_for_a_thing_does_not_introduce_it(alone: WholeGraphReader) -> None:
    assert len(alone.papers_using(f"{MODEL}quail2")) == 1  # it says that it introduces it
    assert alone.papers_using(f"{DATASET}duckbench") == frozenset()


def test_the_frontier_names_the_unread_paper_of_a_model(alone: WholeGraphReader) -> None:
    answer = frontier(alone)
    told = [(w.work.label, [(q.thing.label, q.papers) for q in w.questions]) for w in answer.works]
    assert told == [
        ("Quail-1: a first model of marsh birds", [("Quail-1", 1)]),
        ("MarshBirds: ten thousand hours of reeds", [("MarshBirds", 1)]),
    ]
    example = answer.works[0].questions[0].example
    assert example is not None
    assert example.edges[0].evidence[0].quote == "We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds."
    rows = run_query(alone.graph, named_query("open-models").text).rows
    assert [(row[1], row[2], row[4]) for row in rows] == [("Quail-1", "1", "Quail-1: a first model of marsh birds")]


def test_conflicts_of_all_sorts_are_found_in_a_stored_graph(disputed: WholeGraphReader) -> None:
    answer = conflicts(disputed)
    found = {c.kind: c for c in answer.found}
    assert set(found) == {ConflictKind.INTRODUCTION, ConflictKind.LICENCE, ConflictKind.MATCH, ConflictKind.CYCLE}
    works = [answer.nodes[claim.object].label for claim in found[ConflictKind.INTRODUCTION].claims]
    assert works == ["WaterSounds, a corpus of ponds and rivers", "The sounds of water"]
    licences = [(claim.object, [e.label for e in claim.evidence]) for claim in found[ConflictKind.LICENCE].claims]
    assert sorted(licences) == [("CC-BY-4.0", ["bird-registry 2024"]), ("MIT", ["mine"])]
    assert [claim.relation for claim in found[ConflictKind.MATCH].claims] == ["close_match", "rejected_match"]
    assert found[ConflictKind.CYCLE].about == (f"{DATASET}marshbirds", f"{MODEL}quail2")


def test_named_questions_find_what_is_disputed(disputed: WholeGraphReader) -> None:
    works = run_query(disputed.graph, named_query("disputed-introductions").text)
    assert {(row[1], row[3]) for row in works.rows} == {
        ("WaterSounds", "WaterSounds, a corpus of ponds and rivers"),
        ("WaterSounds", "The sounds of water"),
    }
    licences = run_query(disputed.graph, named_query("disputed-licences").text)
    assert [row[1:] for row in licences.rows] == [
        ("WaterSounds", "CC-BY-4.0", "bird-registry 2024"),
        ("WaterSounds", "MIT", "mine"),
    ]


def test_a_graph_is_counted(disputed: WholeGraphReader) -> None:
    counted = statistics(disputed.graph)
    counts = dict(counted.counts)
    assert (counts["papers_read"], counts["imported_sources"], counts["datasets"]) == (2, 1, 7)
    assert [(d.name, d.papers) for d in counted.datasets][:1] == [("MarshBirds", 1)]
    assert [(m.name, m.roles) for m in counted.models] == [("Quail-1", (("compares", 0),))]
    assert [(y.year, y.papers) for y in counted.years] == [(2022, 1), (2023, 1)]
    assert "rejected_match" in {r.name for r in counted.relations}
    assert counted.undated == 0


def test_an_empty_graph_is_counted_too(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "graph") as graph:
        counted = statistics(graph)
        assert frontier(WholeGraphReader(graph)).works == ()
    assert {count for _, count in counted.counts} == {0}
    assert (counted.datasets, counted.years, counted.relations) == ((), (), ())


def test_lists_are_cut_and_papers_without_a_year_are_counted(tmp_path: Path) -> None:
    undated = replace(quail_1(), year=None)
    with Graph.open_read_only(built(tmp_path / "graph", undated, quail_2())) as graph:
        counted = statistics(graph, top=2)
    assert len(counted.datasets) == 2
    assert counted.undated == 1
