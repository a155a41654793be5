"""The tutorial and the how-tos are real: a reader goes through the tutorial, and through each how-to from there."""

import difflib
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.sessions import ROOT, matches, rewritten, run, sessions
from tests.store.remote.servers import oxigraph

DOCS = ROOT / "docs"
REWRITE = "KG_REWRITE_SESSIONS"
TUTORIAL = DOCS / "tutorial" / "index.md"
FURTHER = sorted(
    page
    for folder in ("howto", "explanation")
    for page in (DOCS / folder).glob("*.md")
    if "```console" in page.read_text("utf-8")
)
SERVER = "http://localhost:7878"
"""Where the pages have a SPARQL server; tests start one elsewhere."""
_FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Path:
    """A folder with the example papers as somebody's own, and nothing else yet."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(ROOT / "examples" / "papers", folder / "papers")
    return folder


@pytest.fixture(scope="module")
def after_the_tutorial(begun: Path) -> Path:
    if not (begun / "kg-graph").exists():  # else the test of the tutorial was here before
        run("kg build papers", begun)
    return begun


def follow(page: Path, folder: Path, *, server: str = SERVER) -> None:
    """Write the files that the page shows, run its sessions, and compare; or write the sessions anew."""
    text = page.read_text("utf-8").replace(f"{SERVER}/", f"{server}/")
    for name, content in _FILE.findall(text):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    if os.environ.get(REWRITE):
        page.write_text(rewritten(text, folder).replace(f"{server}/", f"{SERVER}/"), "utf-8")
        pytest.fail(f"{page.name} was written anew, because {REWRITE} is set; read the difference")
    for exchange in sessions(text):
        printed = run(exchange.command, folder)
        assert exchange.output or not printed, f"{page.name} shows nothing under: $ {exchange.command}"
        difference = "\n".join(difflib.unified_diff(exchange.output, printed, page.name, "printed", lineterm=""))
        assert matches(exchange.output, printed), f"$ {exchange.command}\n{difference}"


def test_the_tutorial_shows_what_its_commands_print(begun):
    follow(TUTORIAL, begun)


@pytest.mark.parametrize("page", FURTHER, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_further_page_shows_what_its_commands_print(page, after_the_tutorial, tmp_path):
    for name in ("papers", "kg-graph"):
        shutil.copytree(after_the_tutorial / name, tmp_path / name)
    if SERVER not in page.read_text("utf-8"):
        follow(page, tmp_path)
        return
    with oxigraph() as url:
        follow(page, tmp_path, server=url.removesuffix("/query"))


def test_the_tutorial_comes_from_an_empty_machine_to_a_map_in_five_commands():
    text = TUTORIAL.read_text("utf-8")
    road = re.search(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert road
    commands = road[1].splitlines()
    assert len(commands) <= 5
    shown = {exchange.command for exchange in sessions(text)}
    assert {c.split("  #")[0].strip() for c in commands if c.startswith("kg ")} <= shown
