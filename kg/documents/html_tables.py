"""Tables in HTML become rows of cells."""

from html.parser import HTMLParser

from kg.documents.marked_up.grid import Cell, laid_out, span_of


def rows_of_html(source: str) -> list[list[str]]:
    """The rows of the first table in the source; a cell that spans rows or columns leaves empty cells behind it.

    >>> rows_of_html("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    [['a', 'b'], ['', 'c']]
    """
    parser = _TableParser()
    parser.feed(source)
    parser.close()
    return parser.rows()


class _TableParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[Cell[str]]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self._close()
            self._rows.append([])
        elif tag in ("td", "th"):
            self._close()
            if not self._rows:
                self._rows.append([])
            given = dict(attrs)
            self._spans = span_of(given.get("colspan")), span_of(given.get("rowspan"))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            self._rows[-1].append(Cell(" ".join("".join(self._cell).split()), *self._spans))
            self._cell = None

    def rows(self) -> list[list[str]]:
        """The grid of cells."""
        self._close()
        grid = [[cell or "" for cell in row] for row in laid_out(self._rows)]
        return [row for row in grid if any(row)]
