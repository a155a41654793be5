"""Facts of users, and lines of kg extract."""

import json

import pytest

from kg.core.entity import EntityKind
from kg.core.errors import UnreadableImportError
from kg.core.imported import MatchKind
from kg.importing.forms import Form
from kg.views.record import extraction_json
from tests.importing.reading import claim, read, read_text, triples
from tests.samples import quail_2


def test_rows_are_facts() -> None:
    assert triples(read("facts.csv")) == {
        ("Quail-3", "trained_on", "LakeHum"),
        ("Larks-XL", "disclosure", "undisclosed"),
        ("LakeHum", "derived_from", "PondNoise"),
        ("LakeHum", "introduced_by", "2309.00009"),
    }


def test_a_row_may_bring_confidence_work_note_quote_and_licence() -> None:
    gathered = read("facts.csv")
    told = claim(gathered, "trained_on", "LakeHum").evidence
    assert (told.confidence, told.work, told.note) == (0.7, "2303.04321", "seen in a talk")
    assert told.quote == 'Quail-3 heard LakeHum, "all of it".'
    assert [(t.name, t.licence) for t in gathered.things] == [("LakeHum", "CC0-1.0")]


def test_a_row_may_say_that_two_are_not_one() -> None:
    assert [m.kind for m in read("facts.csv").matches] == [MatchKind.REJECTED]


def test_rows_that_state_nothing_are_passed_over_with_their_line() -> None:
    assert [p.record for p in read("facts.csv").passed_over] == ["facts.csv, line 7", "facts.csv, line 8"]


@pytest.mark.parametrize("told", [0, 2, "abc", -0.5, True, [0.5], "1e400"])
def test_a_confidence_that_is_none_is_told_and_its_row_passed_over(told: object) -> None:
    fact = {"subject": "Quail-3", "predicate": "trained_on", "object": "LakeHum"}
    gathered = read_text("\n".join(json.dumps(f) for f in (fact | {"confidence": told}, fact)), "a.jsonl")
    assert [c.evidence.record for c in gathered.claims] == ["a.jsonl, line 2"]
    (passed,) = gathered.passed_over
    assert passed.record == "a.jsonl, line 1"
    assert passed.reason == f"its confidence {str(told)[:40]} is no number above 0 and up to 1"


@pytest.mark.parametrize("told", [None, "", "n/a"])
def test_no_confidence_is_the_usual_one(told: object) -> None:
    fact = {"subject": "Quail-3", "predicate": "trained_on", "object": "LakeHum", "confidence": told}
    assert [c.evidence.confidence for c in read_text(json.dumps(fact), "a.jsonl", Form.FACTS_JSONL).claims] == [0.8]


def test_lines_of_json_are_facts() -> None:
    gathered = read("facts.jsonl")
    assert triples(gathered) == {("Quail-3", "trained_on", "LakeHum"), ("quail3", "fine_tuned_from", "quail2")}
    assert [p.record for p in gathered.passed_over] == ["facts.jsonl, line 4"]


def test_a_line_that_is_no_json_is_named() -> None:
    with pytest.raises(UnreadableImportError, match="line 2"):
        read_text('{"subject": "a", "predicate": "trained_on", "object": "b"}\n{oops\n', "a.jsonl")


def test_a_table_without_the_columns_is_refused_with_their_names() -> None:
    with pytest.raises(UnreadableImportError, match="form cannot be told"):
        read_text("a,b\n1,2\n", "a.csv")


def test_what_kg_extract_wrote_comes_back_with_its_quotes() -> None:
    paper = quail_2()
    gathered = read_text(json.dumps(extraction_json(paper)) + "\n", "papers.jsonl")
    said = triples(gathered)
    assert ("2303.04321", "trains_on", "MarshBirds") in said
    assert ("Quail-2", "fine_tuned_from", "Quail-1") in said
    assert ("Quail-2", "introduced_by", "2303.04321") in said
    assert ("MarshBirds", "introduced_by", "2201.01234") in said
    assert ("Larks-XL", "disclosure", "undisclosed") in said
    told = claim(gathered, "fine_tuned_from", "Quail-1").evidence
    assert told.quote == "We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds."
    assert (told.record, told.work, told.extractor) == ("quail2.pdf, p. 1", "2303.04321", "rule:sample")
    assert {(t.kind, t.identifier) for t in gathered.things} >= {(EntityKind.MODEL, "model:quail2")}


def test_evidence_of_kg_extract_with_a_confidence_that_is_none_is_passed_over() -> None:
    line = extraction_json(quail_2())
    line["lineage"] = [
        {"subject": "Quail-2", "relation": "fine_tuned_from", "object": "Quail-1", "confidence": 0.5}
        | {"evidence": [{"quote": "one", "page": 1, "confidence": 2}, {"quote": "two", "page": 2}]}
    ]
    gathered = read_text(json.dumps(line) + "\n", "papers.jsonl")
    told = claim(gathered, "fine_tuned_from", "Quail-1").evidence
    assert (told.quote, told.confidence) == ("two", 0.5)
    assert [(p.record, p.reason) for p in gathered.passed_over] == [
        ("quail2.pdf, p. 1", "its confidence 2 is no number above 0 and up to 1")
    ]
