"""What the site adds to the pages: diagrams as pictures, and the project's own files that pages lead to.

MkDocs calls these functions (`hooks` in mkdocs.yml). Pages link to files of the project as they lie in it, so that
links work in a checkout; in the site those files stand under project/.
"""

import hashlib
import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent.parent
PROJECT = "project/"
FURTHER = ("CHANGELOG.md",)
"""Pages that the navigation names, whether or not a page leads there."""
_LINK = re.compile(r"(\]\()([^)\s#:]+)(#[^)\s]*)?(?=\))")
_DIAGRAM = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^\s*accTitle: (.+)$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages with the files outside of docs/ that they lead to, and those that these lead to in turn."""
    waiting = [file for file in files if file.is_documentation_page()]
    waiting += [_brought(name, files, config) for name in FURTHER]
    while waiting:
        page = waiting.pop()
        for link in _LINK.finditer(page.content_string):
            path = _of_project(page, link[2])
            if path and not path.startswith("docs/") and files.get_file_from_path(PROJECT + path) is None:
                file = _brought(path, files, config)
                if file.is_documentation_page():
                    waiting.append(file)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' call
    """The page with its links led to where files stand in the site, and its diagrams as pictures."""

    def led(link: re.Match[str]) -> str:
        path = _of_project(page.file, link[2])
        if path is None:
            return link[0]
        there = path.removeprefix("docs/") if path.startswith("docs/") else PROJECT + path
        return f"{link[1]}{posixpath.relpath(there, posixpath.dirname(page.file.src_uri) or '.')}{link[3] or ''}"

    return _DIAGRAM.sub(lambda d: _drawn(d[1], page.file), _LINK.sub(led, markdown))


def digest(diagram: str) -> str:
    """What the pictures of a diagram are called."""
    return hashlib.sha256(diagram.encode()).hexdigest()[:12]


def diagrams(text: str) -> list[str]:
    """The sources of the diagrams of a page."""
    return _DIAGRAM.findall(text)


def _drawn(diagram: str, file: File) -> str:
    title = _TITLE.search(diagram)
    if title is None:
        raise PluginError(f"{file.src_uri}: a diagram has no accTitle, which says what it shows")
    lines = []
    for scheme, suffix in (("light", ""), ("dark", "-dark")):
        name = f"images/diagrams/{digest(diagram)}{suffix}.svg"
        if not (ROOT / "docs" / name).is_file():
            raise PluginError(f"{file.src_uri}: a diagram has no picture docs/{name}; make diagrams draws it")
        there = posixpath.relpath(name, posixpath.dirname(file.src_uri) or ".")
        lines.append(f"![{title[1]}]({there}#only-{scheme}){{ .diagram }}")
    return "\n".join(lines)


def _of_project(page: File, link: str) -> str | None:
    """Where in the project a link leads, None where nothing is there; a folder stands for its README.md."""
    home = page.src_uri.removeprefix(PROJECT) if page.src_uri.startswith(PROJECT) else f"docs/{page.src_uri}"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(home), link))
    if path.startswith("..") or link.startswith("/"):
        return None
    if (ROOT / path).is_dir():
        path = posixpath.join(path, "README.md")
    return path if (ROOT / path).is_file() else None


def _brought(path: str, files: Files, config: MkDocsConfig) -> File:
    file = File.generated(config, PROJECT + path, abs_src_path=str(ROOT / path), inclusion=InclusionLevel.NOT_IN_NAV)
    files.append(file)
    return file
