"""What the pages show as Python or for a shell, and not as a session, runs where a machine has what it takes."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from kg.cli import app
from tests.docs.test_sessions import DOCS
from tests.sessions import ROOT, settings
from tests.spreading.cluster import cluster
from tests.store.remote.servers import PASSWORD, VIRTUOSO, oxigraph, virtuoso

pytestmark = pytest.mark.scispacy
_PAGES = [ROOT / "README.md", *sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "reference")]
_CALL = re.compile(r"(?:\$ )?((?:KG_\w+=\S+ )*)kg ([a-z][^|>]*)")


def blocks(page: Path, *languages: str) -> list[str]:
    """The blocks of a page in these languages."""
    found = re.findall(r"^```(\w*)(?: .*)?\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [text for language, text in found if language in languages]


def calls() -> Iterator[tuple[str, str]]:
    """The page and the words behind kg of each line of a block for a shell, be it run or not."""
    for page in _PAGES:
        for block in blocks(page, "", "sh", "console"):
            for line in re.sub(r"\\\n\s*", "", block).splitlines():
                if found := _CALL.match(line):
                    yield str(page.relative_to(ROOT)), found[2]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who went through the tutorial."""
    folder = tmp_path_factory.mktemp("blocks")
    shutil.copytree(ROOT / "examples" / "papers", folder / "papers")
    shell("kg build papers", folder)
    return folder


def shell(line: str, folder: Path) -> str:
    """What the line prints; fails unless it ends well."""
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, **settings()},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def parsed(words: list[str]) -> None:
    """Let what the program's own tree of commands understands pass.

    Raises:
        click.UsageError: it does not.
    """
    command: click.Command = typer.main.get_command(app)
    context = click.Context(command, info_name="kg")
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        if "--help" in words or "-h" in words:
            return
        command = found
        if isinstance(command, click.Group):
            context = click.Context(command, parent=context, info_name=name)
    command.make_context(command.name, list(words), parent=context)


@pytest.mark.parametrize(("page", "line"), sorted(set(calls())))
def test_a_line_that_calls_kg_is_understood_by_kg(page: str, line: str) -> None:
    if line.startswith("trcae"):  # which shows what a slip of the pen brings
        return
    if "--dpth" in line:
        return
    parsed(shlex.split(line, comments=True))


@pytest.mark.parametrize("line", ["build papers --colour", "trace", "trace A --depth far", "tracee A"])
def test_a_line_with_a_slip_of_the_pen_would_be_found(line: str) -> None:
    with pytest.raises(click.UsageError):
        parsed(shlex.split(line))


def test_the_python_of_the_page_on_notebooks_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples" / "papers", tmp_path / "papers")
    monkeypatch.chdir(tmp_path)
    (program,) = blocks(DOCS / "notebooks.md", "python")
    read: dict[str, Any] = {}
    exec(program.replace("answer.to_dataframe()", "table = answer.to_dataframe()"), read)
    assert len(read["table"]) == len(read["answer"].datasets) >= 3


def test_the_functions_that_the_page_on_notebooks_lists_are_there_with_their_tables(reader: Path) -> None:
    import kg  # noqa: PLC0415

    page = (DOCS / "notebooks.md").read_text("utf-8")
    with kg.open_graph(reader / "kg-graph") as graph:
        asked = {"trace": ("Flightpath",), "impact": ("Marshbirds",), "leaks": (), "licenses": ("Flightpath",)}
        for name in re.findall(r"^\| `kg\.(\w+)\(", page, re.MULTILINE):
            given = asked.get(name, ("counts",)) if name != "open_graph" else None
            answer = graph if given is None else getattr(kg, name)(graph, *given)
            assert len(answer.to_dataframe()) > 0, name


def test_the_shell_of_the_page_on_test_sets_writes_all_evaluations(reader: Path) -> None:
    (line,) = "".join(blocks(DOCS / "howto" / "test-set.md", "sh")).splitlines()
    shell(line, reader)
    assert "WaderBench" in (reader / "leaks.csv").read_text("utf-8")


def test_the_shell_of_the_page_on_endpoints_pushes_to_an_oxigraph(reader: Path, tmp_path: Path) -> None:
    serve, push = next(b for b in blocks(DOCS / "howto" / "endpoint.md", "sh") if "oxigraph serve" in b).splitlines()
    program, *words = shlex.split(serve)
    assert program == "oxigraph"
    assert words[0] == "serve"
    assert words[1] == "--location"
    with oxigraph("--location", str(tmp_path / words[2])) as url:
        assert "written by Graph Store Protocol" in shell(push.replace("http://localhost:7878/query", url), reader)


@pytest.mark.skipif(VIRTUOSO is None, reason="Virtuoso is not installed")
def test_the_shell_of_the_page_on_endpoints_pushes_to_a_virtuoso(reader: Path, tmp_path: Path) -> None:
    (line,) = next(b for b in blocks(DOCS / "howto" / "endpoint.md", "sh") if "8890" in b).splitlines()
    with virtuoso(tmp_path) as url:
        assert "graphs pushed to" in shell(
            line.replace("…", PASSWORD).replace("http://localhost:8890/sparql", url), reader
        )


def test_the_shell_of_the_page_on_endpoints_exports_for_a_qlever(reader: Path) -> None:
    (line,) = next(b for b in blocks(DOCS / "howto" / "endpoint.md", "sh") if "export" in b).splitlines()
    shell(line, reader)
    assert (reader / "graph.nq").stat().st_size > 10_000


@pytest.mark.cluster
def test_the_shell_of_the_page_on_clusters_builds_the_same_graph(reader: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    install, scheduler, worker, build = blocks(DOCS / "howto" / "cluster.md", "sh")[0].splitlines()
    assert install.startswith("pip install ")
    assert shlex.split(scheduler, comments=True) == ["dask", "scheduler"]
    address, nthreads = shlex.split(worker, comments=True)[2:4]
    assert nthreads == "--nthreads"
    papers = tmp_path / "papers"
    shutil.copytree(
        reader / "papers", papers, ignore=shutil.ignore_patterns("*.tex")
    )  # from elsewhere it is read packed
    with cluster(tmp_path) as started:
        started.worker(threads=2)
        line = build.replace(address, started.address).replace("s3://bucket/papers/", f"{papers.as_uri()}/")
        assert line.count("://") == 2
        shell(f"{line} --graph spread", tmp_path)
    shell("kg build papers --graph here", tmp_path)
    assert "say the same" in shell("kg diff here spread --exit-code", tmp_path)
