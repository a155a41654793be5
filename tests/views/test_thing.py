from dataclasses import replace

from kg.core.statement import Predicate
from kg.views.thing import thing, thing_json
from tests.tracing import world as w


def test_what_authors_trained_somebody_else_s_model_on_is_counted_and_not_said_of_it():
    bert, own, other, maker = w.model("BERT"), w.dataset("Marshbirds"), w.dataset("Reedcalls"), w.paper("BERT: a model")
    run = replace(w.said("Bittern", "We train BERT on Marshbirds."), extractor="rule:run-we-train-on")
    told = w.said("Bittern", "BERT was trained on Reedcalls.")
    edges = [
        w.edge(bert, Predicate.TRAINED_ON, own, run),
        w.edge(bert, Predicate.TRAINED_ON, other, told),
        w.edge(bert, Predicate.INTRODUCED_BY, maker),
    ]
    known = thing(w.MemorySource([bert, own, other, maker], edges), bert)
    assert [there.label for there, _ in known.members(Predicate.TRAINED_ON)] == ["Reedcalls"]
    assert (known.own_runs, thing_json(known)["own_runs"]) == (1, 1)


def test_a_model_whose_maker_nobody_knows_keeps_all_that_is_told_of_it():
    bert, own = w.model("BERT"), w.dataset("Marshbirds")
    run = replace(w.said("Bittern", "We train BERT on Marshbirds."), extractor="rule:run-we-train-on")
    known = thing(w.MemorySource([bert, own], [w.edge(bert, Predicate.TRAINED_ON, own, run)]), bert)
    assert [there.label for there, _ in known.members(Predicate.TRAINED_ON)] == ["Marshbirds"]
    assert known.own_runs == 0
