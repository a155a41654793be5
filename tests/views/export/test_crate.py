"""RO-Crates."""

import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from rocrate.rocrate import ROCrate

from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.views.export import ExportOptions, Form, export
from kg.views.export.writing import ExportOptionError
from tests.views.export.world import OPTIONS, written


@pytest.fixture
def folder(graph: Graph, tmp_path: Path) -> Path:
    export(graph, f"{tmp_path / 'my-crate'}/", OPTIONS)
    return tmp_path / "my-crate"


def test_rocrate_reads_the_graph_its_runs_and_their_software(folder: Path) -> None:
    crate = ROCrate(folder)
    root = crate.root_dataset
    assert (root["name"], str(root["datePublished"])[:10]) == (
        "Knowledge graph of the data that 3 papers rest on",
        "2024-02-29",
    )
    assert {part.id for part in root["hasPart"]} == {"graph.trig", "kg.ttl", "shapes.ttl"}
    actions = root["mentions"]
    done = [a for a in actions if a["actionStatus"].endswith("CompletedActionStatus")]
    assert len(done) == 3
    assert {a["instrument"]["softwareVersion"] for a in done} == {"0.1.0"}
    assert {a["result"].id for a in done} == {"graph.trig"}
    assert {a["object"]["name"] for a in actions} == {"quail2.pdf", "fenn-first-model.txt", "a.txt", "locked.pdf"}
    titles = {a["object"].get("about")["name"] for a in done}
    assert "Quail-2: A Second Bird Model" in titles


def test_a_file_that_was_not_read_is_a_failed_action_with_its_reason(folder: Path) -> None:
    (failed,) = [
        a for a in ROCrate(folder).root_dataset["mentions"] if a["actionStatus"].endswith("FailedActionStatus")
    ]
    assert (failed["error"], failed["name"]) == ("it is locked", "kg read locked.pdf")


def test_the_files_are_what_the_metadata_says_of_them(folder: Path) -> None:
    entities = {e["@id"]: e for e in json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]}
    for name in ("graph.trig", "kg.ttl", "shapes.ttl"):
        data = (folder / name).read_bytes()
        assert entities[name]["identifier"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert entities[name]["contentSize"] == str(len(data))


def test_the_graph_in_the_crate_is_its_trig(folder: Path, graph: Graph) -> None:
    assert (folder / "graph.trig").read_bytes() == written(graph, Form.TRIG)


def test_collections_stand_in_it_with_their_licences(folder: Path) -> None:
    told = {c["name"] for c in ROCrate(folder).root_dataset["isBasedOn"]}
    assert told == {"notes.csv", "bird-registry 2024", "model-list", "withdrawn sounds", "curation.tsv"}
    metadata = json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))
    (notes,) = [e for e in metadata["@graph"] if e.get("name") == "notes.csv"]
    assert notes["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}


def test_what_the_crate_is_based_on_stands_in_its_graph(folder: Path, graph: Graph) -> None:
    catalogs = {q.subject.value for q in graph.store.quads_for_pattern(None, v.RDF_TYPE, v.DCAT_CATALOG)}
    assert {c.id for c in ROCrate(folder).root_dataset["isBasedOn"]} == catalogs


def test_every_link_of_the_metadata_leads_to_an_entry_or_out(folder: Path) -> None:
    entities = json.loads((folder / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    ids = [e["@id"] for e in entities]
    assert len(ids) == len(set(ids))
    links = {v["@id"] for e in entities for x in e.values() for v in (x if isinstance(x, list) else [x]) if "@id" in v}
    assert {
        i for i in links - set(ids) if not i.startswith(("https://spdx.org/", "https://w3id.org/ro/crate/"))
    } == set()


def test_its_maker_may_give_it_a_licence(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "a.crate.zip", ExportOptions(date="2024-02-29", licence="CC-BY-4.0"))
    with ZipFile(tmp_path / "a.crate.zip") as packed:
        entities = {e["@id"]: e for e in json.loads(packed.read("ro-crate-metadata.json"))["@graph"]}
    assert entities["./"]["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}
    assert entities["https://spdx.org/licenses/CC-BY-4.0"]["name"] == "CC-BY-4.0"


def test_a_crate_without_a_day_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportOptionError, match="--date"):
        export(graph, tmp_path / "a.crate.zip")
    assert list(tmp_path.iterdir()) == []
