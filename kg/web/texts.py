"""The texts of papers, read again from the files where they lay when the graph was built."""

import json
import os
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kg.core.document import BlockKind
from kg.core.errors import KgError
from kg.core.extraction import Extraction
from kg.places import Places
from kg.web import text_worker

_SECONDS = 60.0
_MEMORY_BYTES = 2 * 2**30
_MOST_KEPT = 4
_LONGEST_KEPT = 1_000_000  # characters; longer texts are read each time


class NoTextError(KgError):
    """The text of a paper cannot be had."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}; the quotes are still in the graph"


@dataclass(frozen=True, slots=True)
class PaperText:
    """The text of a paper, its blocks by place in it, and the offset of each page where there are pages."""

    text: str
    blocks: tuple[tuple[BlockKind, int, int], ...]
    page_starts: tuple[int, ...]


class Texts:
    """Reads papers in processes of their own, under limits, and keeps the last few."""

    def __init__(self, graph: Path) -> None:
        """Texts of the papers in the graph of this folder, which holds a note of where they lay."""
        self._graph = graph
        self._kept: OrderedDict[str, PaperText] = OrderedDict()
        self._lock = Lock()

    def known(self, extraction: Extraction) -> bool:
        """Whether a file still lies where the paper lay; whether it is the same file is seen when it is read."""
        return self._path(extraction.source.sha256) is not None

    def text(self, extraction: Extraction) -> PaperText:
        """The text that the offsets of the paper's quotes are of.

        Raises:
            NoTextError: the file is gone, or reads otherwise than it did.
        """
        name, sha256 = extraction.source.name, extraction.source.sha256
        with self._lock:  # one paper at a time is read, and each once
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
                return self._kept[sha256]
            path = self._path(sha256)
            if path is None:
                raise NoTextError(name, "its file no longer lies where it was read")
            found = _read(name, path, sha256)
            if any(found.text[e.start : e.end] != e.quote for s in extraction.statements for e in s.evidence):
                raise NoTextError(name, "this kg reads its file otherwise than the one that built the graph")
            if len(found.text) <= _LONGEST_KEPT:
                self._kept[sha256] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            return found

    def _path(self, sha256: str) -> Path | None:
        with Places(self._graph) as places:
            paths = [Path(p) for p in places.of(sha256)]
        return next((p for p in paths if p.exists()), None)


def _read(name: str, path: Path, sha256: str) -> PaperText:
    command = [sys.executable, "-P", "-m", text_worker.__name__, str(_MEMORY_BYTES), os.fspath(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        raise NoTextError(name, f"it could not be read within {_SECONDS:g} seconds") from None
    if done.returncode != 0:
        raise NoTextError(name, "it can no longer be read")
    found = json.loads(done.stdout)
    if found["sha256"] != sha256:
        raise NoTextError(name, "its file has changed since it was read")
    blocks = tuple((BlockKind(kind), start, end) for kind, start, end in found["blocks"])
    return PaperText(found["text"], blocks, tuple(found["page_starts"]))
