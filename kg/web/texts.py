"""The texts of papers, read again from the files where they lay when the graph was built."""

import json
import os
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from kg.core.document import BlockKind
from kg.core.errors import KgError
from kg.core.extraction import Extraction
from kg.core.stopping import go_on
from kg.places import Places
from kg.web import text_worker

_SECONDS = 60.0
_LOOK_S = 0.2  # how often it is looked whether anybody still waits
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


class TextGoneError(NoTextError):
    """The file that a paper was read from is no longer there as it was."""

    def __init__(self, name: str, reason: str, place: str | None) -> None:
        super().__init__(name, reason)
        self.place = place
        self.args = (name, reason, place)  # all kept, so it survives pickling

    def __str__(self) -> str:
        lay = f" ({self.place})" if self.place else ""
        back = "to see its text, put it back there, or build the graph from where it lies now and take the newer one"
        return f"{self.name}: {self.reason}{lay}; the quotes are still in the graph; {back}"


@dataclass(frozen=True, slots=True)
class PaperText:
    """The text of a paper, its blocks by place in it, and the offset of each page where there are pages."""

    text: str
    blocks: tuple[tuple[BlockKind, int, int], ...]
    page_starts: tuple[int, ...]


class Texts:
    """Reads papers in processes of their own, under limits, and keeps the last few."""

    def __init__(self, graph: Path, *, tells_places: bool = True) -> None:
        """Texts of the papers in the graph of this folder, which holds a note of where they lay.

        tells_places says whether an error names the path at which a file lay.
        """
        self._graph, self._tells_places = graph, tells_places
        self._kept: OrderedDict[str, PaperText] = OrderedDict()
        self._lock = Lock()

    def known(self, extraction: Extraction) -> bool:
        """Whether a file still lies where the paper lay; whether it is the same file is seen when it is read."""
        return self.at_hand(extraction.source.sha256)

    def at_hand(self, sha256: str) -> bool:
        """The same of a file by its digest."""
        return self._path(sha256) is not None

    def text(self, extraction: Extraction) -> PaperText:
        """The text that the offsets of the paper's quotes are of.

        Raises:
            TextGoneError: the file is gone, or another one lies there.
            NoTextError: it reads otherwise than it did, or cannot be read in time.
        """
        name, sha256 = extraction.source.name, extraction.source.sha256
        with self._alone():  # one paper at a time is read, and each once
            if sha256 in self._kept:
                self._kept.move_to_end(sha256)
                return self._kept[sha256]
            path = self._path(sha256)
            if path is None:
                raise self._gone(extraction, "its file no longer lies where it was read")
            found = _read(name, path, sha256)
            if found is None:
                raise self._gone(extraction, "its file has changed since it was read")
            if any(found.text[e.start : e.end] != e.quote for s in extraction.statements for e in s.evidence):
                raise NoTextError(name, "this kg reads its file otherwise than the one that built the graph")
            if len(found.text) <= _LONGEST_KEPT:
                self._kept[sha256] = found
                while len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for whoever reads now, as long as the answer is still wanted."""
        while not self._lock.acquire(timeout=_LOOK_S):
            go_on()
        try:
            yield
        finally:
            self._lock.release()

    def _gone(self, extraction: Extraction, reason: str) -> TextGoneError:
        paths = self._paths(extraction.source.sha256) if self._tells_places else []
        return TextGoneError(extraction.source.name, reason, os.fspath(paths[0]) if paths else None)

    def _path(self, sha256: str) -> Path | None:
        return next((p for p in self._paths(sha256) if p.exists()), None)

    def _paths(self, sha256: str) -> list[Path]:
        with Places(self._graph) as places:
            return [Path(p) for p in places.of(sha256)]


def _read(name: str, path: Path, sha256: str) -> PaperText | None:
    """The text of the file; None where it is no longer the one with this digest."""
    command = [sys.executable, "-P", "-m", text_worker.__name__, str(_MEMORY_BYTES), os.fspath(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as worker:  # noqa: S603 - our own
        try:
            told = _told(name, worker)
        finally:
            worker.kill()  # where it is done, nothing comes of it
    if worker.returncode != 0:
        raise NoTextError(name, "it can no longer be read")
    found = json.loads(told)
    if found["sha256"] != sha256:
        return None
    blocks = tuple((BlockKind(kind), start, end) for kind, start, end in found["blocks"])
    return PaperText(found["text"], blocks, tuple(found["page_starts"]))


def _told(name: str, worker: subprocess.Popen[bytes]) -> bytes:
    """What the worker prints, as long as the answer is still wanted."""
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        go_on()
        try:
            return worker.communicate(timeout=_LOOK_S)[0]
        except subprocess.TimeoutExpired:
            continue
    raise NoTextError(name, f"it could not be read within {_SECONDS:g} seconds")
