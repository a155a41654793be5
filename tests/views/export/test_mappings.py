"""Identities as SSSOM."""

from pathlib import Path

from kg.core.imported import MatchKind
from kg.store.graph import Graph
from kg.views.export import Form
from tests.importing.reading import read_text
from tests.views.export.world import BROUGHT, HOSTILE, written


def text(graph: Graph) -> str:
    return written(graph, Form.SSSOM).decode()


def rows(graph: Graph) -> list[dict[str, str]]:
    heading, *lines = (line for line in text(graph).split("\n")[:-1] if not line.startswith("#"))
    return [dict(zip(heading.split("\t"), line.split("\t"), strict=True)) for line in lines]


def test_each_source_of_a_match_has_a_row(graph: Graph) -> None:
    same = [
        r for r in rows(graph) if r["object_id"] == "dataset:watersounds" and r["subject_id"] == "dataset:pondnoise"
    ]
    assert [(r["predicate_id"], r["confidence"]) for r in same] == [
        ("skos:exactMatch", "0.6"),
        ("skos:exactMatch", "0.7"),
    ]
    assert [r["mapping_justification"] for r in same] == ["semapv:UnspecifiedMatching", "semapv:LexicalMatching"]
    assert same[1]["comment"] == "spelled alike"


def test_a_rejected_pair_is_an_exact_match_that_is_not(graph: Graph) -> None:
    row, _ = [r for r in rows(graph) if r["predicate_modifier"] == "Not"]
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == (
        "dataset:evil",
        "skos:exactMatch",
        "dataset:pondnoise",
    )


def test_what_a_person_kept_apart_bears_their_name_and_the_day(graph: Graph) -> None:
    (row,) = [r for r in rows(graph) if r["author_label"]]
    assert (row["subject_id"], row["object_id"], row["predicate_modifier"]) == (
        "dataset:frogtapes",
        "dataset:rivertape",
        "Not",
    )
    told = ("author_label", "mapping_date", "mapping_justification", "mapping_source")
    assert [row[k] for k in told] == ["Bo / Bea", "2026-01-15", "semapv:ManualMappingCuration", "graph:curation"]


def test_what_people_made_one_thing_of_is_an_exact_match(graph: Graph) -> None:
    (row,) = [r for r in rows(graph) if r["comment"] == "merged"]
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == (
        "dataset:duckbench",
        "skos:exactMatch",
        "dataset:reedsongs",
    )


def test_things_elsewhere_are_shortened_by_prefixes_of_their_own(graph: Graph) -> None:
    (row,) = [r for r in rows(graph) if r["predicate_id"] == "skos:closeMatch"]
    assert (row["subject_id"], row["object_id"], row["object_label"]) == ("ns1:one/", "ns2:2", "the second bird")
    assert '#  ns1: "https://a.example/"\n#  ns2: "urn:bird:"\n' in text(graph)


def test_the_head_tells_the_licence_where_the_sources_agree(graph: Graph, tmp_path: Path) -> None:
    assert '#license: "https://w3id.org/sssom/license/unspecified"\n' in text(graph)
    with Graph.open(tmp_path / "g") as other:
        other.put_import(BROUGHT)
        assert '#license: "https://spdx.org/licenses/CC-BY-4.0"\n' in text(other)


def test_kgs_own_importer_reads_the_same_matches(graph: Graph) -> None:
    gathered = read_text(text(graph), "same.sssom.tsv")
    assert gathered.passed_over == ()
    assert gathered.licences == ()
    found = {(m.subject.identifier, m.kind, m.object.identifier, m.evidence.confidence) for m in gathered.matches}
    assert found == {
        ("dataset:evil", MatchKind.REJECTED, "dataset:pondnoise", 0.9),
        ("dataset:frogtapes", MatchKind.REJECTED, "dataset:rivertape", 1.0),
        ("dataset:duckbench", MatchKind.EXACT, "dataset:reedsongs", 1.0),
        ("dataset:pondnoise", MatchKind.EXACT, "dataset:watersounds", 0.6),
        ("dataset:pondnoise", MatchKind.EXACT, "dataset:watersounds", 0.7),
        ("dataset:鳥の声", MatchKind.BROAD, "dataset:watersounds", 0.8),
        ("https://a.example/one/", MatchKind.CLOSE, "urn:bird:2", 0.8),
    }


def test_a_hostile_name_stays_in_its_cell(graph: Graph) -> None:
    (row,) = [r for r in rows(graph) if r["subject_id"] == "dataset:evil"]
    assert row["subject_label"].startswith('Evil "quoted"')
    assert len(row["comment"]) >= len(HOSTILE) - 3
