"""Tables in CSV and TSV as rows of texts, within bounds."""

import csv
import io
from collections.abc import Iterator

_LONGEST_CELL = 1_000_000


def rows_of(text: str, delimiter: str, *, skip: int = 0) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows below the first as mappings, each with the number of the line that it ends in.

    skip is the number of lines before the text, for the numbers. Cells are stripped, empty ones left out; rows may be
    longer or shorter than the first. A row that is empty is passed over.

    Raises:
        ValueError: a quotation mark never ends, or a cell is too long.
    """
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=False)
    try:
        heading = [name.strip().lower() for name in next(reader, [])]
        for row in reader:
            cells = (cell.strip() for cell in row)
            filled = {name: cell for name, cell in zip(heading, cells, strict=False) if name and cell}
            if any(len(cell) > _LONGEST_CELL for cell in filled.values()):
                raise ValueError(
                    f"a cell in line {reader.line_num + skip} is too long; a quotation mark may be missing"
                )
            if filled:
                yield reader.line_num + skip, filled
    except csv.Error as error:
        raise ValueError(f"it is no table that can be read ({error} in line {reader.line_num + skip})") from error
