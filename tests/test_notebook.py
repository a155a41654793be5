"""The notebook of the examples runs, and gives what stands in it. KG_REWRITE_GOLDEN=1 writes it anew."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "examples" / "lineage.ipynb"


def executed(folder: Path) -> nbformat.NotebookNode:
    """The notebook as it is after all its cells have run in the folder."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
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
    """What each cell of code gave."""
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    notebook = executed(tmp_path_factory.mktemp("notebook"))
    if os.environ.get("KG_REWRITE_GOLDEN"):
        nbformat.write(notebook, NOTEBOOK)
        pytest.fail("the notebook was written anew; read the difference and run again without KG_REWRITE_GOLDEN")
    return notebook


def test_every_cell_runs_and_gives_what_stands_in_the_notebook(ran: nbformat.NotebookNode):
    assert shown(ran) == shown(nbformat.read(NOTEBOOK, as_version=4))


def test_the_notebook_names_no_folder_of_a_machine_and_runs_no_script(ran: nbformat.NotebookNode):
    text = nbformat.writes(ran)
    assert str(Path.home()) not in text
    assert "<script" not in text
