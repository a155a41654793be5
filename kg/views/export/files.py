"""Files and folders that come into being whole or not at all, and containers of several files."""

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from kg.core.errors import KgError

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # what an archive says of every file: no clock is asked


class ForeignFolderError(KgError):
    """The folder holds something that an export would not have put there."""

    def __init__(self, folder: str, name: str) -> None:
        super().__init__(folder, name)
        self.folder, self.name = folder, name

    def __str__(self) -> str:
        return f"{self.folder}: it holds {self.name}, which such an export does not write; give a new or empty folder"


class Digested(io.RawIOBase):
    """A stream that hands on what is written to it, counted and digested."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out, self._digest, self.size = out, hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        """Hand the bytes on."""
        self._digest.update(data)
        self.size += len(data)
        return self._out.write(data)

    def writable(self) -> bool:
        """Whether it can be written to: always."""
        return True

    @property
    def sha256(self) -> str:
        """The digest of all that was written."""
        return self._digest.hexdigest()


class Container(Protocol):
    """Something that holds files by name."""

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file in it, to be written before the next is asked for."""
        ...


class Folder:
    """A folder as a container."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file in it."""
        return (self._path / name).open("wb")


class Archive:
    """A zip file as a container; the same files make the same bytes."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file in it."""
        told = zipfile.ZipInfo(name, _LONG_AGO)
        told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        return cast("BinaryIO", self._packed.open(told, "w", force_zip64=True))


@contextmanager
def archive(out: BinaryIO) -> Iterator[Archive]:
    """A zip file that is written to the stream."""
    with zipfile.ZipFile(out, "w") as packed:
        yield Archive(packed)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the path's place when all went well and leaves nothing behind otherwise."""
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        Path(unfinished).chmod(0o666 & ~_umask())  # mkstemp lets nobody else read
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(path: Path, names: Iterable[str]) -> Iterator[Folder]:
    """A folder to fill, which takes the path's place when all went well and leaves nothing behind otherwise.

    A folder that is there already is replaced where it holds nothing but files of these names.

    Raises:
        ForeignFolderError: it holds something else.
    """
    there = sorted({p.name for p in path.iterdir()}.difference(names)) if path.exists() else []
    if there:
        raise ForeignFolderError(str(path), there[0])
    unfinished = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    former = unfinished.with_name(f"{unfinished.name}.old")
    try:
        yield Folder(unfinished)
        unfinished.chmod(0o777 & ~_umask())
        if path.exists():
            path.replace(former)
        unfinished.replace(path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        if former.exists():
            former.replace(path)
        raise
    shutil.rmtree(former, ignore_errors=True)


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
