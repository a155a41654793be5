import pytest

from kg.core.errors import UnknownNameError
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.tracing.impact import impact
from kg.tracing.lineage import trace
from kg.web.single_page import single_page
from tests import samples


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tracing") / "graph"
    with Graph.open(folder) as graph:
        graph.put(samples.quail_1())
        graph.put(samples.quail_2())
        graph.put_background(samples.KNOWN, samples.FACTS)
        graph.settle()
    with Graph.open_read_only(folder) as graph:
        yield GraphReader(graph)


def test_a_trace_crosses_from_paper_to_paper_to_background(reader):
    answer = trace(reader, "Quail-2: A Second Bird Model", to="RiverTape")
    path = answer.datasets[0].paths[0]
    assert [(e.predicate.value, e.background) for e in path.edges] == [
        ("uses", False), ("trained_on", False), ("derived_from", False), ("derived_from", True),
    ]  # fmt: skip
    assert path.belief == pytest.approx(0.9 * 0.9 * 0.9 * 0.8)


def test_the_introduction_comes_from_the_paper_that_cites_it(reader):
    water = next(d for d in trace(reader, "Quail-1").datasets if d.node.label == "WaterSounds")
    assert "Journal of Wet Places" in water.introduced_by[0].work.citation
    frogs = next(d for d in trace(reader, "Quail-1").datasets if d.node.label == "FrogTapes")
    assert frogs.part_of[0].whole.label == "PondNoise"


def test_undisclosed_models_carry_every_word_on_it(reader):
    end = trace(reader, "Larks-XL").undisclosed[0]
    assert {e.background for e in end.node.undisclosed} == {True, False}


def test_what_a_paper_compares_with_is_not_followed(reader):
    answer = trace(reader, "Quail-2: A Second Bird Model")
    assert "Larks-XL" not in [end.node.label for end in (*answer.undisclosed, *answer.unknown)]


def test_impact_reaches_the_papers(reader):
    found = {d.node.label for d in impact(reader, "RiverTape").dependents}
    assert {"WaterSounds", "PondNoise", "Quail-1", "Quail-2", "Quail-2: A Second Bird Model"} <= found


def test_a_misspelt_name_is_answered_with_near_ones(reader):
    with pytest.raises(UnknownNameError) as caught:
        trace(reader, "Pondnoize")
    assert caught.value.nearest[0] == "PondNoise"


def test_the_page_draws_the_stored_graph(reader):
    html = single_page(reader)
    assert "WaterSounds" in html
    assert "DesertHum" not in html
    assert single_page(reader) == html
