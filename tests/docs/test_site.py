"""The documents build into a site without a warning, and its pages need nothing from elsewhere."""

import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tests.sessions import ROOT

CONFIG = str(ROOT / "mkdocs.yml")
FETCHED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "object": ("data",),
    "form": ("action",),
}
"""What a browser asks for by itself, by element."""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(CONFIG, strict=True, site_dir=str(folder)))
    return folder


class Fetched(HTMLParser):
    """Collects the addresses that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = FETCHED.get(tag, ())
        self.addresses += [value for name, value in attrs if name in wanted and value]


def fetched(page: Path) -> list[str]:
    reader = Fetched()
    reader.feed(page.read_text("utf-8"))
    return reader.addresses


def test_every_page_of_the_navigation_is_built(site):
    for name in ("index", "tutorial/index", "howto/index", "reference/ontology", "explanation/decisions", "commands"):
        assert (site / f"{name}.html").is_file(), name


def test_no_page_fetches_anything_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    asked = {(page.name, address) for page in pages for address in fetched(page)}
    assert asked
    assert {(name, address) for name, address in asked if re.match(r"(?:[a-z]+:)?//", address)} == set()


def test_no_style_sheet_fetches_anything_from_elsewhere(site):
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        outside = re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", sheet.read_text("utf-8"))
        assert not outside, sheet.name


def test_diagrams_are_pictures_for_the_theme_would_fetch_a_script_to_draw_them(site):
    for page in site.rglob("*.html"):
        assert 'class="mermaid"' not in page.read_text("utf-8"), page.name
    page = (site / "architecture.html").read_text("utf-8")
    pictures = re.findall(r'src="(images/diagrams/[0-9a-f]{12}(?:-dark)?\.svg)#only-(?:light|dark)"', page)
    assert len(pictures) == 2
    assert all((site / picture).is_file() for picture in pictures)


def test_files_of_the_project_that_pages_lead_to_come_along(site):
    assert (site / "project" / "ontology" / "kg.ttl").read_bytes() == (ROOT / "ontology" / "kg.ttl").read_bytes()
    assert 'href="project/CONTRIBUTING.html"' in (site / "howto" / "reader.html").read_text("utf-8").replace("../", "")


@pytest.mark.parametrize(
    "text", ["[a](missing.md)", "[a](index.md#nowhere)", "![a](missing.png)", "[a](/commands.md)"], ids=str
)
def test_a_broken_link_ends_the_build(text, tmp_path, caplog):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(f"# A page\n\n{text}\n", "utf-8")
    given = {"docs_dir": str(docs), "site_dir": str(tmp_path / "site"), "nav": [{"A": "index.md"}]}
    bare = {"plugins": [], "hooks": [], "theme": {"name": None, "custom_dir": str(_bare_theme(tmp_path))}}
    with caplog.at_level(logging.WARNING), pytest.raises(Abort):
        build(load_config(CONFIG, strict=True, **given, **bare, extra_css=[]))


def _bare_theme(folder: Path) -> Path:
    theme = folder / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("{{ page.content }}", "utf-8")
    return theme
