"""kg export and kg validate as people call them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import kg.cli.check
import kg.cli.share
from kg.cli.app import app
from kg.store.graph import Graph
from kg.views.export import Form, graph_hash
from tests.views.export.world import build, written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("share") / "graph")


def kg(folder: Path, *arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, [*arguments, "--graph", str(folder)])
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_an_export_says_what_it_wrote_and_its_hash(folder: Path, tmp_path: Path) -> None:
    done = kg(folder, "export", str(tmp_path / "out.nt"))
    with Graph.open_read_only(folder) as graph:
        said = (
            f"wrote {len(graph)} statements to {tmp_path / 'out.nt'}\nRDFC-1.0 hash {graph_hash(graph, union=True)}\n"
        )
    assert (done.stdout, done.stderr) == ("", said)


def test_the_hash_alone_goes_to_stdout(folder: Path) -> None:
    with Graph.open_read_only(folder) as graph:
        assert kg(folder, "export", "--hash").stdout == f"{graph_hash(graph)}\n"
        assert kg(folder, "export", "--hash", "--format", "ttl").stdout == f"{graph_hash(graph, union=True)}\n"


@pytest.mark.parametrize("form", ["nq", "csv", "jsonld", "tables"])
def test_a_dash_writes_to_stdout_and_nothing_else(folder: Path, form: str) -> None:
    done = kg(folder, "export", "-", "--format", form)
    with Graph.open_read_only(folder) as graph:
        assert done.stdout_bytes == written(graph, Form(form))
    assert done.stderr == ""


def test_a_datasets_record_goes_to_any_file(folder: Path, tmp_path: Path) -> None:
    done = kg(folder, "export", str(tmp_path / "water.json"), "--croissant", "WaterSounds")
    assert "wrote the record of WaterSounds" in done.stderr
    assert json.loads((tmp_path / "water.json").read_text())["name"] == "WaterSounds"


def test_a_crate_bears_the_day_that_is_given(folder: Path, tmp_path: Path) -> None:
    kg(folder, "export", f"{tmp_path}/crate/", "--date", "2024-02-29", "--license", "CC-BY-4.0")
    told = json.loads((tmp_path / "crate" / "ro-crate-metadata.json").read_text("utf-8"))
    assert next(e for e in told["@graph"] if e["@id"] == "./")["datePublished"] == "2024-02-29"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("out.docx",), 1, "no format goes by this suffix"),
        (("-",), 2, "or - with --format"),
        ((), 2, "give a file to write"),
        (("x.ttl", "--format", "docx"), 2, "give one of ttl, trig"),
        (("x.csv", "--rdf12"), 2, "cannot hold RDF 1.2"),
        (("x.nq", "--format", "ttl"), 2, "by its name x.nq would hold nq; give a name of another suffix"),
        (("x.csv", "--format", "tables"), 2, "by its name x.csv would hold csv"),
        (("x.json", "--croissant", "nobody"), 1, "nothing in the graph goes by this name"),
        (("x.json", "--croissant", "Quail-2"), 1, "only datasets have a Croissant file"),
        (("/no/such/folder/x.ttl",), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_told_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = kg(folder, "export", *arguments, code=code)
    assert said in " ".join(done.output.replace("│", " ").split())


def test_a_graph_and_its_export_conform(folder: Path, tmp_path: Path) -> None:
    assert f"{folder} conforms (" in kg(folder, "validate").stdout
    assert f"{folder} conforms (" in kg(tmp_path / "none", "validate", str(folder)).stdout
    kg(folder, "export", str(tmp_path / "out.trig"), "--rdf12")
    told = json.loads(kg(folder, "validate", str(tmp_path / "out.trig"), "--json").stdout)
    assert told["conforms"] is True
    assert told["checked"]["paper"] == 6
    assert told["violations"] == []


def test_what_does_not_conform_ends_with_code_one_and_says_where(folder: Path, tmp_path: Path) -> None:
    kg(folder, "export", str(tmp_path / "out.nt"))
    lines = (tmp_path / "out.nt").read_text("utf-8").split("\n")
    (tmp_path / "out.nt").write_text("\n".join(line for line in lines if "ns#readStatus" not in line), "utf-8")
    done = kg(folder, "validate", str(tmp_path / "out.nt"), code=1)
    assert "arxiv:2303.04321\n  must be either read or not read (kg:readStatus); found none\n" in done.stdout
    wrong = json.loads(kg(folder, "validate", str(tmp_path / "out.nt"), "--json", code=1).stdout)["violations"]
    assert {w["path"] for w in wrong} == {"https://w3id.org/kg/ns#readStatus", None}
    assert "there is no such file" in kg(folder, "validate", str(tmp_path / "none.nt"), code=1).stderr


def test_a_file_that_speaks_of_other_things_does_not_conform(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other.nt").write_text("<http://a.example/a> <http://a.example/b> <http://a.example/c> .\n")
    done = kg(folder, "validate", str(tmp_path / "other.nt"), code=1)
    assert done.stdout == f"{tmp_path / 'other.nt'} holds nothing of kg's (1 triple, 0 nodes checked)\n"
    assert json.loads(kg(folder, "validate", str(tmp_path / "other.nt"), "--json", code=1).stdout)["conforms"] is False
    (tmp_path / "empty.nt").write_text("")
    assert "conforms (0 triples" in kg(folder, "validate", str(tmp_path / "empty.nt")).stdout


def test_a_hash_is_told_of_what_holds_the_graph_as_rdf_alone(folder: Path, tmp_path: Path) -> None:
    with Graph.open_read_only(folder) as graph:
        told = {"trig": graph_hash(graph), "crate.zip": graph_hash(graph), "csv": None, "dot": None, "zip": None}
    for suffix, found in told.items():
        said = kg(folder, "export", str(tmp_path / f"out.{suffix}")).stderr.splitlines()[1:]
        assert said == ([f"RDFC-1.0 hash {found}"] if found else []), suffix
    assert kg(folder, "export", str(tmp_path / "12.nq"), "--rdf12").stderr.count("\n") == 1


def test_options_that_do_not_go_together_are_wrong_usage(folder: Path, tmp_path: Path) -> None:
    done = kg(folder, "export", str(tmp_path / "out.csv"), "--rdf12", code=2)
    assert "cannot hold RDF 1.2" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.pdf", "x.svg", "x.png", "x", "x.html.gz"])
def test_a_page_is_refused_a_suffix_that_says_something_else(folder: Path, tmp_path: Path, name: str) -> None:
    done = kg(folder, "view", "--output", str(tmp_path / name), code=2)
    assert f"{tmp_path / name}: the page is written as .html or .htm" in done.stderr
    assert list(tmp_path.iterdir()) == []
    kg(folder, "view", "-o", str(tmp_path / "x.HTML"))


def test_a_crate_may_be_packed_under_the_plain_suffix(folder: Path, tmp_path: Path) -> None:
    kg(folder, "export", str(tmp_path / "out.zip"), "--format", "crate")
    assert (tmp_path / "out.zip").is_file()


@pytest.mark.parametrize("name", ["graph.zip", "graph.gz", "graph.tar.xz", "graph.7z"])
def test_a_backup_is_refused_the_name_of_an_archive_that_it_is_not(folder: Path, tmp_path: Path, name: str) -> None:
    done = CliRunner().invoke(app, ["backup", str(folder), "--output", str(tmp_path / name)])
    assert done.exit_code == 2
    assert f"{name}: a backup is written as .tar, .tar.gz or .tgz, or into a new folder" in done.stderr
    assert list(tmp_path.iterdir()) == []
