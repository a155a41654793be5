"""A paper as it stands in a shard: the quads of its own graph, as it shows them by itself, compressed."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Quad, RdfFormat, serialize

from kg.core.extraction import Extraction
from kg.store.encoding import encode
from kg.store.identity import alone

_LEVEL = 6


@dataclass(frozen=True, slots=True)
class EncodedPaper:
    """The quads of one source's graph as N-Quads, sorted and compressed by gzip, and how many they are.

    version and settings are those of the extraction; unread_pages numbers the pages that could not be read.
    """

    sha256: str
    quads: int
    data: bytes
    version: str
    settings: str
    unread_pages: tuple[int, ...] = ()

    @classmethod
    def of(cls, paper: Extraction) -> "EncodedPaper":
        """What a paper says, encoded as if it stood alone: which works are one is told when shards are loaded.

        Raises:
            ValueError: the extraction contradicts itself, as ``encode`` says.
        """
        quads = encode(paper, alone(paper))
        return cls(paper.source.sha256, len(quads), packed(quads), paper.version, paper.settings, paper.unread_pages)


def packed(quads: Iterable[Quad]) -> bytes:
    """Quads as a member of a gzip file, the same bytes whenever it is made; members may follow one another."""
    return gzip.compress(serialize(quads, format=RdfFormat.N_QUADS) or b"", _LEVEL, mtime=0)
