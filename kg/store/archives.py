"""The files of a backup, read one after the other out of an archive or a folder that may be anybody's."""

import gzip
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kg.core.errors import BackupError
from kg.store.failing import why_not_read

MANIFEST = "manifest.json"
"""The first file of a backup, which names all others."""

_MOST_TIMES = 100
_ALWAYS_MEANT = 64 * 2**20


@contextmanager
def contents_of(backup: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """The files of a backup in order, the manifest first, each to be read before the next is asked for.

    Raises:
        BackupError: it holds what is no plain file, or more than its size can mean, or cannot be read.
    """
    try:
        if backup.is_dir():
            yield _in_folder(backup)
        else:
            with backup.open("rb") as packed:
                gzipped = packed.read(2) == b"\x1f\x8b"
                packed.seek(0)
                stream = cast("IO[bytes]", gzip.GzipFile(fileobj=packed)) if gzipped else packed
                bounded = _Bounded(stream, backup)
                with tarfile.open(fileobj=bounded, mode="r|") as archive:  # type: ignore[call-overload]
                    yield _in_archive(backup, archive)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupError(str(backup), f"it is no archive that can be read ({error}); take another backup") from error
    except OSError as error:
        raise BackupError(str(backup), why_not_read(error)) from error


class _Bounded:
    """A stream of which no more is read than an archive of its size can honestly hold."""

    def __init__(self, stream: IO[bytes], backup: Path) -> None:
        self._stream, self._backup = stream, backup
        self._left = most_bytes(backup) + _ALWAYS_MEANT

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            reason = "it holds more than such an archive can honestly hold; take another backup"
            raise BackupError(str(self._backup), reason)
        return data


def most_bytes(archive: Path) -> int:
    """How many bytes an archive may hold: what Oxigraph wrote is compressed already, and grows no twentyfold."""
    return max(_ALWAYS_MEANT, _MOST_TIMES * archive.stat().st_size)


def _in_archive(backup: Path, archive: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for entry in archive:
        content = archive.extractfile(entry) if entry.isreg() else None
        if content is None:
            reason = f"it holds {entry.name[:80]!r}, which is no plain file; left alone, take another backup"
            raise BackupError(str(backup), reason)
        yield entry.name, content


def _in_folder(backup: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if not os.path.lexists(backup / MANIFEST):
        raise BackupError(str(backup), f"it is no backup, for it has no {MANIFEST}; give what kg backup wrote")
    for path in [backup / MANIFEST, *sorted(p for p in backup.rglob("*") if p != backup / MANIFEST)]:
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file():
            name = path.relative_to(backup).as_posix()
            reason = f"it holds {name[:80]!r}, which is no plain file; left alone, take another backup"
            raise BackupError(str(backup), reason)
        with path.open("rb") as content:
            yield path.relative_to(backup).as_posix(), content
