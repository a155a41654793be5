"""Shards read with distrust: each against its digest, each source whole and in a graph of its own."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.core.errors import ShardError
from kg.store.shards.manifest import Shard
from kg.store.terms import is_sha256
from kg.store.vocabulary import PREFIXES

_MOST_QUADS = 2_000_000  # of one source: a hundred times those of a long paper


def check_digest(folder: Path, shard: Shard) -> None:
    """Hold the file against the list.

    Raises:
        ShardError: it is missing or another.
    """
    path = folder / shard.name
    try:
        with path.open("rb") as file:
            same = path.stat().st_size == shard.bytes
            same = same and hashlib.file_digest(file, "sha256").hexdigest() == shard.sha256
    except OSError as error:
        raise ShardError(str(path), f"it cannot be read ({error.strerror or error}); look at its rights") from error
    if not same:
        raise ShardError(str(path), "it is not the file that the list names; write it anew, or copy it again")


def sources_of(folder: Path, shard: Shard) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """The sources in the shard, each with its quads.

    Raises:
        ShardError: it is no N-Quads, or holds other graphs than those of sources, or more than it says.
    """
    path = folder / shard.name
    sources, quads = 0, 0
    try:
        with gzip.open(path, "rb") as file:
            for graph, found in groupby(
                parse(cast(IO[bytes], file), format=RdfFormat.N_QUADS), key=lambda quad: quad.graph_name
            ):
                if not isinstance(graph, NamedNode) or not _is_source(graph):
                    reason = f"it holds the graph {str(graph)[:100]}, which is none of a source; write the shards anew"
                    raise ShardError(str(path), reason)
                whole = _whole(path, found)
                sources, quads = sources + 1, quads + len(whole)
                if sources > shard.sources or quads > shard.quads:
                    break
                yield graph, whole
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error) as error:
        raise ShardError(str(path), f"it cannot be read as N-Quads ({error}); write the shards anew") from error
    if (sources, quads) != (shard.sources, shard.quads):
        raise ShardError(str(path), "it holds more or less than the list says; write it anew")


def _whole(path: Path, found: Iterator[Quad]) -> list[Quad]:
    whole: list[Quad] = []
    for quad in found:
        if not isinstance(quad.subject, NamedNode) or isinstance(quad.object, Triple):
            raise ShardError(
                str(path),
                "it holds nodes without a name or triples within triples, which kg never writes; write the shards anew",
            )
        whole.append(quad)
        if len(whole) > _MOST_QUADS:
            raise ShardError(str(path), f"a source in it has more than {_MOST_QUADS:,} quads; write the shards anew")
    return whole


def _is_source(graph: NamedNode) -> bool:
    return graph.value.startswith(PREFIXES["source"]) and is_sha256(graph.value.removeprefix(PREFIXES["source"]))
