"""A paper that lies elsewhere is brought here for as long as it is read."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.elsewhere.address import RemotePaper, UnreachableError
from kg.elsewhere.filesystem import reached

_PIECE = 1 << 20
_LONGEST_NAME = 200  # characters; file systems take 255 bytes


@contextmanager
def brought(paper: RemotePaper, *, max_bytes: int) -> Iterator[tuple[Path, str]]:
    """The paper's file under its own name in a folder of its own, which goes afterwards, and its SHA-256.

    Raises:
        UnreadablePaperError: it cannot be had, or is larger than that.
    """
    with tempfile.TemporaryDirectory(prefix="kg-brought-") as folder:
        path = Path(folder) / _name_here(paper.name)
        try:
            with reached(paper.url) as (system, there):
                sha256 = _copied(system, there, path, paper, max_bytes)
        except UnreachableError as error:
            raise UnreadablePaperError(paper.name, ReasonCode.MISSING, error.reason) from error
        yield path, sha256


def _copied(system: Any, there: str, path: Path, paper: RemotePaper, max_bytes: int) -> str:
    left, digest = max_bytes, hashlib.sha256()
    with system.open(there, "rb", cache_type="readahead") as file, path.open("xb") as here:
        while piece := file.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                reason = f"it is larger than {max_bytes >> 20} MiB; split it"
                raise UnreadablePaperError(paper.name, ReasonCode.TOO_LARGE, reason)
            digest.update(piece)
            here.write(piece)
    return digest.hexdigest()


def _name_here(name: str) -> str:
    r"""The name as a file may bear it here.

    >>> _name_here("a.pdf"), _name_here(".."), _name_here("a\0b")
    ('a.pdf', 'paper', 'a_b')
    """
    plain = name.replace("\0", "_").replace("/", "_")
    return plain[-_LONGEST_NAME:] if plain.strip(".") else "paper"
