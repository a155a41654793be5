"""Croissant, Ecosystem Graphs, Papers with Code and MTEB."""

from kg.core.entity import EntityKind
from tests.importing.reading import claim, read, read_text, triples


def test_croissant_tells_names_licence_and_derivation() -> None:
    gathered = read("pondnoise.croissant.json")
    (thing,) = gathered.things
    assert (thing.name, thing.identifier, thing.licence) == ("PondNoise", "marsh-lab/pondnoise", "CC-BY-4.0")
    assert thing.aliases == ("marsh-lab/pondnoise", "Pond Noise")
    assert triples(gathered) == {
        ("PondNoise", "derived_from", "marsh-lab/watersounds"),
        ("PondNoise", "derived_from", "RiverTape"),
        ("PondNoise", "derived_from", "lake-hum"),
        ("PondNoise", "introduced_by", "1905.01234"),
    }


def test_what_to_cite_for_a_dataset_is_a_work_with_its_authors() -> None:
    (thing,) = read("pondnoise.croissant.json").things
    assert thing.work is not None
    assert thing.work.authors == ("Ella Teal", "Dov Rail")


def test_a_croissant_file_that_cites_two_works_says_of_neither_that_it_introduced_the_data() -> None:
    cites = "@article{a, title={One title}, year={2020}}\\n@article{b, title={Another title}, year={2021}}"
    text = f'{{"@context": 1, "@type": "sc:Dataset", "name": "X", "citeAs": "{cites}"}}'
    assert triples(read_text(text, "x.json")) == set()


def test_an_ecosystem_tells_assets_licences_and_dependencies() -> None:
    gathered = read("marsh-assets.yaml")
    assert {(t.name, t.licence) for t in gathered.things} == {
        ("ReedSongs", "CC-BY-4.0"),
        ("FrogTapes", None),
        ("Quail-3", None),
        ("Quail-2", None),
    }
    assert triples(gathered) == {
        ("ReedSongs", "depends", "FrogTapes"),
        ("ReedSongs", "introduced_by", "2205.04321"),
        ("Quail-3", "depends", "ReedSongs"),
        ("Quail-3", "depends", "Quail-2"),
        ("Quail-3", "depends", "Some Unheard Thing"),
    }


def test_unknown_dependencies_are_neither_none_nor_undisclosed() -> None:
    gathered = read("marsh-assets.yaml")
    assert not any(c.object is None for c in gathered.claims)
    assert not any(getattr(c.subject, "name", "") == "FrogTapes" for c in gathered.claims)


def test_applications_are_passed_over() -> None:
    (passed,) = read("marsh-assets.yaml").passed_over
    assert "application" in passed.reason


def test_papers_with_code_tells_the_introducing_paper() -> None:
    gathered = read("pwc-datasets.json")
    (thing,) = gathered.things
    assert thing.licence == "CC-BY-SA-4.0"
    assert thing.aliases == ("A Benchmark of Ducks", "duck-bench")  # DuckBench 2 is another
    assert triples(gathered) == {("DuckBench", "introduced_by", "DuckBench: can models tell ducks")}
    assert [p.reason for p in gathered.passed_over] == ["it has no name"]


def test_mteb_tells_training_data_base_and_paper() -> None:
    gathered = read("mteb-models.json")
    assert triples(gathered) == {
        ("marsh-lab/heron-embed", "trained_on", "ReedSongs"),
        ("marsh-lab/heron-embed", "trained_on", "marsh-lab/frogtapes"),
        ("marsh-lab/heron-embed", "fine_tuned_from", "marsh-lab/quail-2"),
        ("marsh-lab/heron-embed", "introduced_by", "2402.01111"),
    }
    assert all(t.kind is EntityKind.MODEL for t in gathered.things)
    assert "superseded" in gathered.passed_over[0].reason


def test_no_list_of_training_data_and_an_empty_one_are_not_undisclosed() -> None:
    assert not any(c.object is None for c in read("mteb-models.json").claims)


def test_evidence_names_the_record_that_it_stands_in() -> None:
    assert claim(read("mteb-models.json"), "trained_on", "ReedSongs").evidence.record == (
        "mteb-models.json, marsh-lab/heron-embed"
    )
