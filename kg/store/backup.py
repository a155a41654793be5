"""A graph as one archive, or a folder: everything in it and beside its store, with a digest of each file.

A backup is a tar archive (gzipped by its suffix), or a folder of the same files. The first is manifest.json, which
names every other with its size and SHA-256. While somebody builds, it is of the snapshot that readers see.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.core.errors import BackupError, GraphUnavailableError, WrongUsageError
from kg.store.archives import MANIFEST, contents_of
from kg.store.copying import store_files
from kg.store.failing import why_not_written
from kg.store.folder import open_for_reading
from kg.store.migrating import format_of
from kg.store.snapshots import STORE, beside

VERSION = 1
"""The version of the manifest."""

GZIPPED = (".gz", ".tgz")
_OTHER_ARCHIVES = (".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tbz2", ".txz", ".tzst")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A file of a backup: its path in the graph's folder, its size and its digest."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the format of the graph, and its files, sorted."""

    format: int
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """The bytes of all files together."""
        return sum(file.size for file in self.files)


def back_up(graph: Path, target: Path) -> Manifest:
    """Write a backup of the graph, which may be read and built meanwhile; what it holds.

    target is an archive where its name ends in .tar, .tar.gz or .tgz, and else a new folder. It is there whole or not
    at all, and is read once more before it counts.

    Raises:
        WrongUsageError: the name is that of another archive.
        GraphUnavailableError: there is no graph that can be read now.
        BackupError: the backup cannot be written, or something lies there.
    """
    if target.name.lower().endswith(_OTHER_ARCHIVES) and not is_archive(target):
        raise WrongUsageError(
            f"{target}: a backup is written as .tar, .tar.gz or .tgz, or into a new folder; give such a name"
        )
    if not target.absolute().parent.is_dir():
        raise BackupError(str(target), "the folder that it is to lie in is not there; make it, or give another name")
    if os.path.lexists(target):
        raise BackupError(str(target), "there is something already; give a new name")
    folder = open_for_reading(graph)
    unfinished = target.with_name(f".{os.getpid()}.{target.name}")
    try:
        held = folder.path
        files = [(path, f"{STORE}/{path.name}") for path in store_files(held / STORE)]
        files += [(path, path.name) for path in beside(held)]
        kept = sorted(Kept(name, path.stat().st_size, digest_of(path)) for path, name in files)
        manifest = Manifest(format_of(held), tuple(kept))
        (_write_archive if is_archive(target) else _write_folder)(held, manifest, unfinished, target)
        _verify(unfinished, manifest)
        unfinished.rename(target)
    except OSError as error:
        raise BackupError(str(target), why_not_written(target.parent, error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        with suppress(OSError):
            unfinished.unlink()
        with suppress(GraphUnavailableError):
            folder.close()
    return manifest


def is_archive(path: Path) -> bool:
    """Whether a backup of this name is an archive."""
    return path.name.lower().endswith((".tar", ".tar.gz", ".tgz"))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return _digest(file)


def manifest_text(manifest: Manifest) -> str:
    """The manifest as it stands in a backup."""
    files = [{"path": f.path, "bytes": f.size, "sha256": f.sha256} for f in manifest.files]
    return json.dumps({"kg_backup": VERSION, "format": manifest.format, "files": files}, indent=1) + "\n"


def _write_archive(held: Path, manifest: Manifest, unfinished: Path, target: Path) -> None:
    """Write an archive in which nothing tells of the machine or the hour."""
    with (
        unfinished.open("xb") as file,
        tarfile.open(
            fileobj=file, mode="w:gz" if target.name.lower().endswith(GZIPPED) else "w", format=tarfile.PAX_FORMAT
        ) as archive,
    ):
        text = manifest_text(manifest).encode("utf-8")
        archive.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))
        for kept in manifest.files:
            with (held / kept.path).open("rb") as content:
                archive.addfile(_entry(kept.path, kept.size), content)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o644
    return entry


def _write_folder(held: Path, manifest: Manifest, unfinished: Path, _: Path) -> None:
    (unfinished / STORE).mkdir(parents=True)
    for kept in manifest.files:
        shutil.copyfile(held / kept.path, unfinished / kept.path)
    (unfinished / MANIFEST).write_text(manifest_text(manifest), encoding="utf-8")


def _verify(written: Path, manifest: Manifest) -> None:
    """Read what was written once more.

    Raises:
        BackupError: it is not what was meant.
    """
    with contents_of(written) as files:
        found = {name: _digest(content) for name, content in files}
    if {k.path: k.sha256 for k in manifest.files} != {n: d for n, d in found.items() if n != MANIFEST}:
        raise BackupError(str(written), "what was written is not what was read; is the disk well? Try again")


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
