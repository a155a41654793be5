from pathlib import Path

import pytest

from kg.core.errors import GraphUnavailableError, NoPairError, NotAnIdError, UnreadableLogError
from kg.store.graph import Graph
from kg.store.rejections import FILE, read_rejections, reject, undo


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "graph"):
        pass
    return tmp_path / "graph"


def test_pairs_are_kept_sorted_and_once_in_a_plain_table(graph: Path) -> None:
    reject(graph, "dataset:Reed 8", "dataset:Heron", by="Bo", why="two\tbirds\n\x1b[31m")
    reject(graph, "dataset:c4", "dataset:c4-0123abcd", by="Ada", why="")
    again = reject(graph, "dataset:heron", "dataset:reed8", by="Ada", why="said before")
    assert again.by == "Bo"
    assert (graph / FILE).read_text("utf-8") == (
        "one\tother\tby\twhy\n"
        "dataset:c4\tdataset:c4-0123abcd\tAda\t\n"
        "dataset:heron\tdataset:reed8\tBo\ttwo birds \x1b[31m\n"
    )
    assert read_rejections(graph).between("dataset:reed8", "dataset:heron") == again


def test_undoing_all_leaves_nothing_rejected(graph: Path) -> None:
    reject(graph, "model:quail", "model:rail", by="", why="")
    assert undo(graph, "model:rail", "model:quail").one == "model:quail"
    assert read_rejections(graph).pairs == ()
    with pytest.raises(NoPairError, match="no rejected pair"):
        undo(graph, "model:rail", "model:quail")


@pytest.mark.parametrize(
    ("one", "other", "error"),
    [
        ("GLUE", "dataset:glue", NotAnIdError),
        ("dataset:", "dataset:glue", NotAnIdError),
        ("dataset:--", "dataset:glue", NotAnIdError),
        ("dataset:Glue", "dataset:glue", NoPairError),
        ("model:glue", "dataset:glue", NoPairError),
    ],
)
def test_what_is_no_pair_of_ids_of_a_kind_is_refused(graph: Path, one: str, other: str, error: type) -> None:
    with pytest.raises(error):
        reject(graph, one, other, by="", why="")
    assert not (graph / FILE).exists()


def test_a_folder_that_is_no_graph_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(GraphUnavailableError):
        reject(tmp_path, "dataset:a1", "dataset:b1", by="", why="")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("line", ["dataset:a1\tdataset:b1", "a\tb\tc\td", "dataset:a1\tdataset:a1\t\t"])
def test_a_broken_line_is_named(graph: Path, line: str) -> None:
    (graph / FILE).write_text(f"one\tother\tby\twhy\n{line}\n", "utf-8")
    with pytest.raises(UnreadableLogError, match="line 2"):
        read_rejections(graph)
