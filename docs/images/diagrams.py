"""Draws the diagrams of the documents, light and dark, so that the site needs no script for it: `make diagrams`.

A diagram is written in Mermaid on its page, where forges show it. Its pictures are named after what it says; those that
no page holds any more go.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "diagrams"
MERMAID = "mermaid@11.12.0"
FILE, SHA256 = "package/dist/mermaid.min.js", "07e37dfa97b337ccc85365d57eddf99b9706f09db3b59b260d0333b23b343c4b"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
SCHEMES = {
    "": {
        "primaryColor": "#e4f0f8", "primaryBorderColor": "#00649c", "primaryTextColor": "#1f2429",
        "lineColor": "#59636d",
        "tertiaryColor": "#fdfcfa", "edgeLabelBackground": "#fdfcfa", "fontFamily": FONT,
    },
    "-dark": {
        "primaryColor": "#16303f", "primaryBorderColor": "#56b4e9", "primaryTextColor": "#e6e8ea",
        "lineColor": "#a0aab4",
        "tertiaryColor": "#14171a", "edgeLabelBackground": "#14171a", "fontFamily": FONT,
    },
}  # fmt: skip
_DRAW = """async ([diagram, colours]) => {
  mermaid.initialize({startOnLoad: false, theme: 'base', themeVariables: colours, htmlLabels: false,
                      deterministicIds: true, flowchart: {htmlLabels: false, useMaxWidth: false}});
  const { svg } = await mermaid.render('diagram', diagram);
  return new XMLSerializer().serializeToString(new DOMParser().parseFromString(svg, 'text/html').querySelector('svg'));
}"""

sys.path.insert(0, str(DOCS / "making"))
from site_pages import diagrams, digest  # noqa: E402 - beside the pages, and no package


def main() -> None:
    """Draw what is not drawn yet, and remove what no page shows."""
    wanted = {digest(d): d for page in sorted(DOCS.rglob("*.md")) for d in diagrams(page.read_text("utf-8"))}
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        if old.stem.removesuffix("-dark") not in wanted:
            old.unlink()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("npm") is None:
        sys.exit("diagrams: Chromium and npm are needed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=_mermaid())
        for name, diagram in wanted.items():
            for suffix, colours in SCHEMES.items():
                (FOLDER / f"{name}{suffix}.svg").write_text(_drawn(page, diagram, colours) + "\n", "utf-8")
        browser.close()


def _drawn(page: Page, diagram: str, colours: dict[str, str]) -> str:
    return str(page.evaluate(_DRAW, [diagram, colours]))


def _mermaid() -> str:
    """Mermaid's script, as its package on npm has it.

    Raises:
        SystemExit: it is not the one whose digest stands here.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--ignore-scripts", MERMAID]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes()), mode="r:gz") as packed:
            file = packed.extractfile(FILE)
            data = file.read() if file else b""
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"diagrams: {FILE} of {MERMAID} has another digest than the one written here")
    return data.decode("utf-8")


if __name__ == "__main__":
    main()
