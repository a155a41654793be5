"""Whatever reads much of a graph stops when it is told to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.core.statement import Predicate
from kg.core.stopping import StoppedError, stoppable
from kg.curating.queue import review_queue
from kg.store.description import describe, describe_links
from kg.store.graph import Graph
from kg.store.statements import StatementIds
from kg.store.whole import WholeGraphReader
from kg.tracing.lineage_graph import data_beneath, expand
from kg.tracing.paths import best_paths, count_paths
from kg.views.csv_rows import csv_text
from tests.samples import FACTS, KNOWN, quail_1, quail_2

MODEL = "https://w3id.org/kg/id/model/quail2"
DATASET = "https://w3id.org/kg/id/dataset/marshbirds"

WORK: dict[str, Callable[[WholeGraphReader], object]] = {
    "outgoing": lambda reader: reader.outgoing(MODEL, {Predicate.TRAINED_ON}),
    "incoming": lambda reader: reader.incoming(DATASET, {Predicate.TRAINED_ON}),
    "outgoing without quotes": lambda reader: reader.unquoted().outgoing(MODEL, {Predicate.TRAINED_ON}),
    "node": lambda reader: reader.node(MODEL),
    "find": lambda reader: reader.find("Quail-2"),
    "names": lambda reader: reader.names(),
    "all datasets": lambda reader: reader.datasets(),
    "dependencies": lambda reader: list(reader.dependencies()),
    "statements of a relation": lambda reader: list(reader.stated_by(Predicate.TRAINED_ON)),
    "description": lambda reader: describe(reader.graph.store, MODEL),
    "description of links": lambda reader: describe_links(reader.graph.store, [MODEL], []),
    "standing statements": lambda reader: list(StatementIds(reader.graph).standing()),
    "review": lambda reader: review_queue(reader, below=1.0),
}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("stoppable") / "graph"
    with Graph.open(folder) as graph:
        graph.put(quail_1())
        graph.put(quail_2())
        graph.put_background(KNOWN, FACTS)
    with Graph.open_read_only(folder) as graph:
        yield WholeGraphReader(graph)


@pytest.mark.parametrize("name", WORK)
def test_what_reads_a_graph_stops(reader, name):
    assert WORK[name](WholeGraphReader(reader.graph)), "there is something to read"
    with stoppable(lambda: True), pytest.raises(StoppedError):
        WORK[name](WholeGraphReader(reader.graph))


def test_the_search_for_paths_and_the_writing_of_rows_stop(reader):
    reach = expand(reader, [reader.node(MODEL)], data_beneath, depth=4)
    assert best_paths(reach, depth=4)
    for work in (best_paths, count_paths):
        with stoppable(lambda: True), pytest.raises(StoppedError):
            work(reach, depth=4)
    with stoppable(lambda: True), pytest.raises(StoppedError):
        csv_text(("name",), [("a",)])
