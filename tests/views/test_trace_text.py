import json
from dataclasses import replace

from kg.core.statement import Predicate
from kg.tracing.impact import impact
from kg.tracing.lineage import trace
from kg.views.impact_text import impact_json, impact_text
from kg.views.path_text import evidence_text, rank_evidence
from kg.views.trace_json import trace_json
from kg.views.trace_text import trace_text, unknown_line
from tests.tracing import world as w

P = Predicate


def flat(text):
    return " ".join(text.split())


def test_each_hop_has_its_quote_page_and_belief():
    text = trace_text(trace(w.marsh(), "Quail-2", to="Marshbirds"))
    assert text == (
        "Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds   belief 0.72\n"
        '  "Quail-2 starts from Quail-1." (Quail, p. 4) · belief 0.80\n'
        '  "Quail-1 is trained on Marshbirds." (Quail, p. 3) · belief 0.90\n'
        "  Marshbirds was introduced by F. Moss. Marshbirds. 2020.\n"
        "\n"
        "1 dataset reached, 0 models with training data not disclosed, 0 models with no training data known.\n"
    )


def test_more_paths_than_are_shown_are_counted_with_how_to_see_them():
    ways = [w.model(f"Way {n}") for n in range(4)]
    edges = [w.edge(w.HERON, P.FINE_TUNED_FROM, way, w.said("Note", "So.", 1)) for way in ways]
    edges += [w.edge(way, P.TRAINED_ON, w.PONDS, w.said("Note", "Such.", 2)) for way in ways]
    answer = trace(w.MemorySource((w.HERON, w.PONDS, *ways), tuple(edges)), "Heron", max_paths=3)
    text = trace_text(answer, more="--all")
    assert text.startswith("Ponds   best belief 0.81, 4 paths\n  Heron → fine-tuned from → Way 0 → trained on → Ponds")
    assert [n for n in range(4) if f"Way {n}" in text] == [0, 1, 2]
    assert "\n  and 1 more to Ponds: --all\n" in text
    assert "\n  and 1 more to Ponds\n" in trace_text(answer)
    assert trace_json(answer)["datasets"][0]["other_paths"] == 1


def test_paths_that_begin_alike_tell_what_they_share_once():
    text = trace_text(trace(w.marsh(), "Bittern"))
    assert text.startswith(
        "Bittern: Fast Listening → uses → Quail-2 → fine-tuned from → Quail-1   belief 0.72\n"
        '  "We run Quail-2 throughout." (Bittern, p. 2) · belief 0.90\n'
        '  "Quail-2 starts from Quail-1." (Quail, p. 4) · belief 0.80\n'
        "\n"
        "  Quail-1 → trained on → Marshbirds   belief 0.65\n"
        '    "Quail-1 is trained on Marshbirds." (Quail, p. 3) · belief 0.90\n'
        "    Marshbirds was introduced by F. Moss. Marshbirds. 2020.\n"
        "\n"
        "  Quail-1 → trained on → The Heap Corpus   belief 0.65\n"
        '    "We add The Heap Corpus." (Quail, p. 3) · belief 0.90\n'
        "    The Heap Corpus was introduced by E. Mere. The Heap: Bird Calls in Bulk. 2021.\n"
        "\n"
        "    The Heap Corpus → has part → Owls3   belief 0.58\n"
    )


def test_ends_that_one_sentence_leads_to_stand_side_by_side():
    sentence = w.said("Note", "Heron is trained on Ponds and Owls3.", 2)
    edges = tuple(w.edge(w.HERON, P.TRAINED_ON, data, sentence) for data in (w.PONDS, w.OWLS))
    text = trace_text(trace(w.MemorySource((w.HERON, w.PONDS, w.OWLS), edges), "Heron"))
    assert text.startswith(
        "Heron → trained on → Owls3, Ponds   belief 0.90\n"
        '  "Heron is trained on Ponds and Owls3." (Note, p. 2) · belief 0.90\n'
    )


def test_no_line_is_longer_than_a_terminal_and_names_stay_in_sight():
    quote = "We listen for a very long time " * 12 + "to Ponds before anything else happens " + "in the reeds " * 20
    edge = w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.said("Note", quote, 2))
    text = trace_text(trace(w.MemorySource((w.HERON, w.PONDS), (edge,)), "Heron"))
    assert max(map(len, text.splitlines())) <= 100
    assert "to Ponds before" in flat(text)


def test_the_quote_shown_first_is_a_sentence_out_of_a_telling_section():
    def told(quote, section, confidence=0.8):
        return replace(w.said("Note", quote, 1, confidence), section=section)

    caption = told("Table 2 compares Heron on Ponds with all of the others that we know of.", "4 Experiments")
    fragment = told("Ponds [15%].", "2 Data")
    elsewhere = told("It is well known that everybody here trains Heron on Ponds.", "1 Introduction")
    best = told("We train Heron on Ponds for as long as the weather allows.", "2 Training Data")
    surer = told("Heron was trained on Ponds, as everybody in the field knows.", "1 Introduction", 0.9)
    assert rank_evidence((caption, fragment, elsewhere, best), "Ponds")[:2] == [best, elsewhere]
    assert rank_evidence((best, surer), "Ponds")[0] == surer


def test_a_curator_who_quotes_is_shown_before_one_who_gives_an_address():
    told = replace(w.known(), background=True, by="Ada", when="2026-01-15T10:00:00Z", extractor="curator:accept")
    address = replace(told, confidence=1.0, work="https://example.org/data", quote=None, note=None)
    quote = replace(told, confidence=0.8, by="Zoe", quote="Trained on it.", work=None, note=None)
    assert rank_evidence([address, quote]) == [quote, address]
    assert '"Trained on it."' in evidence_text(rank_evidence([address, quote])[0])


def test_notes_of_collections_are_told_in_plain_words():
    known = w.known()
    assert evidence_text(replace(known, note="stated in arXiv:2101.00001, appendix A.3")) == (
        "background: Marsh Register (CC-BY-4.0), stated in arXiv:2101.00001"
    )
    unsure = replace(known, note="unconfirmed in papers; also in reeds")
    assert evidence_text(unsure).endswith("(CC-BY-4.0), not confirmed in a paper")


def test_a_quote_says_what_limits_the_statement():
    quoted = replace(w.said("Note", "Ponds [15%].", 2), note="15%")
    assert evidence_text(quoted) == '"Ponds [15%]." (Note, p. 2, note: 15%)'


def test_background_facts_are_marked_with_source_and_licence():
    assert "  background: Marsh Register (CC-BY-4.0) · belief 0.70\n" in trace_text(trace(w.marsh(), "Rail"))


def test_undisclosed_and_unknown_stand_in_groups_of_their_own():
    text = trace_text(trace(w.marsh(), "Bittern"))
    undisclosed, unknown = text.index("Training data not disclosed:"), text.index("No training data known:")
    assert text.index("The Heap Corpus → has part → Owls3") < undisclosed
    assert undisclosed < text.index("Crake's training data were not released.") < unknown
    assert unknown < text.index("nothing in the graph says what Bittern-33 was trained on (built like Quail-1, ")
    assert text.endswith(
        "Evaluated on, and not said to be training data (1): WadeBench\n\n"
        "3 datasets reached, 1 model with training data not disclosed, 1 model with no training data known.\n"
    )


def test_an_unread_paper_of_an_unknown_model_is_named():
    far = w.paper("Far Paper", citation="G. Far. Far Paper. 2019.", read=False)
    text = trace_text(trace(w.MemorySource((w.HERON, far), (w.edge(w.HERON, P.INTRODUCED_BY, far),)), "Heron"))
    assert "the Heron paper is cited and not read: G. Far. Far Paper. 2019." in flat(text)


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
        "name", "to", "depth", "start", "paths", "datasets", "evaluated_on", "undisclosed", "unknown",
        "cycles", "unread", "only_read", "weaker", "truncated", "summary",
    ]  # fmt: skip
    assert answer["evaluated_on"][0]["name"] == "WadeBench"
    assert answer["evaluated_on"][0]["hops"][0]["evidence"][0]["page"] == 6
    hop = answer["paths"][0]["hops"][2]
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


def test_an_open_end_names_the_papers_that_tell_of_runs_of_their_own():
    bert, data, maker = w.model("BERT"), w.dataset("Marshbirds"), w.paper("BERT: a model")
    run = replace(w.said("Bittern", "We train BERT on Marshbirds."), extractor="rule:run-we-train-on")
    edges = [w.edge(bert, P.TRAINED_ON, data, run), w.edge(bert, P.INTRODUCED_BY, maker)]
    (end,) = trace(w.MemorySource([bert, data, maker], edges), "BERT").unknown
    assert unknown_line(end).endswith("1 paper tells of a training of their own, which says nothing of it at large")


def test_a_long_trace_begins_with_its_numbers_and_a_short_one_does_not() -> None:
    sets = [w.dataset(f"Set {n}") for n in range(5)]
    edges = [w.edge(w.HERON, P.TRAINED_ON, each) for each in sets[:2]]
    edges += [w.edge(sets[0], P.DERIVED_FROM, each) for each in sets[2:]]
    text = trace_text(trace(w.MemorySource((w.HERON, *sets), tuple(edges)), "Heron"))
    assert text.startswith("Heron rests on 5 datasets, told by 1 work: 2 named directly, 3 reached indirectly.\n\n")
    paper = w.paper("Note")
    edges.append(w.edge(paper, P.INTRODUCES, w.HERON))
    text = trace_text(trace(w.MemorySource((paper, w.HERON, *sets), tuple(edges)), "Note"))
    assert ": 2 named directly, 3 reached indirectly.\n" in text
    told = trace(w.MemorySource((w.HERON, *sets), tuple(edges[:-1])), "Heron")
    two = trace_text(replace(told, starts=(w.HERON, w.model("Heron 2"))))
    assert "\nHeron and Heron 2 rest on 5 datasets" in f"\n{two}"
    short = trace_text(trace(w.MemorySource((w.HERON, *sets), tuple(edges[:2])), "Heron"))
    assert "rests on" not in short
