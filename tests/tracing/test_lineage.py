from itertools import pairwise

import pytest

from kg.core.errors import UnknownNameError
from kg.core.statement import Predicate
from kg.tracing.lineage import Trace, trace

from . import world as w

P = Predicate


def labels(answer: Trace) -> list[str]:
    return [d.node.label for d in answer.datasets]


def chain(answer: Trace, name: str) -> list[str]:
    path = next(d for d in answer.datasets if d.node.label == name).paths[0]
    words = [answer.nodes[path.edges[0].subject].label]
    for edge in path.edges:
        words += [edge.predicate.value, answer.nodes[edge.object].label]
    return words


def test_a_paper_rests_on_the_data_of_the_models_it_uses() -> None:
    answer = trace(w.marsh(), "Bittern")
    assert labels(answer) == ["Marshbirds", "The Heap Corpus", "Owls3"]
    assert chain(answer, "Marshbirds") == [
        "Bittern: Fast Listening", "uses", "Quail-2", "fine_tuned_from", "Quail-1", "trained_on", "Marshbirds",
    ]  # fmt: skip


def test_belief_falls_with_every_hop() -> None:
    answer = trace(w.marsh(), "Bittern")
    by_name = {d.node.label: d.paths[0].belief for d in answer.datasets}
    assert by_name["Marshbirds"] == pytest.approx(0.9 * 0.8 * 0.9)
    assert by_name["Owls3"] < by_name["The Heap Corpus"]


def test_comparing_evaluating_and_architecture_carry_no_data() -> None:
    assert "Ponds" not in labels(trace(w.marsh(), "Bittern"))
    assert labels(trace(w.marsh(), "Bittern-33")) == []


def test_a_mentioned_model_is_followed_only_where_no_model_is_used() -> None:
    note = w.paper("Note")
    nodes = (note, w.HERON, w.PONDS)
    mention = w.edge(note, P.MENTIONS, w.HERON)
    heron = w.edge(w.HERON, P.TRAINED_ON, w.PONDS)
    answer = trace(w.MemorySource(nodes, (mention, heron)), "Note")
    assert [(d.node.label, d.only_mentioned) for d in answer.datasets] == [("Ponds", True)]
    used = w.edge(note, P.USES, w.RAIL)
    answer = trace(w.MemorySource((*nodes, w.RAIL), (mention, heron, used)), "Note")
    assert answer.datasets == ()


def test_a_path_through_use_is_preferred_to_a_stronger_mention() -> None:
    note, used = w.paper("Note"), w.dataset("Ponds")
    edges = (
        w.edge(note, P.TRAINS_ON, used, w.said("Note", "perhaps Ponds", 1, 0.2)),
        w.edge(note, P.MENTIONS, w.HERON),
        w.edge(w.HERON, P.TRAINED_ON, used),
    )
    answer = trace(w.MemorySource((note, used, w.HERON), edges), "Note")
    assert not answer.datasets[0].only_mentioned
    assert answer.datasets[0].others == 1


def test_undisclosed_unknown_and_none_are_three_things() -> None:
    answer = trace(w.marsh(), "Bittern")
    assert [end.node.label for end in answer.undisclosed] == ["Crake"]
    assert answer.undisclosed[0].node.undisclosed[0].quote == "Crake's training data were not released."
    assert [end.node.label for end in answer.unknown] == ["Bittern-33"]
    assert answer.unknown[0].paper == w.BITTERN_PAPER


def test_an_unknown_model_tells_that_its_paper_was_not_read() -> None:
    unread = w.paper("Far Paper", read=False)
    edges = (w.edge(w.HERON, P.INTRODUCED_BY, unread),)
    end = trace(w.MemorySource((w.HERON, unread), edges), "Heron").unknown[0]
    assert end.path is None
    assert end.paper is not None
    assert not end.paper.read


def test_a_dataset_tells_who_introduced_it_or_what_it_is_part_of() -> None:
    answer = trace(w.marsh(), "Bittern")
    by_name = {d.node.label: d for d in answer.datasets}
    assert [i.work.citation for i in by_name["Marshbirds"].introduced_by] == ["F. Moss. Marshbirds. 2020."]
    assert by_name["Owls3"].introduced_by == ()
    part = by_name["Owls3"].part_of[0]
    assert part.whole == w.HEAP
    assert [i.work for i in part.introductions] == [w.GAO_PAPER]


def test_a_name_shared_by_paper_and_model_answers_for_both() -> None:
    extra = w.model("Rail BERT")
    source = w.MemorySource(
        (w.RAIL_PAPER, w.RAIL, extra, w.PONDS, w.OWLS),
        (
            w.edge(w.RAIL_PAPER, P.INTRODUCES, w.RAIL),
            w.edge(w.RAIL_PAPER, P.INTRODUCES, extra),
            w.edge(w.RAIL, P.TRAINED_ON, w.PONDS),
            w.edge(extra, P.TRAINED_ON, w.OWLS),
        ),
    )
    answer = trace(source, "rail")
    assert answer.starts == (w.RAIL_PAPER, w.RAIL)
    assert chain(answer, "Ponds") == ["Rail", "trained_on", "Ponds"]
    assert chain(answer, "Owls3") == ["Rail", "introduces", "Rail BERT", "trained_on", "Owls3"]


def test_to_keeps_only_the_paths_there_and_open_ends_stay() -> None:
    answer = trace(w.marsh(), "Bittern", to="Owls3")
    assert labels(answer) == ["Owls3"]
    assert [end.node.label for end in answer.undisclosed] == ["Crake"]
    assert labels(trace(w.marsh(), "Bittern", to="Quail-1")) == ["Quail-1"]
    assert labels(trace(w.marsh(), "Bittern", to="Ponds")) == []


def test_a_paper_as_target_stands_for_what_it_introduces() -> None:
    assert labels(trace(w.marsh(), "Bittern", to="Quail: Open Bird Models")) == ["Quail-1"]


def test_min_belief_leaves_out_and_counts_what_it_left_out() -> None:
    answer = trace(w.marsh(), "Bittern", min_belief=0.6)
    assert labels(answer) == ["Marshbirds", "The Heap Corpus"]
    assert answer.weaker == 1


def test_depth_cuts_and_says_so() -> None:
    answer = trace(w.marsh(), "Bittern", depth=2)
    assert labels(answer) == []
    assert answer.truncated
    assert "Quail-1" not in [end.node.label for end in answer.unknown]
    assert not trace(w.marsh(), "Bittern").truncated


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        trace(w.marsh(), "Marshbird")
    assert caught.value.nearest[0] == "Marshbirds"
    with pytest.raises(UnknownNameError) as caught:
        trace(w.marsh(), "Bittern", to="zzzzqqq")
    assert caught.value.nearest == ()


def test_a_cycle_is_reported_and_never_followed_forever() -> None:
    a, b, c = w.dataset("A set"), w.dataset("B set"), w.dataset("C set")
    source = w.MemorySource(
        (a, b, c),
        (
            w.edge(a, P.DERIVED_FROM, b),
            w.edge(b, P.DERIVED_FROM, a),
            w.edge(b, P.DERIVED_FROM, c),
            w.edge(c, P.DERIVED_FROM, c),
        ),
    )
    answer = trace(source, "A set")
    assert labels(answer) == ["B set", "C set"]
    assert answer.cycles == ((a, b), (c,))


def test_a_ladder_of_many_paths_is_counted_and_not_walked_one_by_one() -> None:
    steps = 60  # 2 ** 60 paths
    rungs = [(w.dataset(f"left {n}"), w.dataset(f"right {n}")) for n in range(steps)]
    edges = [w.edge(u, P.DERIVED_FROM, v) for a, b in pairwise(rungs) for u in a for v in b]
    start, end = w.model("start"), w.dataset("end")
    edges += [w.edge(start, P.TRAINED_ON, rung) for rung in rungs[0]]
    edges += [w.edge(rung, P.DERIVED_FROM, end) for rung in rungs[-1]]
    source = w.MemorySource((start, end, *(n for rung in rungs for n in rung)), edges)
    answer = trace(source, "start", to="end", depth=100, max_paths=3)
    assert len(answer.datasets[0].paths) == 3
    assert answer.datasets[0].others == 2**steps - 3


def test_a_graph_too_large_is_cut_and_says_so() -> None:
    start = w.model("start")
    sets = [w.dataset(f"set {n:03}") for n in range(50)]
    source = w.MemorySource((start, *sets), [w.edge(start, P.TRAINED_ON, s) for s in sets])
    answer = trace(source, "start", max_nodes=11)
    assert len(answer.datasets) == 10
    assert answer.truncated


def test_several_relations_between_two_nodes_are_several_paths() -> None:
    source = w.MemorySource(
        (w.HERON, w.PONDS), (w.edge(w.HERON, P.TRAINED_ON, w.PONDS), w.edge(w.HERON, P.DERIVED_FROM, w.PONDS))
    )
    assert trace(source, "Heron").datasets[0].others == 1
    assert len(trace(source, "Heron", max_paths=5).datasets[0].paths) == 2


def test_what_is_only_evaluated_on_stands_apart_with_nothing_beneath() -> None:
    far = w.dataset("Far")
    marsh = w.marsh()
    nodes = (*marsh.papers(), *marsh.models(), *marsh.datasets(), far)
    beneath = w.edge(w.BENCH, P.DERIVED_FROM, far)
    answer = trace(w.MemorySource(nodes, (*marsh.edges, beneath)), "Bittern")
    assert [(e.node.label, e.edges[0].evidence[0].quote) for e in answer.evaluated_on] == [
        ("WadeBench", "We evaluate on WadeBench.")
    ]
    assert "Far" not in labels(answer)
    assert answer.nodes[w.BENCH.iri] == w.BENCH
    assert trace(w.marsh(), "Quail-1").evaluated_on[0].node == w.PONDS
    assert trace(w.marsh(), "Bittern", to="WadeBench").evaluated_on != ()
    assert trace(w.marsh(), "Bittern", to="Owls3").evaluated_on == ()


def test_a_dataset_both_trained_and_evaluated_on_counts_as_trained_on() -> None:
    note = w.paper("Note")
    source = w.MemorySource(
        (note, w.PONDS), (w.edge(note, P.TRAINS_ON, w.PONDS), w.edge(note, P.EVALUATES_ON, w.PONDS))
    )
    answer = trace(source, "Note")
    assert (labels(answer), answer.evaluated_on) == (["Ponds"], ())


def test_what_a_paper_says_of_its_own_model_is_one_path() -> None:
    note = w.paper("Note")
    edges = (
        w.edge(note, P.INTRODUCES, w.HERON),
        w.edge(note, P.TRAINS_ON, w.PONDS, w.said("Note", "Ponds", 1, 0.99)),
        w.edge(note, P.INTRODUCES, w.PONDS),
        w.edge(w.HERON, P.TRAINED_ON, w.PONDS),
    )
    answer = trace(w.MemorySource((note, w.HERON, w.PONDS), edges), "Note")
    assert chain(answer, "Ponds") == ["Note", "introduces", "Heron", "trained_on", "Ponds"]
    assert answer.datasets[0].others == 0


def test_own_data_come_before_those_of_models_that_are_used() -> None:
    note = w.paper("Note")
    edges = (
        w.edge(note, P.USES, w.HERON),
        w.edge(w.HERON, P.TRAINED_ON, w.PONDS),
        w.edge(w.HERON, P.TRAINED_ON, w.OWLS),
        w.edge(note, P.TRAINS_ON, w.PONDS, w.said("Note", "For our Heron we include Ponds.", 1, 0.5)),
    )
    answer = trace(w.MemorySource((note, w.HERON, w.PONDS, w.OWLS), edges), "Note")
    assert labels(answer) == ["Ponds", "Owls3"]
    assert chain(answer, "Ponds") == ["Note", "trains_on", "Ponds"]


def test_a_name_that_begins_one_read_paper_stands_for_it() -> None:
    long, other = w.paper("Reed Warblers at Night", "reed_warblers_2024"), w.paper("Reeds Alone")
    unread = w.paper("Reed Warblers by Day", read=False)
    source = w.MemorySource((long, other, unread, w.PONDS), (w.edge(long, P.TRAINS_ON, w.PONDS),))
    assert trace(source, "reed warblers").starts == (long,)
    assert trace(source, "Reed").starts == (long,)
    for unclear in ("Ree", "Warblers"):
        with pytest.raises(UnknownNameError):
            trace(source, unclear)
