"""Writes the reference pages that come from the program itself: `make reference` runs it, and a test compares.

Each page is made by a function without arguments, which gives its text. What the program does not tell of itself stands
in the modules beside this one: what a reason code means, which triple shows a term.
"""

from collections.abc import Callable
from pathlib import Path

import codes
import files
import options
import python_api
import settings

import ontology
import questions

FOLDER = Path(__file__).parent.parent / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "options": options.page,
    "settings": settings.page,
    "python": python_api.page,
    "ontology": ontology.page,
    "questions": questions.page,
    "codes": codes.page,
    "files": files.page,
}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (FOLDER / f"{name}.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
