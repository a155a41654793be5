"""What a folder of shards holds: a line for the program that wrote them, and one for each shard."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.core.errors import ShardError

MANIFEST = "shards.jsonl"
FORMAT = 1
"""The version of the folder's layout, and of the encoding in its files."""

_NAME = re.compile(r"shard-[0-9]{6,12}\.nq\.gz")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_LINE = 10_000


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of N-Quads, compressed by gzip: its name, size and digest, and how many sources and quads it holds."""

    name: str
    bytes: int
    sha256: str
    sources: int
    quads: int

    def __post_init__(self) -> None:
        counts: tuple[object, ...] = (self.bytes, self.sources, self.quads)  # as a stranger wrote them
        if not all(isinstance(n, int) and not isinstance(n, bool) and n > 0 for n in counts):
            raise ValueError("a shard is counted in whole numbers")
        if not _NAME.fullmatch(self.name) or not _SHA256.fullmatch(self.sha256):
            raise ValueError("no name or digest of a shard")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The version and settings that the papers were read with, and the shards in their order."""

    version: str
    settings: str
    shards: tuple[Shard, ...] = ()


def read_manifest(folder: Path) -> Manifest | None:
    """What the folder says that it holds; None where it says nothing. A last line that was cut short counts not.

    Raises:
        ShardError: it cannot be read, or is of another format.
    """
    path = folder / MANIFEST
    try:
        lines = path.read_text("utf-8").split("\n")[:-1]  # what stands behind the last line break was cut short
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ShardError(str(path), f"it cannot be read ({error}); look at its rights") from error
    if not lines:
        return None
    try:
        head, *rest = (_line(line) for line in lines)
        if head["kg_shards"] != FORMAT:
            theirs = str(head["kg_shards"])[:20]
            raise ShardError(str(path), f"it is of format {theirs}, this kg reads {FORMAT}; use the kg that wrote it")
        shards = tuple(Shard(**told) for told in rest)
        version, settings = head["version"], head["settings"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ShardError(str(path), "it is no list of shards as kg writes it; write the shards anew") from error
    if len({s.name for s in shards}) < len(shards):
        raise ShardError(str(path), "it names a shard twice; write the shards anew")
    return Manifest(str(version), str(settings), shards)


def begin(folder: Path, manifest: Manifest) -> None:
    """Write the first line of the list."""
    head = {"kg_shards": FORMAT, "version": manifest.version, "settings": manifest.settings}
    _append(folder, head, mode="x")


def append(folder: Path, shard: Shard) -> None:
    """Add a shard to the list, for good."""
    _append(folder, asdict(shard))


def mend(folder: Path) -> None:
    """Cut off a last line that was written in part."""
    path = folder / MANIFEST
    data = path.read_bytes()
    if not data.endswith(b"\n"):
        with path.open("r+b") as file:
            file.truncate(data.rfind(b"\n") + 1)


def _append(folder: Path, told: Mapping[str, object], *, mode: str = "a") -> None:
    with (folder / MANIFEST).open(mode, encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(told) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _line(line: str) -> Any:
    if len(line) > _LONGEST_LINE:
        raise ValueError("no line of a list of shards")
    told = json.loads(line)
    if not isinstance(told, dict):
        raise TypeError("no line of a list of shards")
    return told
