"""What the pages are written with: a note of where they come from, cells and tables."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Made by docs/making/reference.py out of the program: make reference writes it anew. -->\n"


def cell(text: str) -> str:
    """The text as a cell of a table: on one line, and without a mark that would end the cell."""
    return " ".join(text.split()).replace("|", r"\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(map(cell, line))} |\n" for line in lines)


def code(text: str) -> str:
    """The text as code, empty where it is."""
    return f"`{text}`" if text else ""
