"""Shards written one after the other; each counts when it is whole and listed."""

import hashlib
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from kg.core.document import SourceFile
from kg.core.errors import ReasonCode, ShardError
from kg.store.encoding import failure_quads
from kg.store.shards.encoded import EncodedPaper, packed
from kg.store.shards.manifest import MANIFEST, Manifest, Shard, append, begin, mend, read_manifest

SOURCES = 1000
"""So many sources make a shard."""

_LONGEST_WAIT_S = 300.0  # bounds what a kill can lose; looked at as papers come in
_PART = "shard.part"
_OURS = re.compile(rf"shard-\d+\.nq\.gz|{re.escape(_PART)}|{re.escape(MANIFEST)}|places\.sqlite.*")


class ShardWriter:
    """Writes sources into a folder; a context manager, at whose end the last shard is listed whatever ends it.

    finished is called when all that was added before is written for good.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        finished: Callable[[], None],
        sources: int = SOURCES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Go on in the folder, which is made where there is none.

        Raises:
            ShardError: it holds something else, or shards of another kg, or cannot be written.
        """
        self._folder, self._most, self._finished, self._clock = folder, sources, finished, clock
        self._waiting: list[bytes] = []
        self._quads, self._since = 0, 0.0
        try:
            self._number = 1 + _prepared(folder, manifest)
        except OSError as error:
            reason = f"it cannot be written ({error.strerror or error}); name another folder with --shards"
            raise ShardError(str(folder), reason) from error

    def __enter__(self) -> "ShardWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._finish()

    def add(self, paper: EncodedPaper) -> None:
        """Add what a paper says."""
        self._add(paper.data, paper.quads)

    def add_failure(self, source: SourceFile, code: ReasonCode, reason: str) -> None:
        """Add that a file could not be read."""
        quads = failure_quads(source, code, reason)
        self._add(packed(quads), len(quads))

    def _add(self, data: bytes, quads: int) -> None:
        if not self._waiting:
            self._since = self._clock()
        self._waiting.append(data)
        self._quads += quads
        if len(self._waiting) >= self._most or self._clock() - self._since > _LONGEST_WAIT_S:
            self._finish()

    def _finish(self) -> None:
        """Write what waits as a shard, which is named only when it is whole, and listed only when it is named.

        Raises:
            ShardError: it cannot be written.
        """
        if not self._waiting:
            return
        data = b"".join(self._waiting)
        name = f"shard-{self._number:06d}.nq.gz"
        shard = Shard(name, len(data), hashlib.sha256(data).hexdigest(), len(self._waiting), self._quads)
        part = self._folder / _PART
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.rename(self._folder / name)
            append(self._folder, shard)
        except OSError as error:
            reason = f"{name} cannot be written ({error.strerror or error}); make room and run the same command again"
            raise ShardError(str(self._folder), reason) from error
        self._number += 1
        self._waiting.clear()
        self._quads = 0
        self._finished()


def _prepared(folder: Path, manifest: Manifest) -> int:
    """The number of the last shard in the folder, which is made ready to go on; 0 for none."""
    folder.mkdir(parents=True, exist_ok=True)
    strangers = sorted(p.name for p in folder.iterdir() if not _OURS.fullmatch(p.name))
    found = read_manifest(folder)
    if strangers or (found is None and any(folder.glob("shard-*"))):
        raise ShardError(str(folder), "it holds something else; give a new or empty folder")
    if found is None:
        (folder / MANIFEST).unlink(missing_ok=True)
        begin(folder, manifest)
        return 0
    if (found.version, found.settings) != (manifest.version, manifest.settings):
        reason = f"its papers were read with {found.version}, settings {found.settings}; give a new folder"
        raise ShardError(str(folder), reason)
    mend(folder)
    return max((int(re.sub(r"\D", "", s.name.partition(".")[0])) for s in found.shards), default=0)
