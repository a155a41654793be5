"""Decisions by name, and the log that comes of them."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.decisions import DecisionKind
from kg.core.errors import (
    GraphUnavailableError,
    ImpossibleDecisionError,
    KgError,
    NotAnIdError,
    NotReadError,
    UnknownDecisionError,
    UnknownNameError,
    UnknownStatementError,
    UnreadableLogError,
)
from kg.core.statement import UNDISCLOSED, Predicate
from kg.curating import deciding
from kg.curating.listing import Fate, listing
from kg.store.curation_log import FILE, read_log
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.statements import statement_id
from kg.views.decided import recorded_text
from tests.curating.world import Q1, Q2, belief, decision, quads, told
from tests.samples import quail_1

TRAINED = Predicate.TRAINED_ON


@pytest.fixture
def graph(tmp_path: Path, untouched: Path) -> Path:
    shutil.copytree(untouched, tmp_path / "graph")
    return tmp_path / "graph"


def last(graph: Path) -> tuple[str, str, str, str]:
    d = read_log(graph).decisions[-1]
    return d.subject, d.predicate.value if d.predicate else "", d.object, d.value


def test_a_statement_is_meant_by_its_id_or_by_names(graph: Path) -> None:
    with Graph.open_read_only(graph) as opened:
        reader = GraphReader(opened)
        (edge,) = (e for e in reader.outgoing(reader.find("model:quail2")[0].iri, {TRAINED}) if "reed" in e.object)
    by_id = deciding.accept(graph, [statement_id(edge)], told(), confidence=0.5)
    assert by_id.in_effect
    assert last(graph) == ("model:Quail-2", "trained_on", "dataset:Reed Songs", "0.5")
    rejected = deciding.reject(graph, ["Quail 2", "trained on", "reed songs"], told(minutes=1))
    assert belief(graph, "model:quail2", TRAINED, "dataset:reedsongs") is None
    deciding.accept(graph, [statement_id(edge)], told(minutes=2))  # what was taken back can be accepted again
    assert belief(graph, "model:quail2", TRAINED, "dataset:reedsongs") == 1.0
    deciding.reject(graph, ["Larks-XL", "disclosure", UNDISCLOSED], told(minutes=3))
    deciding.accept(graph, ["quail2.pdf", "trains_on", "MarshBirds"], told(minutes=4))
    assert last(graph) == (Q2, "trains_on", "dataset:MarshBirds", "")
    deciding.accept(graph, [f"https://w3id.org/kg/id/statement/{statement_id(edge)}"], told(minutes=5))
    beside = {(c.subject, c.predicate.value, c.object): c.statement for c in rejected.beside}
    assert next(iter(beside)) == ("Quail-2: A Second Bird Model", "trains_on", "Reed Songs")
    assert set(beside) == {
        ("MarshBirds", "introduced_by", "MarshBirds: ten thousand hours of reeds"),
        ("Quail-2", "introduced_by", "Quail-2: A Second Bird Model"),
        ("Quail-2", "trained_on", "MarshBirds"),
        ("Quail-2: A Second Bird Model", "trains_on", "MarshBirds"),
        ("Quail-2: A Second Bird Model", "trains_on", "Reed Songs"),
    }
    assert f"kg curate reject {beside['Quail-2: A Second Bird Model', 'trains_on', 'Reed Songs']}   (Quail-2" in (
        recorded_text(rejected)
    )


def test_what_was_rejected_stands_already_and_is_not_rejected_twice(graph: Path) -> None:
    said = ["Quail-2", "trained_on", "ReedSongs"]
    first = deciding.reject(graph, said, told(why="a slip"))
    again = deciding.reject(graph, said, told(minutes=1))
    assert (first.already, again.already, again.in_effect) == (False, True, True)
    assert again.decision == first.decision
    assert "; stands already; in effect" in recorded_text(again)
    apart = deciding.keep_apart(graph, "dataset:a", "dataset:b", told(minutes=2))
    assert deciding.keep_apart(graph, "dataset:b", "dataset:a", told(minutes=3)).decision == apart.decision
    assert read_log(graph).decisions == (first.decision, apart.decision)


def test_a_rejection_is_written_again_where_it_says_more_or_no_longer_stands(graph: Path) -> None:
    said = ["Quail-2", "trained_on", "ReedSongs"]
    first = deciding.reject(graph, said, told(why="a slip"))
    deciding.reject(graph, said, told(minutes=1, why="another reason"))
    deciding.reject(graph, said, told(minutes=2, by="Bo"))
    assert len(read_log(graph).decisions) == 3
    deciding.accept(graph, said, told(minutes=3))
    assert not deciding.reject(graph, said, told(minutes=4)).already
    deciding.undo(graph, [read_log(graph).decisions[-1].id], told(minutes=5))
    assert not deciding.reject(graph, said, told(minutes=6)).already
    assert first.decision in read_log(graph).decisions


def test_five_statements_of_the_same_words_are_offered_those_of_the_same_thing_first(graph: Path) -> None:
    rejected = deciding.reject(graph, ["Quail-2", "trained_on", "ReedSongs"], told())
    assert [("Reed Songs" in (c.object, c.subject)) for c in rejected.beside] == [True] + [False] * 4
    assert rejected.beside[1].subject == "Quail-2"
    many = replace(rejected, beside=rejected.beside * 3)
    lines = recorded_text(many).splitlines()
    assert sum("kg curate reject" in line for line in lines) == 5
    assert lines[-1] == "  and 10 further statements; --json lists them"


def test_each_kind_of_decision_is_made_by_name(graph: Path) -> None:
    deciding.merge(graph, "PondNoise", "dataset:WaterSounds", told())
    assert last(graph) == ("dataset:PondNoise", "", "dataset:WaterSounds", "WaterSounds")
    deciding.rename(graph, "Water Sounds Corpus", "Sounds\n of water", told(minutes=1))
    assert last(graph) == ("dataset:WaterSounds", "", "", "Sounds of water")
    deciding.rerole(graph, "quail2.pdf", "DuckBench", ["trains_on", "evaluates on"], told(minutes=2))
    assert last(graph) == (Q2, "", "dataset:DuckBench", "trains_on,evaluates_on")
    deciding.add(graph, ["Quail-1", "trained_on", "dataset:Lake Hum"], told(minutes=3, quote="so"), new=True)
    assert last(graph) == ("model:Quail-1", "trained_on", "dataset:Lake Hum", "")
    deciding.add(graph, ["ReedSongs", "introduced_by", "arXiv:2201.00009v2"], told(minutes=4, quote="so"), new=True)
    assert last(graph)[2] == "arxiv:2201.00009"
    deciding.add(graph, ["Quail-1", "disclosure", UNDISCLOSED], told(minutes=5, quote="we say not"))
    assert all(d.fate is Fate.IN_EFFECT for d in listing(graph).decisions)


def test_what_a_name_means_in_one_paper_may_be_new_known_or_called_otherwise(graph: Path) -> None:
    new = deciding.split(graph, "MarshBirds", "quail2.pdf", told())
    assert new.decision.object.startswith("dataset:marshbirds-")
    assert new.decision.source == Q2
    deciding.split(graph, "DuckBench", Q2, told(minutes=1), meant="WaterSounds")
    assert last(graph)[2:] == ("dataset:WaterSounds", "WaterSounds")
    deciding.split(graph, "PondNoise", "quail2.pdf", told(minutes=2), meant="Pond Noise 2")
    assert last(graph)[2:] == ("dataset:Pond Noise 2", "Pond Noise 2")
    assert belief(graph, "model:quail1", TRAINED, "dataset:pondnoise") is not None
    with pytest.raises(UnknownNameError, match="in title"):
        deciding.split(graph, "ReedSongs", "fenn-first-model.txt", told())


@pytest.mark.parametrize(
    ("act", "error", "told_of"),
    [
        (lambda g: deciding.accept(g, ["0" * 20], told()), UnknownStatementError, "nothing in the graph says so"),
        (
            lambda g: deciding.accept(g, ["Quail-1", "trained_on", "ReedSongs"], told()),
            UnknownStatementError,
            "ReedSongs",
        ),
        (
            lambda g: deciding.accept(g, ["Quail-9", "trained_on", "ReedSongs"], told()),
            UnknownNameError,
            "did you mean",
        ),
        (
            lambda g: deciding.accept(g, ["Quail-2", "eats", "ReedSongs"], told()),
            ImpossibleDecisionError,
            "no relation",
        ),
        (
            lambda g: deciding.accept(g, ["Quail-2", "trained_on", "ReedSongs"], told(), confidence=1.5),
            ImpossibleDecisionError,
            "1.5",
        ),
        (lambda g: deciding.add(g, ["Quail-1", "trained_on", "ReedSongs"], told()), ImpossibleDecisionError, "quote"),
        (lambda g: deciding.add(g, ["Quail-1", "trained_on", "New"], told(quote="x")), UnknownNameError, "New"),
        (lambda g: deciding.add(g, ["Quail-1", "trained_on", "New"], told(quote="x"), new=True), NotAnIdError, "New"),
        (
            lambda g: deciding.add(g, ["Quail-1", "trained_on", "model:New"], told(quote="x"), new=True),
            ImpossibleDecisionError,
            "no dataset",
        ),
        (
            lambda g: deciding.add(g, ["ReedSongs", "introduced_by", "a thesis"], told(quote="x"), new=True),
            ImpossibleDecisionError,
            "arXiv id",
        ),
        (
            lambda g: deciding.merge(g, "ReedSongs", "Quail-1", told()),
            ImpossibleDecisionError,
            "never one thing",
        ),
        (lambda g: deciding.merge(g, "ReedSongs", "reed-songs", told()), ImpossibleDecisionError, "both ids are one"),
        (lambda g: deciding.split(g, "MarshBirds", "arxiv:2201.01234", told()), NotReadError, "2201.01234"),
        (lambda g: deciding.rename(g, "Quail-2", " \n", told()), ImpossibleDecisionError, "gives no name"),
        (lambda g: deciding.rerole(g, "quail2.pdf", "DuckBench", ["uses"], told()), ImpossibleDecisionError, "none of"),
        (lambda g: deciding.keep_apart(g, "GLUE", "dataset:glue", told()), NotAnIdError, "GLUE is no id"),
        (lambda g: deciding.keep_apart(g, "dataset:Glue", "dataset:glue", told()), ImpossibleDecisionError, "one"),
        (lambda g: deciding.undo(g, ["0123456789"], told()), UnknownDecisionError, "kg curate list"),
        (
            lambda g: deciding.undo(g, ["dataset:a1", "dataset:b1"], told()),
            UnknownDecisionError,
            "kept these two apart",
        ),
        (lambda g: deciding.apply_log(g / "none"), GraphUnavailableError, "kg build"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(
    untouched: Path, act: Callable[[Path], object], error: type[KgError], told_of: str
) -> None:
    with pytest.raises(error, match=told_of):
        act(untouched)
    assert not (untouched / FILE).exists()


def test_a_folder_that_is_no_graph_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(GraphUnavailableError):
        deciding.keep_apart(tmp_path, "dataset:a1", "dataset:b1", told())
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_decision_than_anothers_is_kept_and_beaten(graph: Path) -> None:
    deciding.reject(graph, ["Quail-2", "trained_on", "ReedSongs"], told("Bo", minutes=9))
    late = deciding.accept(graph, ["Quail-2", "trained_on", "ReedSongs"], told("Ada", minutes=1))
    assert not late.in_effect
    assert late.beaten_by is not None
    assert late.beaten_by.who == "Bo"
    answer = listing(graph)
    assert [d.fate for d in answer.decisions] == [Fate.BEATEN, Fate.IN_EFFECT]
    assert [len(c.decisions) for c in answer.conflicts] == [2]


def test_a_decision_is_undone_by_the_beginning_of_its_id_and_a_pair_by_its_ids(graph: Path) -> None:
    before = quads(graph)
    renamed = deciding.rename(graph, "PondNoise", "Noise of ponds", told())
    deciding.keep_apart(graph, "dataset:a1", "dataset:b1", told(minutes=1))
    (undone,) = deciding.undo(graph, [renamed.decision.id[:6]], told(minutes=2))
    assert undone.in_effect
    assert deciding.undo(graph, ["dataset:b1", "dataset:a1"], told(minutes=3))[0].build_again
    assert quads(graph) == before
    assert [d.fate for d in listing(graph).decisions] == [Fate.UNDONE, Fate.UNDONE, Fate.IN_EFFECT, Fate.IN_EFFECT]


def test_two_curators_logs_joined_either_way_give_the_same_graph(tmp_path: Path, untouched: Path) -> None:
    for who in ("Ada", "Bo"):
        shutil.copytree(untouched, tmp_path / who)
    deciding.reject(tmp_path / "Ada", ["Quail-2", "trained_on", "ReedSongs"], told("Ada", minutes=1))
    deciding.merge(tmp_path / "Ada", "PondNoise", "WaterSounds", told("Ada", minutes=2))
    deciding.accept(tmp_path / "Bo", ["Quail-2", "trained_on", "ReedSongs"], told("Bo", minutes=3))
    deciding.rename(tmp_path / "Bo", "WaterSounds", "Wet sounds", told("Bo", minutes=4))
    first = deciding.join_log(tmp_path / "Ada", tmp_path / "Bo" / FILE)
    second = deciding.join_log(tmp_path / "Bo", tmp_path / "Ada" / FILE)
    assert (first.new, first.known, second.new, second.known) == (2, 0, 2, 2)
    assert quads(tmp_path / "Ada") == quads(tmp_path / "Bo")
    assert deciding.join_log(tmp_path / "Bo", tmp_path / "Ada" / FILE).new == 0
    assert belief(tmp_path / "Bo", "model:quail2", TRAINED, "dataset:reedsongs") == 1.0


def test_a_joined_log_with_bad_lines_gives_the_good_ones(graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("hello\n2026-01-15T10:00:00Z\tBo\tapart\tdataset:a1\t\tdataset:b1\t\t\t\t\n", "utf-8")
    joined = deciding.join_log(graph, other)
    assert (joined.new, [u.number for u in joined.unreadable], joined.build_again) == (1, [1], True)


@pytest.mark.parametrize(("name", "said"), [("none.tsv", "no such file"), (".", "it is a folder")])
def test_a_log_that_cannot_be_opened_is_told_why(untouched: Path, tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(UnreadableLogError, match=said):
        deciding.join_log(untouched, tmp_path / name)


def test_an_edited_log_is_applied_on_request(graph: Path) -> None:
    deciding.keep_apart(graph, "dataset:a1", "dataset:b1", told())
    with (graph / FILE).open("a") as file:
        file.write("2026-01-15T11:00:00Z\tBo\trename\tmodel:Quail-1\t\t\tQuail the First\t\t\t\nbad\n")
    assert [d.fate for d in listing(graph).decisions] == [Fate.IN_EFFECT, Fate.WITHOUT_EFFECT]
    assert [u.number for u in deciding.apply_log(graph).unreadable] == [4]
    assert [d.fate for d in listing(graph).decisions] == [Fate.IN_EFFECT, Fate.IN_EFFECT]


def test_a_paper_without_number_is_named_by_title_and_author(graph: Path) -> None:
    deciding.rerole(graph, "fenn-first-model.txt", "PondNoise", ["evaluates_on"], told())
    assert last(graph)[0] == Q1
    with Graph.open_read_only(graph) as opened:
        assert opened.paper_iri(Q1) == GraphReader(opened).find("fenn-first-model.txt")[0].iri
    assert decision(DecisionKind.REROLE, Q1, None, "dataset:a1", value="none").subject == Q1
    assert quail_1().arxiv is None
