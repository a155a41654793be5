"""Croissant files, and the entries in BibTeX that they hold."""

import json

import pytest

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.errors import UnknownNameError
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.store.graph import Graph
from kg.views.export import ExportOptions, Form
from kg.views.export.bibtex import bibtex
from kg.views.export.croissant import NoDatasetError
from tests.importing.reading import read_text, triples
from tests.views.export.world import FORMULA, HOSTILE, written


def text(graph: Graph, name: str) -> str:
    return written(graph, Form.CROISSANT, ExportOptions(dataset=name)).decode()


def record(graph: Graph, name: str) -> dict[str, object]:
    return json.loads(text(graph, name))


def test_a_dataset_has_what_croissant_asks_for(graph: Graph) -> None:
    told = record(graph, "WaterSounds")
    assert (told["@type"], told["conformsTo"]) == ("sc:Dataset", "http://mlcommons.org/croissant/1.1")
    assert (told["name"], told["url"], told["datePublished"]) == ("WaterSounds", "https://water.example", "2019")
    assert told["license"] == ["https://spdx.org/licenses/CC-BY-4.0", "https://spdx.org/licenses/MIT"]
    assert [c["name"] for c in told["creator"]] == ["E. Teal"]
    assert told["citeAs"].startswith("@misc{teal2019watersounds,")
    assert "Introduced by WaterSounds, a corpus of ponds and rivers." in told["description"]


def test_what_it_was_made_of_comes_with_the_best_evidence(graph: Graph) -> None:
    told = record(graph, "PondNoise")
    made = {source["name"]: source for source in told["prov:wasDerivedFrom"]}
    assert "cut from WaterSounds" in made["WaterSounds"]["description"]
    assert made["Larks-XL"]["@id"] == "https://w3id.org/kg/id/model/larksxl"
    assert made["Larks-XL"]["description"].startswith("imported from notes.csv (CC-BY-4.0)")
    assert [part["name"] for part in told["hasPart"]] == ["FrogTapes"]
    assert "1 paper trains on it, 1 paper mentions it." in told["description"]


def test_kgs_own_importer_reads_it_back(graph: Graph) -> None:
    gathered = read_text(text(graph, "WaterSounds"), "water.json")
    (thing,) = gathered.things
    assert (thing.kind, thing.name, thing.identifier) == (EntityKind.DATASET, "WaterSounds", "dataset:watersounds")
    assert thing.licence == "CC-BY-4.0, MIT"
    assert thing.work is not None
    assert (thing.work.title, thing.work.doi) == ("WaterSounds, a corpus of ponds and rivers", "10.5555/water.2019")
    assert triples(gathered) == {
        ("WaterSounds", "introduced_by", "10.5555/water.2019"),
        ("WaterSounds", "derived_from", "RiverTape"),
    }


def test_a_model_that_data_were_made_with_comes_back_as_a_model(graph: Graph) -> None:
    gathered = read_text(text(graph, "PondNoise"), "pond.json")
    ends = {c.object.name: (c.object.kind, c.object.identifier) for c in gathered.claims}
    assert ends["Larks-XL"] == (EntityKind.MODEL, "model:larksxl")


def test_a_hostile_name_is_one_line_of_text(graph: Graph) -> None:
    told = record(graph, "https://w3id.org/kg/id/dataset/evil")
    assert "\n" not in told["name"]
    assert "\x00" not in text(graph, "https://w3id.org/kg/id/dataset/evil")
    (work,) = read_bibtex(told["citeAs"])
    assert work.year == 2020


def test_data_that_were_withdrawn_are_said_to_be(graph: Graph) -> None:
    assert record(graph, "RiverTape")["creativeWorkStatus"] == "Withdrawn"
    assert "creativeWorkStatus" not in record(graph, "WaterSounds")


def test_only_one_dataset_has_a_file(graph: Graph) -> None:
    with pytest.raises(NoDatasetError, match="this is none"):
        record(graph, "Quail-2")
    with pytest.raises(UnknownNameError):
        record(graph, "no such thing")


@pytest.mark.parametrize(
    "work",
    [
        Reference("1", "", None, "Birds & Reeds: 50% of $5_#", ("Ada Fenn", "Marsh, Bo"), 2022, arxiv="2201.01234"),
        Reference("1", "", None, "Ponds", ("Birds and Reeds, Inc.",), None, None, "10.5555/a_b"),
        Reference("1", "", None, "鳥の声", (), 2020, url="https://a.example/x_y"),
    ],
)
def test_a_work_in_bibtex_is_read_back(work: Reference) -> None:
    (back,) = read_bibtex(bibtex(work))
    told = (work.title, work.authors, work.year, work.doi, work.arxiv, work.url)
    authors = tuple("Bo Marsh" if a == "Marsh, Bo" else a for a in told[1])
    assert (back.title, back.authors, back.year, back.doi, back.arxiv, back.url) == (told[0], authors, *told[2:])


@pytest.mark.parametrize("title", [HOSTILE, FORMULA, "a } b { c \\ d ~ ^", "@misc{x, title={y}}"])
def test_no_title_breaks_out_of_its_braces(title: str) -> None:
    (back,) = read_bibtex(bibtex(Reference("1", "", None, title, (title,), 2020)))
    assert back.year == 2020
    assert back.title
    assert bibtex(Reference("1", "print")) == ""
