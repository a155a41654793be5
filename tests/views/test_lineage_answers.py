"""Leaks, licences, overlaps, withdrawals and rows, as people and spreadsheets see them."""

import csv
import io
import json
import re
from dataclasses import replace

from kg.core.lineage import Licence, Withdrawal
from kg.core.statement import Predicate
from kg.tracing.impact import impact
from kg.tracing.leaks import leaks, leaks_everywhere
from kg.tracing.licensing import licences
from kg.tracing.lineage import trace
from kg.tracing.overlap import overlap
from kg.tracing.withdrawal import withdrawal
from kg.views.impact_text import impact_csv, impact_json, impact_text
from kg.views.leaks_rows import leaks_csv, leaks_csv_lines, leaks_json
from kg.views.leaks_text import leaks_everywhere_text, leaks_text
from kg.views.licences_text import licences_csv, licences_json, licences_text
from kg.views.overlap_text import overlap_csv, overlap_json, overlap_text
from kg.views.trace_json import trace_json
from kg.views.trace_rows import trace_csv
from kg.views.trace_text import trace_text
from kg.views.withdrawal_report import withdrawal_html, withdrawal_text
from kg.views.withdrawal_rows import withdrawal_csv, withdrawal_json
from tests.tracing import world as w

P = Predicate
REPORTED = replace(w.known("Gone List"), note="its makers took it back", work="https://gone.example/ponds")
GONE = w.dataset("Gone Ponds", withdrawn=Withdrawal("2023-07", (REPORTED,)))
HOSTILE = w.dataset('=cmd|"/c x"!A1\u202e<script>')


def flat(text: str) -> str:
    return " ".join(text.split())


def in_order(text: str, parts: list[str]) -> bool:
    """Whether the parts stand in the text one behind the other; fails where one is missing."""
    place = 0
    for part in parts:
        place = text.index(part, place) + len(part)
    return True


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def with_gone(*more: w.Node, edges: tuple = (), stated: dict | None = None) -> w.MemorySource:
    marsh = w.marsh()
    nodes = (*marsh.papers(), *marsh.models(), *marsh.datasets(), GONE, *more)
    on_gone = w.edge(w.QUAIL_1, P.TRAINED_ON, GONE, w.said("Quail", "Gone Ponds are added.", 3))
    return w.MemorySource(nodes, (*marsh.edges, on_gone, *edges), stated or {})


def leaking() -> w.MemorySource:
    tested = w.edge(w.QUAIL_2, P.EVALUATED_ON, w.MARSHBIRDS, w.said("Tester", "Quail-2 knows Marshbirds.", 8))
    silent = w.edge(w.CRAKE, P.EVALUATED_ON, w.PONDS, w.said("Tester", "Crake on Ponds.", 9))
    part = w.edge(w.QUAIL_2, P.EVALUATED_ON, w.OWLS, w.said("Tester", "Quail-2 on Owls3.", 8))
    return with_gone(edges=(tested, silent, part))


def test_what_was_withdrawn_is_marked_wherever_it_is_met():
    source = with_gone(edges=(w.edge(w.BITTERN_PAPER, P.EVALUATES_ON, GONE),))
    line = "Gone Ponds was WITHDRAWN 2023-07: its makers took it back (https://gone.example/ponds, so Gone List)"
    text = flat(trace_text(trace(source, "Quail-1")))
    assert "Gone Ponds [withdrawn 2023-07]" in text
    assert line in text
    assert line in flat(trace_text(trace(source, "Gone Ponds")))
    assert line in flat(impact_text(impact(source, "Gone Ponds")))
    reached = next(d for d in trace_json(trace(source, "Quail-1"))["datasets"] if d["name"] == "Gone Ponds")
    assert reached["withdrawn"]["date"] == "2023-07"
    assert reached["withdrawn"]["evidence"][0]["url"] == "https://gone.example/ponds"
    assert impact_json(impact(source, "Gone Ponds"))["things"][0]["withdrawn"]["date"] == "2023-07"
    marked = [r for r in rows(trace_csv(trace(source, "Quail-1"))) if r["end"] == "Gone Ponds"]
    assert {r["withdrawn"] for r in marked} == {r["object_withdrawn"] for r in marked} == {"2023-07"}


def test_a_withdrawal_without_a_date_says_so():
    undated = replace(GONE, withdrawn=Withdrawal(None, ()))
    text = trace_text(trace(w.MemorySource((undated,)), "Gone Ponds"))
    assert text.startswith("Gone Ponds was WITHDRAWN, nobody says when\n")
    assert withdrawal_text(withdrawal(w.MemorySource((undated,)), "Gone Ponds", "2024")).count("WITHDRAWN") == 1


def test_all_paths_are_grouped_by_the_data_they_lead_to_and_quoted_once():
    more = w.edge(w.QUAIL_2, P.TRAINED_ON, w.MARSHBIRDS, w.said("Quail", "Quail-2 sees Marshbirds again.", 5, 0.6))
    text = trace_text(trace(with_gone(edges=(more,)), "Quail-2", max_paths=9))
    head = text[: text.index("\n\n")].splitlines()
    assert head[:2] == [
        "Marshbirds   best belief 0.60, 2 paths",
        "  Quail-2 → trained on → Marshbirds   belief 0.60",
    ]
    assert "  Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds   belief 0.72" in head
    assert text.count("Quail-2 starts from Quail-1.") == 1
    assert "Quail-2 → fine-tuned from → Quail-1: quoted above · belief 0.80" in text


def test_a_hop_on_others_word_names_the_paper_that_was_not_read():
    far = w.paper("Far Rail", read=False)
    edges = (w.edge(w.RAIL, P.TRAINED_ON, w.PONDS, w.known()), w.edge(w.RAIL, P.INTRODUCED_BY, far))
    text = flat(trace_text(trace(w.MemorySource((w.RAIL, w.PONDS, far), edges), "Rail")))
    assert "belief 0.70 · the Rail paper is cited and not read" in text
    assert "1 work on the way cited and not read, beyond which more may lie: of Rail." in text


def test_what_the_registry_has_against_a_citation_is_told():
    odd = replace(w.said("Quail", "Ponds (Odd, 2001)", 1), note="the registry names Ponds: A Corpus")
    work = w.paper("Odd Work", citation="O. Odd. Odd Work. 2001.", read=False)
    edges = (
        w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.said("Quail", "Heron hears Ponds.", 1)),
        w.edge(w.PONDS, P.INTRODUCED_BY, work, odd),
    )
    text = flat(trace_text(trace(w.MemorySource((w.HERON, w.PONDS, work), edges), "Heron")))
    assert "introduced by O. Odd. Odd Work. 2001. [yet the registry names Ponds: A Corpus]" in text


def test_data_that_one_work_introduced_are_told_together():
    sentence, work = w.said("Note", "Heron hears both.", 2), w.paper("Both", citation="B. Oth. Both. 2020.", read=False)
    edges = [w.edge(w.HERON, P.TRAINED_ON, data, sentence) for data in (w.PONDS, w.OWLS)]
    edges += [w.edge(data, P.INTRODUCED_BY, work, sentence) for data in (w.PONDS, w.OWLS)]
    text = trace_text(trace(w.MemorySource((w.HERON, w.PONDS, w.OWLS, work), edges), "Heron"))
    assert "  Owls3 and Ponds were introduced by B. Oth. Both. 2020.\n" in text


def test_a_trace_as_rows_has_a_row_for_each_hop_and_for_ends_that_stay_open():
    found = rows(trace_csv(trace(w.marsh(), "Bittern")))
    marsh = [r for r in found if r["end"] == "Marshbirds"]
    assert [r["hop"] for r in marsh] == ["1", "2", "3"]
    assert marsh[-1]["quote"] == "Quail-1 is trained on Marshbirds."
    assert (marsh[-1]["page"], marsh[-1]["source_kind"], marsh[-1]["hop_belief"]) == ("3", "read", "0.9")
    silent = [r for r in found if r["status"] == "undisclosed"]
    assert silent[-1]["quote"] == "Crake's training data were not released."
    assert [r["end"] for r in found if r["status"] == "unknown"] == ["Bittern-33"]
    assert [r["end"] for r in found if r["status"] == "evaluated on"] == ["WadeBench"]
    (rail,) = rows(trace_csv(trace(w.marsh(), "Rail")))[-1:]
    assert (rail["source_kind"], rail["source_licence"]) == ("background", "CC-BY-4.0")


def test_no_cell_is_a_formula_or_steers_a_terminal():
    source = w.MemorySource(
        (w.HERON, HOSTILE), (w.edge(w.HERON, P.TRAINED_ON, HOSTILE, w.said("+N\x1b[2J", "-1+1\n\u202e", 1)),)
    )
    for text in (
        trace_csv(trace(source, "Heron")),
        impact_csv(impact(source, HOSTILE.iri)),
        withdrawal_csv(withdrawal(source, HOSTILE.iri, "2024")),
        licences_csv(licences(source, "Heron")),
        overlap_csv(overlap(source, "Heron", "Heron")),
    ):
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert not {"\x1b", "\u202e", "\x07"} & set(text)
        assert any(cell.startswith("'=cmd") for cell in cells)


def test_the_report_on_a_withdrawal_tells_directly_from_through_others_from_not_known():
    answer = withdrawal(with_gone(), "Gone Ponds", "2023-07-14")
    text = withdrawal_text(answer)
    order = [
        "What rests on Gone Ponds, withdrawn 2023-07-14",
        "its makers took it back",
        "2 papers, 2 models, 0 datasets are known to rest on it, 1 directly and 3 through other things.",
        "Papers that rest on it",
        "Models that rest on it",
        "Directly:",
        "Quail-1 (belief 0.90, 1 hop)",
        '"Gone Ponds are added." (Quail, p. 3) · belief 0.90',
        "Through other things:",
        "Quail-2 (belief 0.72, 2 hops)",
        "Datasets that rest on it",
        "None is known.",
        "Not known, because training data are not disclosed",
        "Crake",
        "How to read this report",
    ]
    assert in_order(flat(text), order)


def test_the_report_s_rows_carry_path_quote_page_source_and_belief():
    found = rows(withdrawal_csv(withdrawal(with_gone(), "Gone Ponds", "2023-07-14")))
    tuned = [r for r in found if r["name"] == "Quail-2"]
    assert [(r["hop"], r["quote"], r["page"], r["source"]) for r in tuned] == [
        ("1", "Quail-2 starts from Quail-1.", "4", "Quail"),
        ("2", "Gone Ponds are added.", "3", "Quail"),
    ]
    assert {(r["status"], r["hops"], r["path_belief"], r["date"]) for r in tuned} == {
        ("through others", "2", "0.72", "2023-07-14")
    }
    assert {r["status"] for r in found} == {"directly", "through others", "not known"}
    silent = next(r for r in found if r["status"] == "not known")
    assert (silent["name"], silent["relation"], silent["page"]) == ("Crake", "disclosure", "3")


def test_the_report_as_a_page_runs_nothing_and_as_json_has_everything():
    edges = (w.edge(w.HERON, P.TRAINED_ON, HOSTILE), w.edge(w.BITTERN_PAPER, P.EVALUATES_ON, HOSTILE))
    answer = withdrawal(with_gone(HOSTILE, edges=edges), HOSTILE.iri, "2024")
    html = withdrawal_html(answer)
    assert "<script>" not in html
    assert "script-src &#39;none&#39;" in html
    told = json.loads(json.dumps(withdrawal_json(answer)))
    assert (told["date"], [e["name"] for e in told["evaluating"]]) == ("2024", ["Bittern: Fast Listening"])
    assert [m["name"] for m in told["undisclosed"]] == ["Crake"]


def test_the_report_on_a_withdrawal_links_to_where_it_was_reported_and_to_nothing_hostile():
    hostile = replace(REPORTED, label="Bad List", work="javascript:alert(1)")
    gone = w.dataset("Gone Ponds", withdrawn=Withdrawal("2023-07", (REPORTED, hostile)))
    html = withdrawal_html(withdrawal(w.MemorySource((gone,)), "Gone Ponds", "2024"))
    link = '<a href="https://gone.example/ponds" rel="noopener noreferrer">https://gone.example/ponds</a>'
    assert re.findall(r"<a\b.*?</a>", html) == [link]
    assert "javascript:alert(1)" in html


def test_leaks_stand_by_verdict_with_both_paths_and_quotes():
    text = leaks_text(leaks(leaking(), "Quail-2"))
    assert text.startswith("Evaluation sets upstream of the training data (1):\n\n")
    assert "Quail-2 is evaluated on Marshbirds, which is upstream of it   belief 0.72\n" in text
    assert 'evaluated: "Quail-2 knows Marshbirds." (Tester, p. 8) · belief 0.90' in text
    assert "  Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds   belief 0.72\n" in text
    assert "Evaluation sets near to data upstream (1):" in text
    assert "which is held in The Heap Corpus, which is upstream" in flat(text)
    assert text.endswith("2 evaluations: 1 upstream, 1 near.\n")


def test_an_undisclosed_model_s_sets_are_not_known_and_not_no():
    text = leaks_text(leaks(leaking(), "Crake"))
    assert text.startswith("Not known, because training data are not disclosed (1):\n  Crake: Ponds\n")
    assert "Crake's training data were not released." in text
    assert "1 evaluation: 1 not known because undisclosed." in text
    assert leaks_text(leaks(leaking(), "Bittern-33")) == (
        "Nothing in the graph says what Bittern-33 is evaluated on.\n"
    )


def test_leaks_of_a_whole_graph_begin_with_counts_and_stand_by_verdict_the_gravest_first():
    told = leaks_everywhere_text(reversed(list(leaks_everywhere(leaking())))).split("\n\n")
    assert flat(told[0]) == (
        "5 evaluations: 1 upstream, 1 near, 2 not known because undisclosed, 1 not upstream as far as is known."
    )
    assert [block.split("   ")[0] for block in told[1:-1]] == [
        "Evaluation sets upstream of the training data (1):",
        "Quail-2 is evaluated on Marshbirds, which is upstream of it",
        "Evaluation sets near to data upstream (1):",
        "Quail-2 is evaluated on Owls3, which is held in The Heap Corpus, which is upstream",
    ]
    assert flat(told[-1]) == "Why the others are not known, or not upstream, is told by kg leaks NAME of each."


def test_leaks_of_a_whole_graph_come_as_a_stream_of_rows():
    streamed = "".join(leaks_csv_lines(leaks_everywhere(leaking())))
    assert len(rows(streamed)) == streamed.count("\r\n") - 1


def test_leaks_as_json_and_rows():
    answer = leaks(leaking(), "Quail-2")
    told = json.loads(json.dumps(leaks_json(answer)))
    assert told["counts"]["leak"] == 1
    leak, near = told["evaluations"]
    assert leak["findings"][0]["path"]["hops"][-1]["object"] == "Marshbirds"
    assert leak["statements"][0]["evidence"][0]["page"] == 8
    assert (near["findings"][0]["closeness"], near["findings"][0]["near"]["name"]) == ("whole", "The Heap Corpus")
    found = rows(leaks_csv(answer))
    assert [(r["verdict"], r["way"], r["quote"]) for r in found[:3]] == [
        ("leak", "evaluation", "Quail-2 knows Marshbirds."),
        ("leak", "upstream", "Quail-2 starts from Quail-1."),
        ("leak", "upstream", "Quail-1 is trained on Marshbirds."),
    ]
    assert {r["because"] for r in rows(leaks_csv(leaks(leaking(), "Crake")))} == {"Crake"}


STATED = {
    w.MARSHBIRDS.iri: (
        Licence("CC-BY-4.0", (w.known("Reed List"),)),
        Licence("CC-BY-NC-SA-4.0", (w.known("Marsh Register"), w.known("Pond List"))),
    ),
    w.QUAIL_1.iri: (Licence("MIT", (w.known(),)),),
    GONE.iri: (Licence("Gone Terms", (w.known(),)),),
}


def test_licences_stand_under_the_strictest_obligation_with_who_says_so_and_where_they_enter():
    text = licences_text(licences(with_gone(stated=STATED), "Quail-2"))
    parts = [
        "6 datasets and models along the lineage of Quail-2, 3 with a known licence.",
        "Non-commercial: no commercial use (1)",
        "Marshbirds (also share-alike, permissive)",
        "sources contradict each other:",
        "CC-BY-4.0 (permissive), so Reed List",
        "CC-BY-NC-SA-4.0 (share-alike, non-commercial), so Marsh Register, Pond List",
        "enters by Quail-2 → fine-tuned from → Quail-1 → trained on → Marshbirds belief 0.72",
        '"Quail-1 is trained on Marshbirds." (Quail, p. 3) · belief 0.90',
        "Custom: terms of its own, which have to be read (1)",
        "Gone Ponds [withdrawn 2023-07]",
        "Permissive:",
        "Unknown: nobody in the graph names a licence, which is no permission (3)",
        "Sources contradict each other on: Marshbirds.",
        "is a question of law",
    ]
    assert in_order(flat(text), parts)


def test_licences_as_json_and_rows():
    answer = licences(with_gone(stated=STATED), "Quail-2")
    told = {each["name"]: each for each in json.loads(json.dumps(licences_json(answer)))["licensed"]}
    marsh = told["Marshbirds"]
    assert (marsh["contradicting"], marsh["classes"]) == (True, ["permissive", "share-alike", "non-commercial"])
    assert [(entry["name"], entry["spdx"]) for entry in told["Gone Ponds"]["licences"]] == [("Gone Terms", None)]
    assert told["Owls3"]["classes"] == ["unknown"]
    found = rows(licences_csv(answer))
    assert [(r["licence"], r["said_by"]) for r in found if r["name"] == "Marshbirds"] == [
        ("CC-BY-4.0", "Reed List"), ("CC-BY-NC-SA-4.0", "Marsh Register"), ("CC-BY-NC-SA-4.0", "Pond List"),
    ]  # fmt: skip
    assert next(r for r in found if r["name"] == "Owls3")["classes"] == "unknown"


def test_an_overlap_of_a_thing_with_itself_says_that_both_are_one():
    answer = overlap(with_gone(), "Quail-1", "quail-1")
    assert overlap_text(answer) == "Both are one: Quail-1 rests on 4 datasets, which kg trace shows.\n"
    assert overlap_json(answer)["same"] is True
    assert overlap_json(overlap(with_gone(), "Bittern: Fast Listening", "Quail-1"))["same"] is False


def test_an_overlap_quotes_each_hop_once_and_tells_where_more_may_be_shared():
    answer = overlap(with_gone(), "Bittern: Fast Listening", "Quail-1")
    text = overlap_text(answer)
    assert text.count("We run Quail-2 throughout.") == 1
    assert "Models that both rest on (1): Quail-1" in text
    assert "Bittern: Fast Listening and Quail-1 share 4 datasets" in flat(text)
    assert "training data not disclosed: Crake; no training data known: Bittern-33" in flat(text)
    told = json.loads(json.dumps(overlap_json(answer)))
    assert {d["name"] for d in told["datasets"]} == {"Marshbirds", "The Heap Corpus", "Owls3", "Gone Ponds"}
    assert told["models"][0]["other"] is None
    sides = {(r["shared"], r["side"]) for r in rows(overlap_csv(answer))}
    assert {("Owls3", "one"), ("Owls3", "other"), ("Quail-1", "other")} <= sides


def test_an_impact_as_rows_tells_evaluators_apart():
    found = rows(impact_csv(impact(w.marsh(), "WadeBench")))
    assert [(r["name"], r["status"], r["quote"]) for r in found] == [
        ("Bittern: Fast Listening", "evaluated only", "We evaluate on WadeBench.")
    ]
