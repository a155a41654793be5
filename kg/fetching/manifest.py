"""What was fetched into a folder: a table beside the papers, to be read, compared and kept under version control."""

import csv
import hashlib
import os
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kg.core.errors import UnreadableLogError

NAME = "fetched.tsv"
"""The table's name in the folder."""


@dataclass(frozen=True, slots=True, order=True)
class FetchedFile:
    """A paper's file: its identifier, what was asked for ("pdf" or "source"), name, origin, digest and size."""

    id: str
    asked: str
    file: str
    url: str
    sha256: str
    bytes: int


_COLUMNS = tuple(field.name for field in fields(FetchedFile))


class Manifest:
    """The table of one folder. It holds no times, so that the same papers give the same table."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / NAME
        self._rows = {(row.id, row.asked): row for row in self._read()}

    def there(self, identifier: str, asked: str) -> FetchedFile | None:
        """The paper's file, if it lies there as it was fetched."""
        row = self._rows.get((identifier, asked))
        return row if row is not None and self._unchanged(row) else None

    def add(self, row: FetchedFile) -> None:
        """Note a file, in place of what was noted of the paper, and write the table whole or not at all."""
        self._rows[row.id, row.asked] = row
        unfinished = self._folder / f".{NAME}.{os.getpid()}"
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter="\t", lineterminator="\n")
            writer.writerow(_COLUMNS)
            writer.writerows(astuple(row) for row in sorted(self._rows.values()))
        unfinished.replace(self._path)

    def _unchanged(self, row: FetchedFile) -> bool:
        path = self._folder / row.file
        return path.is_file() and path.stat().st_size == row.bytes and digest_of(path) == row.sha256

    def _read(self) -> list[FetchedFile]:
        if not self._path.exists():
            return []
        try:
            with self._path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file, delimiter="\t"))
            return [
                FetchedFile(r["id"], r["asked"], Path(r["file"]).name, r["url"], r["sha256"], int(r["bytes"]))
                for r in rows
            ]
        except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError, ValueError):
            reason = f"it is no table of {', '.join(_COLUMNS)}; mend it, or move it away to have all fetched again"
            raise UnreadableLogError(str(self._path), reason) from None


def digest_of(path: Path) -> str:
    """The file's SHA-256 digest."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
