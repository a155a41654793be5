"""Rows as CSV that a spreadsheet may open: nothing in a cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from kg.core.stopping import go_on

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    r"""The rows under their heading, with the line ends of RFC 4180; None is an empty cell.

    A text that begins like a formula gets an apostrophe before it; numbers stay as they are.

    >>> csv_text(("name", "papers"), [("=1+1", -1)])
    "name,papers\r\n'=1+1,-1\r\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        go_on()
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue()


def cut_short(rows: str, words: str) -> str:
    r"""The rows with one more at their end that says so, in the first cell, where what they tell is not all.

    >>> cut_short("name,papers\r\nC4,2\r\n", "there is more")
    'name,papers\r\nC4,2\r\n(cut: there is more),\r\n'
    """
    columns = next(csv.reader([rows.partition("\r\n")[0]]))
    return rows + csv_text([f"(cut: {words})", *[""] * (len(columns) - 1)], ())


def not_calculated(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: object) -> object:
    if isinstance(value, str):
        return not_calculated(value)
    return "" if value is None else value
