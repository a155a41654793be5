"""Whom names mean across papers: the same things in any order of building, and apart where somebody rejected a pair."""

from itertools import permutations
from pathlib import Path

import pytest

from kg.building import build_graph, remove_paper
from kg.curating.deciding import keep_apart, undo
from kg.store.graph import Graph
from tests.curating.world import told
from tests.test_building import turtle

pytestmark = pytest.mark.scispacy

PAPER = """{title}

Ada Fenn and Bo Marsh

Abstract

We train a small model on the Pochard dataset{cited} and report what it learns of {subject}.

1 Experiments

We train our model on the Pochard dataset{cited} for ten epochs. The Pochard corpus has a training set and a test set.
{more}
References

[1] {entry}
"""
BIRDS = "A. Heron and B. Rail. Pochard: sounds of diving ducks on lakes. Journal of Wet Places, 2019."
RADIO = "C. Teal and D. Crake. Pochard: routing tables from a radio network. Proceedings of Old Networks, 2012."
OTHER = "E. Snipe and F. Loon. A field guide to quiet waters. Journal of Wet Places, 2001."


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    made = (
        ("Small models that hear ducks", " [1]", "ducks", BIRDS, ""),
        ("Small models that route packets", " [1]", "routing", RADIO, ""),
        ("Small models that know neither", "", "nothing", OTHER, "We also test on MarshSet and Marsh-Set-Full [1].\n"),
    )
    paths = []
    for number, (title, cited, subject, entry, more) in enumerate(made):
        paths.append(tmp_path / f"paper{number}.txt")
        paths[-1].write_text(PAPER.format(title=title, cited=cited, subject=subject, entry=entry, more=more))
    return paths


def pochards(graph: Path) -> set[str]:
    with Graph.open_read_only(graph) as opened:
        return {i for i in opened.named() if i.startswith("dataset:pochard")}


def test_two_unknown_things_of_one_name_are_two_whatever_was_read_first(papers: list[Path], tmp_path: Path) -> None:
    graphs = []
    for number, order in enumerate(permutations(papers)):
        if number in (0, 3, 5):
            graphs.append(tmp_path / f"graph{number}")
            for paper in order:
                build_graph([paper], graphs[-1], jobs=1)
    assert len(pochards(graphs[0])) == 3  # one of ducks, one of packets, and one of which its paper does not tell
    assert len({turtle(g, tmp_path) for g in graphs}) == 1
    build_graph(papers, tmp_path / "at-once", jobs=2)
    assert turtle(tmp_path / "at-once", tmp_path) == turtle(graphs[0], tmp_path)
    remove_paper("paper1.txt", graphs[0])
    assert pochards(graphs[0]) == {"dataset:pochard"}
    assert build_graph([papers[0], papers[2]], graphs[0], jobs=1).stored == ()


def test_a_rejected_pair_is_apart_after_the_next_build_and_one_again_when_that_is_undone(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    more = "We test on the ImageNet dataset and on the ILSVRC 2012 dataset.\n"
    paper.write_text(PAPER.format(title="Small models", cited="", subject="language", entry=OTHER, more=more))
    graph = tmp_path / "graph"
    build_graph([paper], graph, jobs=1)
    long = "dataset:ilsvrc2012"

    def named() -> set[str]:
        with Graph.open_read_only(graph) as opened:
            return opened.named() & {"dataset:imagenet", long}

    assert named() == {"dataset:imagenet"}
    before = turtle(graph, tmp_path)
    assert keep_apart(graph, long, "dataset:imagenet", told(why="for the sake of the test")).build_again
    assert len(build_graph([paper], graph, jobs=1).stored) == 1
    assert named() == {"dataset:imagenet", long}
    assert build_graph([paper], graph, jobs=1).stored == ()
    undo(graph, ["dataset:imagenet", long], told(minutes=1))
    build_graph([paper], graph, jobs=1)
    assert turtle(graph, tmp_path) == before
