"""Writes the reference pages that come from the program itself: `make reference` runs it, and a test compares.

Each page is made by a function without arguments, which gives its text; a page that people write and the program fills in
has a function that takes its text. What the program does not tell of itself stands in the modules beside this one: what a
reason code means, which triple shows a term.
"""

from collections.abc import Callable
from pathlib import Path

import codes
import commands
import files
import json_formats
import python_api
import settings

import ontology
import questions

FOLDER = Path(__file__).parent.parent / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "settings": settings.page,
    "python": python_api.page,
    "ontology": ontology.page,
    "questions": questions.page,
    "codes": codes.page,
    "files": files.page,
    "json": json_formats.page,
}


FILLED: dict[Path, Callable[[str], str]] = {commands.PAGE: commands.filled}
"""The pages with blocks that are filled in, and what fills them."""


def main() -> None:
    """Write all pages."""
    for path, fill in FILLED.items():
        path.write_text(fill(path.read_text("utf-8")), "utf-8")
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
