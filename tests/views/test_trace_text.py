import json

from kg.core.statement import Predicate
from kg.tracing.impact import impact
from kg.tracing.lineage import trace
from kg.views.impact_text import impact_json, impact_text
from kg.views.trace_json import trace_json
from kg.views.trace_text import trace_text
from tests.tracing import world as w

P = Predicate


def test_each_hop_has_its_quote_page_and_belief():
    text = trace_text(trace(w.marsh(), "Quail-2", to="Marshbirds"))
    assert text == (
        "Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds   belief 0.72\n"
        '  "Quail-2 starts from Quail-1." (Quail, p. 4) 0.80\n'
        '  "Quail-1 is trained on Marshbirds." (Quail, p. 3) 0.90\n'
        "  Marshbirds was introduced by F. Moss. Marshbirds. 2020.\n"
        "\n"
        "1 dataset reached, 0 models with training data not disclosed, 0 models with no training data known.\n"
    )


def test_background_facts_are_marked_with_source_and_licence():
    assert "  background: Marsh Register (CC-BY-4.0) 0.70\n" in trace_text(trace(w.marsh(), "Rail"))


def test_undisclosed_and_unknown_stand_in_groups_of_their_own():
    text = trace_text(trace(w.marsh(), "Bittern"))
    undisclosed, unknown = text.index("Training data not disclosed:"), text.index("No training data known:")
    assert text.index("Owls3 is part of The Heap Corpus, introduced by E. Mere.") < undisclosed
    assert undisclosed < text.index("Crake's training data were not released.") < unknown
    assert unknown < text.index("nothing in the graph says what Bittern-33 was trained on")
    assert text.endswith(
        "4 datasets reached, 1 model with training data not disclosed, 1 model with no training data known.\n"
    )


def test_an_unread_paper_of_an_unknown_model_is_named():
    far = w.paper("Far Paper", citation="G. Far. Far Paper. 2019.", read=False)
    text = trace_text(trace(w.MemorySource((w.HERON, far), (w.edge(w.HERON, P.INTRODUCED_BY, far),)), "Heron"))
    assert "its paper has not been read: G. Far. Far Paper. 2019." in text


def test_no_path_is_said_plainly():
    assert "No path leads from Bittern: Fast Listening to Ponds." in trace_text(trace(w.marsh(), "Bittern", to="Ponds"))
    assert trace_text(trace(w.marsh(), "Ponds")).startswith("No data are known beneath Ponds.")


def test_models_only_mentioned_are_marked_as_weaker():
    note = w.paper("Note")
    source = w.MemorySource(
        (note, w.HERON, w.PONDS), (w.edge(note, P.MENTIONS, w.HERON), w.edge(w.HERON, P.TRAINED_ON, w.PONDS))
    )
    assert trace_text(trace(source, "Note")).startswith("Only mentioned (")


def test_truncation_and_cycles_are_told():
    a, b, c = (w.dataset(f"{name} set") for name in "ABC")
    edges = (w.edge(a, P.DERIVED_FROM, b), w.edge(b, P.DERIVED_FROM, a), w.edge(b, P.DERIVED_FROM, c))
    source = w.MemorySource((a, b, c), edges)
    assert "A cycle, which is an error in the data: A set, B set." in trace_text(trace(source, "A set"))
    assert "Truncated: more lies beyond 1 hop" in trace_text(trace(source, "A set", depth=1))


def test_the_citation_of_a_paper_on_the_path_wins_over_others():
    other = w.paper("Other Work", citation="H. Other. Other Work. 2001.", read=False)
    wrong = w.edge(w.MARSHBIRDS, P.INTRODUCED_BY, other, w.said("Elsewhere", "Marshbirds (Other, 2001)", 1, 0.99))
    marsh = w.marsh()
    nodes = (*marsh.papers(), *marsh.models(), *marsh.datasets(), other)
    source = w.MemorySource(nodes, (*marsh.edges, wrong))
    assert "Marshbirds was introduced by F. Moss. Marshbirds. 2020.\n" in trace_text(trace(source, "Quail-1"))
    alone = w.MemorySource(nodes, (*(e for e in marsh.edges if e.predicate is not P.INTRODUCED_BY), wrong))
    assert "H. Other. Other Work. 2001. [as Elsewhere cites it]" in trace_text(trace(alone, "Quail-1"))


def test_nothing_out_of_a_paper_steers_the_terminal():
    note, used = w.paper("No\x1b[2Jte"), w.dataset("Po\u202ends\n\rset")
    edges = (w.edge(note, P.TRAINS_ON, used, w.said("N\x07", "quote\x1b]8;;http://x\x07", 1)),)
    text = trace_text(trace(w.MemorySource((note, used), edges), note.iri))
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(text)


def test_the_json_of_a_trace_keeps_its_shape():
    answer = trace_json(trace(w.marsh(), "Bittern"))
    json.dumps(answer)
    assert list(answer) == [
        "name", "to", "depth", "start", "paths", "datasets", "undisclosed", "unknown", "cycles", "weaker", "truncated",
    ]  # fmt: skip
    hop = answer["paths"][1]["hops"][2]
    assert (hop["subject"], hop["relation"], hop["object"], hop["belief"]) == (
        "Quail-1", "trained_on", "Marshbirds", 0.9,
    )  # fmt: skip
    assert hop["evidence"][0]["quote"] == "Quail-1 is trained on Marshbirds."
    assert hop["evidence"][0]["page"] == 3
    owls = next(d for d in answer["datasets"] if d["name"] == "Owls3")
    assert owls["part_of"][0]["introduced_by"][0]["citation"] == "E. Mere. The Heap: Bird Calls in Bulk. 2021."
    assert answer["undisclosed"][0]["evidence"][0]["page"] == 3


def test_impact_is_told_by_kind_with_totals():
    text = impact_text(impact(w.marsh(), "Marshbirds"))
    assert text.startswith("Quail-1 → trained on → Marshbirds   belief 0.90\n")
    assert text.endswith("2 models, 2 papers rest on Marshbirds.\n")
    assert impact_text(impact(w.marsh(), "Bittern-33")).count("\n\n") == 1
    assert impact_json(impact(w.marsh(), "Marshbirds"))["dependents"][0]["name"] == "Quail-1"


def test_nothing_resting_on_a_thing_is_said_plainly():
    lone = w.dataset("Lone")
    assert impact_text(impact(w.MemorySource((lone,)), "Lone")) == "Nothing is known to rest on Lone.\n"
