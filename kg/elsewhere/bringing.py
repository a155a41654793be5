"""A paper that lies elsewhere is brought here for as long as it is read."""

import hashlib
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.core.errors import MissingExtraError, ReasonCode, UnreadablePaperError
from kg.elsewhere.address import RemotePaper, UnreachableError
from kg.elsewhere.filesystem import asked, is_packed_by_service, mark_of, reached

_PIECE = 8 << 20  # bytes asked for at a time: most papers are one piece, which no change can cut in two
_LONGEST_NAME = 200  # characters; file systems take 255 bytes


@contextmanager
def brought(paper: RemotePaper, *, max_bytes: int, seconds: float) -> Iterator[tuple[Path, str]]:
    """The paper's file under its own name in a folder of its own, which goes afterwards, and its SHA-256.

    Raises:
        UnreadablePaperError: it cannot be had, is larger than that, or is not here after so many seconds.
    """
    with tempfile.TemporaryDirectory(prefix="kg-brought-") as folder:
        path = Path(folder) / _name_here(paper.name)
        try:
            with reached(paper.url) as (system, there):
                sha256 = _Copy(system, there, paper, max_bytes, seconds).made(path)
        except UnreachableError as error:
            raise UnreadablePaperError(paper.name, ReasonCode.MISSING, error.reason) from error
        except MissingExtraError as error:
            raise UnreadablePaperError(paper.name, ReasonCode.MISSING, f"{error}, where it is read") from error
        yield path, sha256


class _Copy:
    """One paper on its way here."""

    def __init__(self, system: Any, there: str, paper: RemotePaper, max_bytes: int, seconds: float) -> None:
        self._system, self._there, self._paper, self._max_bytes = system, there, paper, max_bytes
        self._seconds, self._until = seconds, time.monotonic() + seconds

    def made(self, path: Path) -> str:
        """Write the paper there, none of it where the place says that it is too large; its SHA-256."""
        told: Mapping[str, Any] = self._asked("info")
        if is_packed_by_service(told):
            raise self._refused(ReasonCode.UNSUPPORTED, "it is kept with a Content-Encoding; keep it as it is there")
        self._bound(told["size"])
        digest, size = hashlib.sha256(), 0
        with path.open("xb") as here:
            while size < told["size"]:
                piece = self._asked("cat_file", start=size, end=size + _PIECE)
                size += len(piece)
                self._bound(size)
                digest.update(piece)
                here.write(piece)
                if len(piece) < _PIECE:
                    break
        if size >= _PIECE and mark_of(self._asked("info")) != mark_of(told):
            raise UnreachableError(self._paper.url, "it changed while it was brought; run kg retry")
        return digest.hexdigest()

    def _asked(self, what: str, **named: int) -> Any:
        try:
            return asked(self._system, what, self._there, seconds=self._until - time.monotonic(), **named)
        except TimeoutError as error:
            raise self._refused(
                ReasonCode.TIMEOUT,
                f"it was not here after {self._seconds:.0f} seconds; run kg retry, which waits longer",
            ) from error

    def _bound(self, size: int) -> None:
        if size > self._max_bytes:
            raise self._refused(ReasonCode.TOO_LARGE, f"it is larger than {self._max_bytes >> 20} MiB; split it")

    def _refused(self, code: ReasonCode, reason: str) -> UnreadablePaperError:
        return UnreadablePaperError(self._paper.name, code, reason)


def _name_here(name: str) -> str:
    r"""The name as a file may bear it here.

    >>> _name_here("a.pdf"), _name_here(".."), _name_here("a\0b")
    ('a.pdf', 'paper', 'a_b')
    """
    plain = name.replace("\0", "_").replace("/", "_")
    return plain[-_LONGEST_NAME:] if plain.strip(".") else "paper"
