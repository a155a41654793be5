"""What the explorer draws, and how it is written down for it."""

import json
from dataclasses import replace

import pytest

from kg.core.errors import UnknownNameError
from kg.core.lineage import EvidenceKind, SourcedEvidence, Withdrawal
from kg.core.statement import Predicate
from kg.views.phrases import phrase_of_source
from kg.views.picture import lineage_picture, whole_picture
from kg.views.picture_json import MAX_EVIDENCE, edge_json, picture_json, title_of
from tests.tracing import world as w

P = Predicate


def by_name(data):
    return {n["name"]: n for n in data["nodes"]}


def test_all_that_papers_name_is_drawn_with_quotes():
    data = picture_json(whole_picture(w.marsh()))
    names = by_name(data)
    assert names["The Heap"]["kind"] == "reference"
    assert names["Crake"]["undisclosed"]
    assert names["Bittern-33"]["silent"]
    assert "silent" not in names["Quail-1"]
    quote = next(e for e in data["evidence"] if e.get("quote") == "We add The Heap Corpus.")
    assert (quote["label"], quote["page"], quote["section"], quote["file"]) == ("Quail", 3, "2 Data", "quail.pdf")
    assert (quote["confidence"], quote["by"]) == (0.9, "rule:invented")
    fact = next(e for e in data["evidence"] if e["source"] == "background")
    assert (fact["label"], fact["licence"]) == ("Marsh Register", "CC-BY-4.0")


def test_every_link_tells_its_belief_and_who_says_it():
    data = picture_json(whole_picture(w.marsh()))
    heron = by_name(data)["Heron"]
    link = next(i for i in data["links"] if data["nodes"][i["source"]] is heron)
    assert (link["relation"], link["belief"], link["sources"]) == ("trained_on", 0.7, ["background"])
    assert [s["id"] for s in data["sources"]] == ["read", "background"]
    relations = {r["id"]: r for r in data["relations"]}
    assert relations["trained_on"]["carries"]
    assert "carries" not in relations["evaluated_on"]
    assert relations["introduces"]["turned"]  # the graph states it the other way round


def test_a_paper_at_the_first_place_is_still_the_source_of_its_quotes():
    note, near = w.paper("A note"), w.model("Near")
    said = replace(w.said("A note", "We use Near.", 1), source=note.iri)
    data = picture_json(whole_picture(w.MemorySource((note, near), (w.edge(note, P.USES, near, said),))))
    assert data["nodes"][data["evidence"][0]["node"]]["name"] == "A note"


def test_evidence_without_quotes_is_counted_and_told_link_by_link():
    picture = whole_picture(w.marsh())
    data = picture_json(picture, quotes=False)
    assert not any("evidence" in link for link in data["links"])
    assert all(link["more"] >= 1 for link in data["links"])
    edge = next(e for e in picture.edges if e.object == w.HEAP.iri and e.predicate is P.TRAINED_ON)
    assert [e["quote"] for e in edge_json([edge])["evidence"]] == ["We add The Heap Corpus."]


def test_introduced_by_a_read_paper_is_drawn_once_from_the_paper():
    picture = whole_picture(w.marsh())
    links = [e for e in picture.edges if {e.subject, e.object} == {w.QUAIL_PAPER.iri, w.QUAIL_1.iri}]
    assert [(e.predicate, len(e.evidence)) for e in links] == [(P.INTRODUCES, 2)]


def test_background_that_touches_no_paper_stays_out():
    far, lone = w.model("Far"), w.dataset("Lone")
    note, used = w.paper("Note"), w.model("Near")
    source = w.MemorySource(
        (far, lone, note, used), (w.edge(far, P.TRAINED_ON, lone, w.known()), w.edge(note, P.USES, used))
    )
    assert [n.label for n in whole_picture(source).nodes] == ["Near", "Note"]
    without_papers = w.MemorySource((far, lone), (w.edge(far, P.TRAINED_ON, lone, w.known()),))
    assert len(whole_picture(without_papers).nodes) == 2


def test_the_lineage_of_a_model_is_what_it_rests_on_and_what_rests_on_it():
    picture = lineage_picture(w.marsh(), "Quail-2")
    names = {n.label for n in picture.nodes}
    assert {"Quail-2", "Quail-1", "Marshbirds", "Owls3", "The Heap"} <= names
    assert "Bittern: Fast Listening" in names  # which uses it
    assert not names & {"Rail", "Crake", "WadeBench"}
    assert title_of(picture) == "Lineage of Quail-2"
    with pytest.raises(UnknownNameError):
        lineage_picture(w.marsh(), "Nobody")


def test_the_lineage_of_a_paper_leaves_out_who_builds_on_its_models():
    names = {n.label for n in lineage_picture(w.marsh(), "Quail: Open Bird Models").nodes}
    assert {"Quail-1", "Marshbirds"} <= names
    assert not names & {"Quail-2", "Bittern: Fast Listening"}


def test_a_doubtful_citation_does_not_make_a_paper_introduce_a_dataset():
    doubtful = w.edge(w.PONDS, P.INTRODUCED_BY, w.RAIL_PAPER, w.said("Note", "Ponds (Fen, 2022)", 1, 0.75))
    source = w.MemorySource((w.RAIL_PAPER, w.PONDS), (doubtful, w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.PONDS)))
    assert {e.predicate for e in whole_picture(source).edges} == {P.INTRODUCED_BY, P.TRAINS_ON}
    assert [e.predicate for e in lineage_picture(source, "Rail").edges] == [P.TRAINS_ON]


def test_a_lineage_draws_what_is_only_evaluated_on_without_what_lies_beneath():
    edges = (
        w.edge(w.RAIL_PAPER, P.EVALUATES_ON, w.PONDS),
        w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.OWLS),
        w.edge(w.PONDS, P.DERIVED_FROM, w.HEAP),
    )
    picture = lineage_picture(w.MemorySource((w.RAIL_PAPER, w.PONDS, w.OWLS, w.HEAP), edges), "Rail")
    assert {n.label for n in picture.nodes} == {"Rail", "Ponds", "Owls3"}


def test_a_lineage_draws_evaluations_on_what_is_trained_on_too():
    edges = (w.edge(w.RAIL_PAPER, P.EVALUATES_ON, w.OWLS), w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.OWLS))
    picture = lineage_picture(w.MemorySource((w.RAIL_PAPER, w.OWLS), edges), "Rail")
    assert {e.predicate for e in picture.edges} == {P.EVALUATES_ON, P.TRAINS_ON}


def test_a_thing_is_as_old_as_the_first_work_that_introduced_it():
    first, second = replace(w.paper("First", read=False), year=2019), replace(w.paper("Second"), year=2021)
    edges = (
        w.edge(w.PONDS, P.INTRODUCED_BY, first),
        w.edge(second, P.INTRODUCES, w.PONDS),
        w.edge(second, P.TRAINS_ON, w.OWLS),
    )
    years = whole_picture(w.MemorySource((first, second, w.PONDS, w.OWLS), edges)).years
    assert years == {first.iri: 2019, second.iri: 2021, w.PONDS.iri: 2019}


def test_much_evidence_is_cut_and_counted():
    evidence = tuple(w.said("Note", f"quote {n}", n) for n in range(1, MAX_EVIDENCE + 12))
    note, used = w.paper("Note"), w.model("Near")
    data = picture_json(whole_picture(w.MemorySource((note, used), (w.edge(note, P.USES, used, *evidence),))))
    assert len(data["links"][0]["evidence"]) == MAX_EVIDENCE
    assert data["links"][0]["more"] == 11


def test_text_that_cannot_be_seen_is_made_visible():
    note, used = w.paper("a\u202eb\u0000"), w.model("\u2028c")
    text = json.dumps(picture_json(whole_picture(w.MemorySource((note, used), (w.edge(note, P.USES, used),)))))
    assert not {"\\u202e", "\\u0000", "\\u2028"} & set(text.split('"'))
    assert "\\u202e" not in text


def test_there_are_words_for_every_kind_of_source():
    assert all(phrase_of_source(kind) for kind in EvidenceKind)


def test_what_was_withdrawn_is_marked_with_when_and_why():
    reported = replace(w.known("Gone List"), note="its makers took it back", work="https://gone.example")
    gone = w.dataset("Gone", withdrawn=Withdrawal("2023-07", (reported,)))
    (node,) = picture_json(whole_picture(w.MemorySource((gone,))))["nodes"]
    assert node["withdrawn"]["date"] == "2023-07"
    assert node["withdrawn"]["said"] == (
        "Gone was WITHDRAWN 2023-07: its makers took it back (https://gone.example, so Gone List)"
    )
    assert "withdrawn" not in picture_json(whole_picture(w.MemorySource((w.PONDS,))))["nodes"][0]


def test_a_curators_word_says_who_decided():
    word = SourcedEvidence("p", "Ada", 1.0, "curator:accept", by="Ada", when="2026-01-15T10:00:00Z")
    note, used = w.paper("Note"), w.model("Near")
    data = picture_json(whole_picture(w.MemorySource((note, used), (w.edge(note, P.USES, used, word),))))
    assert data["links"][0]["sources"] == ["curated"]
    assert data["evidence"][0]["label"] == "curated: accepted by Ada"
