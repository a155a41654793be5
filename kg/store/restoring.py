"""A backup becomes a graph again: looked through to its last byte before anything of it counts.

A backup may come from anybody. Its manifest bounds what is written, nothing is written outside of a new folder, and
only plain files with plain names are; the folder takes its place in one step.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from kg.core.errors import BackupError, GraphUnavailableError
from kg.store import migrating
from kg.store.archives import MANIFEST, contents_of, most_bytes
from kg.store.backup import VERSION, Kept, Manifest
from kg.store.failing import is_for_want_of_leave_or_room, why_not_written
from kg.store.folder import open_for_reading
from kg.store.holder import MARK, HeldError, lock
from kg.store.snapshots import STORE

_MOST_MANIFEST_BYTES = 64 * 2**20
_MOST_FILES = 200_000
_NAME = re.compile(rf"(?:{STORE}/)?[A-Za-z0-9_][A-Za-z0-9_.-]{{0,120}}")
_SHA256 = re.compile("[0-9a-f]{64}")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before is kept, if anything was."""

    manifest: Manifest
    kept: Path | None = None


def restore(backup: Path, graph: Path, *, force: bool = False) -> Restored:
    """Make the graph's folder out of a backup. With force a graph that is there is put beside, and else refused.

    Raises:
        BackupError: the backup is damaged, or none, or holds what a backup does not.
        GraphUnavailableError: something is there, somebody uses it, or there is no room.
    """
    there = os.path.lexists(graph) and not (graph.is_dir() and not any(graph.iterdir()))
    if there and not force:
        reason = "there is something already; give a new folder, or --force to put it beside"
        raise GraphUnavailableError(str(graph), reason)
    if there and not (graph / MARK).is_file():
        raise GraphUnavailableError(str(graph), "it is no graph of kg's, and is left alone; give another folder")
    unfinished = graph.absolute().with_name(f".{graph.absolute().name}.restoring-{os.getpid()}")
    try:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        unfinished.mkdir()
        manifest = _extract(backup, unfinished)
        open_for_reading(unfinished).close()
        return Restored(manifest, _put_in_place(unfinished, graph, there=there))
    except OSError as error:
        raise GraphUnavailableError(str(graph), why_not_written(graph.absolute().parent, error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _put_in_place(unfinished: Path, graph: Path, *, there: bool) -> Path | None:
    if not there:
        unfinished.rename(graph)
        return None
    try:
        held = lock(graph, writing=True)
    except HeldError:
        raise GraphUnavailableError(str(graph), "another kg uses it; wait until it is done, then try again") from None
    try:
        kept = next(p for p in _names_beside(graph) if not os.path.lexists(p))
        graph.rename(kept)
        unfinished.rename(graph)
    finally:
        os.close(held)
    return kept


def _names_beside(graph: Path) -> Iterator[Path]:
    whole = graph.absolute()
    yield whole.with_name(f"{whole.name}.before-restore")
    number = 2
    while True:
        yield whole.with_name(f"{whole.name}.before-restore-{number}")
        number += 1


def _extract(backup: Path, place: Path) -> Manifest:
    """Write the backup's files into the folder, each held against the manifest; the manifest.

    Raises:
        BackupError: they are not what the manifest says.
    """
    (place / STORE).mkdir()
    with contents_of(backup) as files:
        name, content = next(files, ("", None))
        if name != MANIFEST or content is None:
            reason = f"it is no backup of kg's: it does not begin with {MANIFEST}; give what kg backup wrote"
            raise BackupError(str(backup), reason)
        manifest = read_manifest(backup, content.read(_MOST_MANIFEST_BYTES + 1))
        _refuse_what_has_no_room(backup, manifest, place)
        waiting = {kept.path: kept for kept in manifest.files}
        for name, content in files:
            kept = waiting.pop(name, None)
            if kept is None:
                reason = f"it holds {name[:80]!r}, which its manifest does not name; left alone, take another backup"
                raise BackupError(str(backup), reason)
            try:
                _write(backup, kept, content, place / kept.path)
            except OSError as error:
                if error.filename == str(place / kept.path) or is_for_want_of_leave_or_room(error):
                    raise GraphUnavailableError(str(place.parent), why_not_written(place.parent, error)) from error
                raise
    if waiting:
        raise BackupError(str(backup), f"{min(waiting)} is missing from it; take another backup")
    return manifest


def _write(backup: Path, kept: Kept, content: IO[bytes], target: Path) -> None:
    digest, left = hashlib.sha256(), kept.size
    with target.open("xb") as file:
        while piece := content.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                break
            digest.update(piece)
            file.write(piece)
    if left or digest.hexdigest() != kept.sha256:
        raise BackupError(str(backup), f"{kept.path} is damaged in it; take another backup. Nothing was restored")


def read_manifest(backup: Path, data: bytes) -> Manifest:
    """The manifest that these bytes are.

    Raises:
        BackupError: they are none, or of a newer kg, or it names what no backup holds.
    """
    try:
        told: Any = json.loads(data) if len(data) <= _MOST_MANIFEST_BYTES else None
        version, found = told["kg_backup"], told["format"]
        files = tuple(Kept(f["path"], f["bytes"], f["sha256"]) for f in told["files"])
        well = len(files) <= _MOST_FILES and all(_is_plain(file) for file in files)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BackupError(str(backup), f"its {MANIFEST} cannot be read; take another backup") from None
    if version != VERSION or not isinstance(found, int):
        reason = f"it is of version {str(version)[:20]}, and this kg reads {VERSION}; use a newer kg"
        raise BackupError(str(backup), reason)
    if not well or len({f.path for f in files}) < len(files) or MARK not in {f.path for f in files}:
        raise BackupError(str(backup), f"its {MANIFEST} names files that no backup of kg's holds; nothing was restored")
    if found > migrating.FORMAT:
        reason = f"its graph is of format {found}, and this kg reads up to {migrating.FORMAT}; use a newer kg"
        raise BackupError(str(backup), reason)
    return Manifest(found, files)


def _is_plain(file: Kept) -> bool:
    path, size, sha256 = (
        cast("object", value) for value in (file.path, file.size, file.sha256)
    )  # as a stranger wrote it
    named = isinstance(path, str) and _NAME.fullmatch(path) and path not in {MANIFEST, STORE}
    sized = isinstance(size, int) and not isinstance(size, bool) and size >= 0
    return bool(named and sized and isinstance(sha256, str) and _SHA256.fullmatch(sha256))


def _refuse_what_has_no_room(backup: Path, manifest: Manifest, place: Path) -> None:
    if backup.is_file() and manifest.size > most_bytes(backup):
        reason = f"it claims to hold {manifest.size:,} bytes, more than such an archive can; take another backup"
        raise BackupError(str(backup), reason)
    if manifest.size > shutil.disk_usage(place).free:
        raise BackupError(str(backup), f"its {manifest.size:,} bytes find no room here; make room and try again")
