"""The notebooks of the examples run, and give what stands in them. KG_REWRITE_GOLDEN=1 writes them anew."""

import asyncio
import base64
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.sessions import ROOT

NAMES = sorted(path.stem for path in (ROOT / "examples").glob("*.ipynb"))
SMALLEST_FIGURE = 10_000  # bytes; an empty one takes less


def stored(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "examples" / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all of them run, so that the first one builds the graph for the others."""
    return tmp_path_factory.mktemp("notebooks")


def executed(name: str, folder: Path) -> nbformat.NotebookNode:
    """The notebook as it is after all its cells have run in the folder."""
    notebook = stored(name)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    with ThreadPoolExecutor(1) as thread:  # where no browser of another test keeps a loop running
        thread.submit(lambda: asyncio.run(client.async_execute())).result()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def shown(notebook: nbformat.NotebookNode) -> list[Any]:
    """What each cell of code gave; of a picture that there is one, for its bytes change with matplotlib."""
    outputs = [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]
    return [sorted(out.data) if "image/png" in out.get("data", {}) else out for out in outputs]


def figures(notebook: nbformat.NotebookNode) -> list[bytes]:
    outputs = [out.get("data", {}) for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]
    return [base64.b64decode(data["image/png"]) for data in outputs if "image/png" in data]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_runs_and_gives_what_stands_in_the_notebook(name: str, folder: Path, monkeypatch):
    monkeypatch.delenv("KG_NOTEBOOK_PAPERS", raising=False)
    ran = executed(name, folder)
    if os.environ.get("KG_REWRITE_GOLDEN"):
        nbformat.write(ran, ROOT / "examples" / f"{name}.ipynb")
        pytest.fail("the notebook was written anew; read the difference and run again without KG_REWRITE_GOLDEN")
    assert shown(ran) == shown(stored(name))
    (figure,) = figures(ran)
    assert len(figure) > SMALLEST_FIGURE


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_other_papers_though_they_rest_on_nothing(name: str, folder: Path, monkeypatch, capsys):
    pyplot = pytest.importorskip("matplotlib.pyplot")
    own = folder / "own"
    own.mkdir(exist_ok=True)
    shutil.copy(ROOT / "examples" / "papers" / "plover.md", own)
    (own / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    monkeypatch.setenv("KG_NOTEBOOK_PAPERS", "own")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(pyplot, "show", lambda: pyplot.close("all"))
    known: dict[str, Any] = {"display": lambda answer: None}
    pyplot.switch_backend("agg")
    for cell in stored(name).cells:  # in this process, which is quicker than a kernel
        if cell.cell_type == "code":
            exec(cell.source, known)
    assert known["place"] == "kg-graph"
    assert "broken.pdf: " in capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_names_no_folder_of_a_machine_and_runs_no_script(name: str):
    text = nbformat.writes(stored(name))
    assert str(Path.home()) not in text
    assert "<script" not in text
