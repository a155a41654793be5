"""A graph with all kinds of sources and hostile words in it, and servers that it was pushed to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.decisions import Decision, DecisionKind
from kg.core.document import Reference, SourceFile
from kg.core.entity import Entity, EntityKind
from kg.core.errors import ReasonCode
from kg.core.extraction import Extraction
from kg.core.imported import ImportedEntity, ImportedEvidence, ImportedFact, ImportedSource
from kg.core.statement import PAPER, Predicate, Statement, TextEvidence
from kg.store.curation_log import append
from kg.store.graph import Graph
from kg.store.remote.push import Target, push_graph
from tests.curating.world import decision
from tests.samples import FACTS, KNOWN, dataset, model, quail_1, quail_2, source_file
from tests.store.remote.servers import oxigraph
from tests.store.worlds import HOSTILE


def hostile() -> Extraction:
    """A paper whose title, names, references and quotes try all that has broken somebody's store."""
    words = (*HOSTILE, "back\\slashes \\u0041 \\n", "  blanks at the ends  ", "long " * 3_000)
    evidence = tuple(TextEvidence(9 * n, 9 * n + len(w), w, n + 1, w, "rule:x", 0.5, w, w) for n, w in enumerate(words))
    things = (dataset("Odd Data", *words), dataset("Café 鳥類 a/b?c=d#e"), model("Ma<ña>\"na'"))
    return replace(
        quail_2(),
        source=source_file("hostile.txt", "hostile"),
        title=f"Hostile: {words[0]} and a title that is long enough",
        arxiv=None,
        references=tuple(Reference(f"r{n}", w or "empty", title=f"{w} is a title {n}") for n, w in enumerate(words)),
        entities=tuple(sorted(things, key=lambda e: e.id)),
        statements=(
            Statement(things[2].id, Predicate.TRAINED_ON, things[0].id, evidence),
            Statement(PAPER, Predicate.USES, things[2].id, evidence[:2]),
            Statement(PAPER, Predicate.TRAINS_ON, things[1].id, evidence[-2:]),
        ),
    )


def brought() -> ImportedSource:
    """A source that a user brought."""
    thing = ImportedEntity(Entity("dataset:lakehum", EntityKind.DATASET, "LakeHum", ("LakeHum",)), (), ("MIT",))
    base = ImportedEntity(Entity("model:quail2", EntityKind.MODEL, "Quail-2", ("Quail-2",)))
    fact = ImportedFact(
        "model:quail2", Predicate.TRAINED_ON, "dataset:lakehum", (ImportedEvidence("facts.csv, line 2", 0.7),)
    )
    return ImportedSource("lake facts", "facts-csv", "a" * 64, "MIT", entities=(thing, base), facts=(fact,))


def decided() -> list[Decision]:
    """What people decided: one statement is taken back, one believed, and a thing called otherwise."""
    trained = Predicate.TRAINED_ON
    return [
        decision(DecisionKind.REJECT, "model:Quail-2", trained, "dataset:ReedSongs", why="only\ttested\u202e"),
        decision(DecisionKind.ACCEPT, "model:Quail-2", trained, "dataset:MarshBirds", minutes=1, value="0.9"),
        decision(DecisionKind.RENAME, "dataset:FrogTapes", minutes=2, value="Tapes of <frogs>"),
    ]


@pytest.fixture(scope="session")
def odd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph with papers, one of them hostile, a failure, an import, background and decisions."""
    folder = tmp_path_factory.mktemp("remote") / "graph"
    with Graph.open(folder):
        append(folder, decided())
    with Graph.open(folder) as graph:
        graph.put_many([quail_1(), quail_2(), hostile()])
        graph.put_failure(SourceFile("locked.pdf", "application/pdf", "f" * 64), ReasonCode.ENCRYPTED, "it is locked")
        graph.put_import(brought())
        graph.put_background(KNOWN, FACTS)
        graph.curate()
    return folder


@pytest.fixture(scope="session")
def pushed(odd_folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server that holds that graph, beside graphs of other people."""
    with oxigraph() as url:
        push(odd_folder, url)
        yield url


def push(folder: Path, url: str) -> None:
    """Push the graph in the folder to the endpoint."""
    with Graph.open_read_only(folder) as graph:
        push_graph(graph, Target(url))
