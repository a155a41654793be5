"""RDF of others, and kg's own exports read back."""

from pathlib import Path

import pytest

from kg.core.errors import UnreadableImportError
from kg.store.foreign import read_rdf
from kg.store.graph import Graph
from kg.views.export import export
from tests.importing.reading import claim, read, read_text, triples
from tests.samples import FACTS, KNOWN, quail_1, quail_2


def test_plain_triples_of_the_vocabulary_are_facts() -> None:
    gathered = read("union.ttl")
    assert triples(gathered) == {
        ("Quail-3", "trained_on", "LakeHum"),
        ("Quail-3", "fine_tuned_from", "Quail-2"),
        ("LakeHum", "derived_from", "PondNoise"),
    }
    assert {(m.subject.name, m.kind.value, m.object.name) for m in gathered.matches} == {
        ("LakeHum", "exact", "Lake Humm"),
        ("a stone", "close", "https://marsh.example/pebble"),
    }


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt"])
def test_an_export_comes_back_with_its_statements_and_quotes(tmp_path: Path, suffix: str) -> None:
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_1())
        graph.put(quail_2())
        graph.put_background(KNOWN, FACTS)
        export(graph, tmp_path / f"all{suffix}")
    gathered = read_rdf((tmp_path / f"all{suffix}").read_bytes(), suffix, "all")
    stated = sum(len(s.evidence) for paper in (quail_1(), quail_2()) for s in paper.statements)
    known = sum(len(f.evidence) for f in FACTS if f.subject != "dataset:deserthum") + 1  # who introduced WaterSounds
    assert len(gathered.claims) == stated + known
    told = claim(gathered, "fine_tuned_from", "Quail-1").evidence
    assert told.quote == "We start from Quail-1 (Fenn, 2022) and fine-tune it on MarshBirds."
    assert (told.work, told.confidence, told.extractor) == ("2303.04321", 0.9, "rule:sample")
    assert {t.identifier for t in gathered.things} >= {"model:quail2", "dataset:rivertape"}


def test_triples_of_other_matters_are_passed_over() -> None:
    gathered = read_text('<http://a.example/a> <http://a.example/b> "c" .', "a.nt")
    assert "none of its 1 triples" in gathered.passed_over[0].reason


@pytest.mark.parametrize("text", ["<http://a> <http://b>", "@prefix a: <b", "a b c d e ."])
def test_what_is_no_rdf_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(UnreadableImportError, match="mend it there"):
        read_text(text, "a.ttl")


def test_nodes_without_a_name_of_their_own_are_read_alike_each_time() -> None:
    text = """@prefix s: <https://schema.org/> . @prefix f: <https://w3id.org/fair4ml#> .
        @prefix k: <https://w3id.org/kg/ns#> . @prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
        [ a f:MLModel ; r:label "Quail-9" ;
          f:trainedOn [ a s:Dataset ; s:name "Reeds" ; k:introducedBy [ r:label "On reeds" ] ] ] .
        [ a f:MLModel ; r:label "Quail-8" ; f:trainedOn [ a s:Dataset ; s:name "Frogs" ] ] .
        [ a f:MLModel ; r:label "Quail-7" ; f:fineTunedFrom [ a f:MLModel ; r:label "Quail-6" ] ] ."""
    read = [read_text(text, "a.ttl") for _ in range(5)]
    assert {frozenset(g.claims) for g in read} == {frozenset(read[0].claims)}
    assert len(triples(read[0])) == 4


def test_evidence_with_a_confidence_that_is_none_is_passed_over(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_1())
        export(graph, tmp_path / "all.nt")
    lines = (tmp_path / "all.nt").read_text("utf-8")
    gathered = read_rdf(lines.replace('"0.9"^^', '"1.5"^^').encode(), ".nt", "all")
    assert gathered.claims == ()
    assert len(gathered.passed_over) == sum(len(s.evidence) for s in quail_1().statements)
    assert {p.reason for p in gathered.passed_over} == {"its confidence 1.5 is no number above 0 and up to 1"}
