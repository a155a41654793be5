"""What lies in an archive, one member after the other, with what leads out of it left out."""

import io
import posixpath
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.archives.forward import ForwardStream
from kg.documents.limits import Limits

_ZIP_ENTRY = b"PK\x01\x02"
_DAMAGED = "the archive is damaged or cut short; fetch it again"
_FAULTS = (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error)
_DRIVE = re.compile(r"^[A-Za-z]:|\\")


@dataclass(frozen=True, slots=True)
class Member:
    """A regular file in an archive. read gives its bytes, and works only until the next member is asked for."""

    name: str
    size: int
    read: Callable[[], bytes]


def tar_members(name: str, stream: ForwardStream, limits: Limits) -> Iterator[Member]:
    """The regular files of a tar stream, in its order; links, devices and names that lead out of it are passed over.

    Raises:
        UnreadablePaperError: it is damaged, or holds too much.
    """
    try:
        with tarfile.TarFile(fileobj=stream, mode="r") as archive:  # type: ignore[arg-type]
            count = 0
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # or a million of them would stay in memory
                count = _counted(name, count, limits)
                inside = safe_name(member.name)
                if member.isreg() and not member.issparse() and inside:
                    size = member.size
                    yield Member(inside, size, lambda size=size: _whole(name, stream.read_member(size), size))  # type: ignore[misc]
    except (tarfile.TarError, ValueError, OSError, EOFError, OverflowError) as error:
        raise UnreadablePaperError(name, ReasonCode.DAMAGED, _DAMAGED) from error


def zip_members(name: str, data: bytes, limits: Limits) -> Iterator[Member]:
    """The regular files of a ZIP archive, in its order; links and names that lead out of it are passed over.

    Raises:
        UnreadablePaperError: it is damaged, encrypted, or holds too much.
    """
    if data.count(_ZIP_ENTRY) > limits.max_members:
        _counted(name, limits.max_members, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                inside = safe_name(entry.filename)
                kind = entry.external_attr >> 16
                if entry.is_dir() or not inside or (stat.S_IFMT(kind) and not stat.S_ISREG(kind)):
                    continue
                if entry.flag_bits & 1:
                    raise UnreadablePaperError(
                        name, ReasonCode.ENCRYPTED, "the archive has a password; unpack it and give the paper's files"
                    )

                def read(entry: zipfile.ZipInfo = entry) -> bytes:
                    try:
                        with archive.open(entry) as member:
                            return _whole(name, member.read(entry.file_size), entry.file_size)
                    except _FAULTS as error:
                        raise UnreadablePaperError(name, ReasonCode.DAMAGED, _DAMAGED) from error

                yield Member(inside, entry.file_size, read)
    except _FAULTS as error:
        raise UnreadablePaperError(name, ReasonCode.DAMAGED, _DAMAGED) from error


def is_tar(head: bytes) -> bool:
    """Whether a file's first 512 bytes are the header of a tar archive, by its checksum."""
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def safe_name(name: str) -> str | None:
    """A member's name without "./", or None for one that is absolute or leads out of the archive.

    >>> safe_name("./a/b.tex"), safe_name("../b.tex"), safe_name("/etc/passwd")
    ('a/b.tex', None, None)
    """
    if not name or "\0" in name or name.startswith("/") or _DRIVE.search(name) or ".." in name.split("/"):
        return None
    clean = posixpath.normpath(name)
    return None if clean in (".", "") or len(clean) > 500 else clean


def _counted(name: str, count: int, limits: Limits) -> int:
    if count >= limits.max_members:
        raise UnreadablePaperError(
            name,
            ReasonCode.TOO_LARGE,
            f"it holds more than {limits.max_members} files, as no paper does; give the paper's files",
        )
    return count + 1


def _whole(name: str, data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise UnreadablePaperError(name, ReasonCode.DAMAGED, _DAMAGED)
    return data
