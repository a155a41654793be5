"""What is given out is looked through, and the faults that would matter are seen."""

import importlib
import io
import tarfile
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from kg.core.errors import MissingExtraError
from tests.sessions import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
METADATA = "Metadata-Version: 2.4\nName: kg-provenance\nVersion: 1.0\nDescription-Content-Type: text/markdown\n\n# kg\n"
TRACKED = ["kg/web/templates/start.html.j2", "queries/counts.rq", "ontology/registry/build.py", "tests/test_kg.py"]


def script(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module(name)


@pytest.fixture
def distributions(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = script("distributions", monkeypatch)
    monkeypatch.setattr(module, "NEEDED", ("kg/_shipped/queries/*.rq",))
    return module


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script("installed", monkeypatch)


def wheel(folder: Path, *names: str, metadata: str = METADATA) -> Path:
    path = folder / "kg_provenance-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
        archive.writestr("kg_provenance-1.0.dist-info/METADATA", metadata)
    return path


def sdist(folder: Path, *names: str) -> Path:
    path = folder / "kg_provenance-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name in (*names, "PKG-INFO"):
            archive.addfile(tarfile.TarInfo(f"kg_provenance-1.0/{name}"), io.BytesIO())
    return path


WELL = ("kg/web/templates/start.html.j2", "kg/_shipped/queries/counts.rq")


def test_a_wheel_with_what_the_program_needs_is_well(distributions, tmp_path):
    assert distributions.faults_of_wheel(wheel(tmp_path, *WELL), TRACKED) == []


def test_a_wheel_without_a_template_or_a_query_is_seen(distributions, tmp_path):
    path = wheel(tmp_path)
    assert distributions.faults_of_wheel(path, TRACKED) == [
        f"{path.name} lacks {name}"
        for name in ("kg/_shipped/queries/*.rq", "kg/_shipped/queries/counts.rq", "kg/web/templates/start.html.j2")
    ]


@pytest.mark.parametrize("name", ["tests/test_kg.py", "kg/__pycache__/a.pyc", "kg/_shipped/ontology/registry/build.py"])
def test_what_should_not_be_in_a_wheel_is_seen(distributions, tmp_path, name):
    path = wheel(tmp_path, *WELL, name)
    assert distributions.faults_of_wheel(path, TRACKED) == [f"{path.name} holds {name}, which it should not"]


def test_a_wheel_that_is_too_heavy_is_seen(distributions, tmp_path, monkeypatch):
    monkeypatch.setattr(distributions, "MOST_BYTES", 100)
    assert "weighs" in distributions.faults_of_wheel(wheel(tmp_path, *WELL), TRACKED)[0]


def test_an_sdist_is_the_tree(distributions, tmp_path):
    assert distributions.faults_of_sdist(sdist(tmp_path, *TRACKED), [*TRACKED, ".github/workflows/ci.yml"]) == []
    path = sdist(tmp_path, *TRACKED[1:], ".coverage")
    assert distributions.faults_of_sdist(path, TRACKED) == [
        f"{path.name} lacks {TRACKED[0]}",
        f"{path.name} holds .coverage, which it should not",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("Version: 1.0", "Version: one"), "version"),
        (("text/markdown", "text/plain"), "not Markdown"),
        (("# kg", "kg"), "without a heading"),
    ],
)
def test_metadata_that_an_index_would_refuse_are_seen(distributions, tmp_path, changed, said):
    assert distributions.faults_of_metadata(wheel(tmp_path)) == []
    (fault,) = distributions.faults_of_metadata(wheel(tmp_path, metadata=METADATA.replace(*changed)))
    assert said in fault


def test_everything_that_travels_stands_in_the_list_of_what_is_needed(monkeypatch):
    module = script("distributions", monkeypatch)
    if not (ROOT / ".git").exists():
        pytest.skip("this copy is no git checkout, so there is no list of its files")
    places = {packed for name in module.tracked(ROOT) if (packed := module.place_in_wheel(name))}
    wanted = [pattern for pattern in module.NEEDED if ".dist-info" not in pattern]
    assert [p for p in wanted if not any(Path(place).match(p) for place in places)] == []


def test_packages_that_are_not_locked_are_seen(installed):
    lock = "one==1.0 ; python_full_version < '3.12' \\\n    --hash=sha256:0\ntwo[fast]==2.0 \\\n"
    assert installed.not_locked("kg-provenance @ file:///kg.whl\none==1.0\ntwo==2.0", lock) == []
    assert installed.not_locked("one==1.1\ntwo==2.0\nthree==3.0", lock) == ["one==1.1", "three==3.0"]


def test_an_interpreter_that_is_not_there_is_told(installed, monkeypatch):
    monkeypatch.setattr(installed, "candidates", lambda: iter(["/nowhere/python3.12"]))
    assert installed.interpreter((3, 12)) is None


def test_a_python_that_is_missing_is_passed_over_here_and_an_error_where_ci_runs(installed, monkeypatch, capsys):
    monkeypatch.setattr(installed, "candidates", lambda: iter(()))
    monkeypatch.setattr(installed, "quietly", lambda *_: False)  # uv has none and fetches none
    monkeypatch.delenv("CI", raising=False)
    assert not installed.tried_with("uv", (3, 12), Path("kg.whl"))
    assert "Python 3.12 is not on this machine and cannot be fetched: skipped" in capsys.readouterr().err
    for value in ("1", "true"):  # forges say the one or the other
        monkeypatch.setenv("CI", value)
        with pytest.raises(installed.NotInstalledError, match=r"Python 3\.12 is not on this machine"):
            installed.tried_with("uv", (3, 12), Path("kg.whl"))


def test_the_extra_of_everything_brings_all_others():
    extras = PROJECT["optional-dependencies"]
    assert extras["all"] == [f"kg-provenance[{','.join(sorted(extras.keys() - {'all'}))}]"]


@pytest.mark.parametrize(
    ("package", "extra"),
    [("pandas", "dataframe"), ("distributed", "dask"), ("fsspec", "dask"), ("s3fs", "s3"), ("gcsfs", "gs")],
)
def test_a_missing_package_is_told_with_the_extra_that_brings_it(package, extra):
    assert f'pip install "path/to/kg[{extra}]"' in str(MissingExtraError(package, extra))
    assert any(d.startswith(package) for d in PROJECT["optional-dependencies"][extra])
