"""Where a LaTeX paper's files come from: a folder, or an archive held in memory."""

import posixpath
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class FileTree(Protocol):
    """Files by names with slashes, relative to the folder in which the paper's main file lies.

    A name that leads out of the tree, and whatever is no regular file, does not exist.
    """

    def size(self, name: str) -> int | None:
        """The file's size in bytes, None where there is no such file."""

    def read(self, name: str, max_bytes: int) -> bytes:
        """Up to so many of the file's first bytes; empty where it cannot be read."""

    def names(self, suffix: str) -> tuple[str, ...]:
        """The files with this suffix that lie beside the main file, sorted."""


@dataclass(frozen=True, slots=True)
class FolderTree:
    """The files below a folder; links are followed only where they lead to files below it."""

    folder: Path

    def size(self, name: str) -> int | None:
        """The file's size in bytes, None where there is no such file."""
        path = self._path(name)
        return path.stat().st_size if path else None

    def read(self, name: str, max_bytes: int) -> bytes:
        """Up to so many of the file's first bytes; empty where it cannot be read."""
        path = self._path(name)
        if path is None:
            return b""
        try:
            with path.open("rb") as file:
                return file.read(max_bytes)
        except OSError:
            return b""

    def names(self, suffix: str) -> tuple[str, ...]:
        """The files with this suffix in the folder itself, sorted."""
        try:
            found = [p.name for p in self.folder.iterdir() if p.suffix.lower() == suffix]
        except OSError:
            return ()
        return tuple(sorted(name for name in found if self._path(name)))

    def _path(self, name: str) -> Path | None:
        if not name or "\0" in name or len(name) > 500:
            return None
        try:
            folder = self.folder.resolve()
            path = (folder / name).resolve()
            regular = path.is_relative_to(folder) and stat.S_ISREG(path.stat().st_mode)
        except (OSError, RuntimeError, ValueError):
            return None
        return path if regular else None


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """Files held in memory, by their names in the archive; folder is the one in which the main file lies."""

    files: Mapping[str, bytes]
    folder: str = ""

    def size(self, name: str) -> int | None:
        """The file's size in bytes, None where there is no such file."""
        data = self.files.get(self._name(name))
        return None if data is None else len(data)

    def read(self, name: str, max_bytes: int) -> bytes:
        """Up to so many of the file's first bytes; empty where there is no such file."""
        return self.files.get(self._name(name), b"")[:max_bytes]

    def names(self, suffix: str) -> tuple[str, ...]:
        """The files with this suffix in the main file's folder, sorted."""
        found = (n for n in self.files if posixpath.dirname(n) == self.folder and n.lower().endswith(suffix))
        return tuple(sorted(posixpath.basename(n) for n in found))

    def _name(self, name: str) -> str:
        return posixpath.normpath(posixpath.join(self.folder, name)) if not name.startswith("/") else name
