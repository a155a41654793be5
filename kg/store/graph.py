"""The graph on disk: sources put in, taken out and settled, each whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.core.extraction import Extraction
from kg.core.registry import KnownEntity
from kg.core.statement import Fact


class SourceStatus(StrEnum):
    """What became of a file."""

    STORED = "stored"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A file that the graph knows of, with what it holds of it; code and reason are None for stored ones."""

    sha256: str
    name: str
    status: SourceStatus
    paper: str | None = None
    title: str | None = None
    reader: str | None = None
    version: str | None = None
    settings: str | None = None
    code: ReasonCode | None = None
    reason: str | None = None
    pages: int | None = None
    sentences: int = 0
    citations: int = 0
    references: int = 0
    datasets: int = 0
    models: int = 0
    statements: int = 0


class Graph:
    """An open graph; a context manager."""

    @classmethod
    def open(cls, path: str | Path) -> "Graph":
        """The graph in this folder, opened for writing and made where there is none."""
        raise NotImplementedError

    @classmethod
    def open_read_only(cls, path: str | Path) -> "Graph":
        """The graph in this folder, opened for reading."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the folder."""
        raise NotImplementedError

    def __enter__(self) -> "Graph":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def put(self, extraction: Extraction) -> bool:
        """Store what a paper says in place of what was stored of this file; whether anything changed."""
        raise NotImplementedError

    def put_failure(self, source: SourceFile, code: ReasonCode, reason: str) -> bool:
        """Store that a file could not be read; whether anything changed."""
        raise NotImplementedError

    def put_background(self, entities: Iterable[KnownEntity], facts: Iterable[Fact]) -> bool:
        """Store what is known upstream of the entities that papers name; whether anything changed."""
        raise NotImplementedError

    def remove(self, sha256: str) -> bool:
        """Take a file out; whether it was there."""
        raise NotImplementedError

    def settle(self) -> int:
        """Make works that turned out to be one into one node; how many sources were encoded again."""
        raise NotImplementedError

    def sources(self) -> tuple[StoredSource, ...]:
        """All files that the graph knows of, by file name."""
        raise NotImplementedError

    def has(self, sha256: str, version: str, settings: str) -> bool:
        """Whether the file is stored as this version with these settings reads it."""
        raise NotImplementedError

    def extraction(self, sha256: str) -> Extraction | None:
        """What was put of the file, or None."""
        raise NotImplementedError

    def __len__(self) -> int:
        """The number of different triples in the union of all sources."""
        raise NotImplementedError
