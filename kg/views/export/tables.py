"""The graph as tables in CSV, for spreadsheets and data frames."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from kg.store.graph import Graph
from kg.views.csv_rows import not_calculated
from kg.views.export.files import Container
from kg.views.export.listing import Listing
from kg.views.export.rows import TABLES, Cell, Row
from kg.views.shown import plural, shown

_MAIN = "statements.csv"


def write_statements(graph: Graph, out: BinaryIO) -> str:
    """Write the table of statements, each with its best quote; how many rows, in words."""
    columns, rows = TABLES[_MAIN]
    return plural(_write(out, columns, rows(Listing(graph))), "row")


def write_tables(graph: Graph, container: Container) -> str:
    """Write all tables, each as a file of its own; how many rows, in words."""
    listing, written = Listing(graph), 0
    for name, (columns, rows) in TABLES.items():
        with container.file(name) as out:
            written += _write(out, columns, rows(listing))
    return f"{len(TABLES)} tables with {plural(written, 'row')}"


def _write(out: BinaryIO, columns: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Write the rows under their heading, with the line ends of RFC 4180; how many."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer, written = csv.writer(text, lineterminator="\r\n"), 0
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        written += 1
    text.detach()
    return written


def safe_cell(cell: Cell) -> str | int | float:
    r"""The cell as a spreadsheet may open it: on one line, and never taken for a formula; empty for None.

    >>> safe_cell("=1+1"), safe_cell("a\tb"), safe_cell(-1), safe_cell(None)
    ("'=1+1", 'a b', -1, '')
    """
    if isinstance(cell, str):
        return not_calculated(shown(cell))
    return "" if cell is None else cell
