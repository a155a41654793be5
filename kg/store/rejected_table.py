"""The table of rejected pairs that an older kg kept beside the graph: read, and never written any more."""

from pathlib import Path

from kg.core.errors import NotAnIdError, UnreadableLogError
from kg.core.handles import entity_id_of
from kg.core.rejections import Rejections, rejection, rejections

FILE = "rejected.tsv"
_MOST_BYTES = 16 * 2**20


def read_table(folder: Path) -> Rejections:
    """The rejected pairs in the table of the graph in the folder; none where there is no table.

    Raises:
        UnreadableLogError: the table is no table of pairs.
    """
    path = folder / FILE
    if not path.exists():
        return Rejections()
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableLogError(str(path), f"longer than {_MOST_BYTES >> 20} MiB; split it")
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableLogError(str(path), "it cannot be read as text in UTF-8; save it so") from error
    pairs = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            fields = line.rstrip("\r").split("\t")
            try:
                one, other, by, why = fields
                pairs.append(rejection(entity_id_of(one), entity_id_of(other), by=by, why=why))
            except (ValueError, NotAnIdError) as error:
                reason = f"line {number} is no pair of ids with who and why; mend or remove the line"
                raise UnreadableLogError(str(path), reason) from error
    return rejections(pairs)
