"""SSSOM."""

import pytest

from kg.core.errors import UnreadableImportError
from kg.core.imported import MatchKind
from tests.importing.reading import read, read_text


def test_a_mapping_set_tells_matches_and_rejected_pairs() -> None:
    gathered = read("birds.sssom.tsv")
    assert [(m.subject.identifier, m.kind, m.object.identifier) for m in gathered.matches] == [
        ("marsh-lab/pondnoise", MatchKind.EXACT, "dataset:watersounds"),
        ("marsh-lab/reedsongs-mini", MatchKind.REJECTED, "dataset:reedsongs"),
        ("https://marsh.example/things/1", MatchKind.CLOSE, "https://marsh.example/things/2"),
        (None, MatchKind.EXACT, None),
    ]
    assert gathered.licences == ("CC0-1.0",)
    assert [m.evidence.confidence for m in gathered.matches] == [0.95, 0.9, 0.6, 0.7]


def test_evidence_names_the_line_of_the_file() -> None:
    assert read("birds.sssom.tsv").matches[0].evidence.record == "birds.sssom.tsv, line 7"


def test_that_something_is_not_broader_leaves_open_whether_both_are_one() -> None:
    assert ["leaves open" in p.reason for p in read("birds.sssom.tsv").passed_over] == [True]


def test_tabs_behind_the_head_and_several_identifiers_in_a_cell_are_understood() -> None:
    text = "#curie_map:\t\t\n#  x: https://x.example/\t\t\nsubject_id\tpredicate_id\tobject_id\nx:1\tskos:exactMatch\tx:2|x:3\n"
    assert [m.object.identifier for m in read_text(text, "a.tsv").matches] == [
        "https://x.example/2",
        "https://x.example/3",
    ]


def test_a_table_without_the_columns_is_refused() -> None:
    with pytest.raises(UnreadableImportError, match="lacks the columns"):
        read_text("#curie_map:\n#  x: y\nsubject\tobject\n", "a.sssom.tsv")


def test_a_confidence_that_is_none_is_told_and_its_match_passed_over() -> None:
    text = (
        "subject_id\tpredicate_id\tobject_id\tconfidence\nx:1\tskos:exactMatch\tx:2\t1.5\nx:1\tskos:exactMatch\tx:3\t\n"
    )
    gathered = read_text(text, "a.sssom.tsv")
    assert [m.object.identifier for m in gathered.matches] == ["x:3"]
    assert [p.reason for p in gathered.passed_over] == ["its confidence 1.5 is no number above 0 and up to 1"]
