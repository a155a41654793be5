"""Where a reader sees a quote in its place: in the text of the paper that was read, else on the paper's page."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pyoxigraph import NamedNode

from kg.core.lineage import SourcedEvidence
from kg.store import vocabulary as v
from kg.store.lookup import Lookup
from kg.web.links import entity_address
from kg.web.serving import Held


class Sayings:
    """The addresses of quotes, for one page; each paper is looked up once."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._files: dict[str, dict[str, str]] = {}
        self._at_hand: dict[str, bool] = {}

    def address(self, said: SourcedEvidence) -> str:
        """Where the quote stands in the text, if its file still lies where it was read; else the paper's page."""
        sha256 = self._read_from(said.source).get(said.file or "")
        if said.start is None or sha256 is None or not self._is_at_hand(sha256):
            return entity_address(said.source)
        return f"/text/{sha256}#at-{said.start}"

    def _read_from(self, paper: str) -> dict[str, str]:
        """The digests of the files that were read of the paper, by name."""
        if paper not in self._files:
            look = Lookup(self._held.snapshot.graph.store)
            files = look.subjects(v.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(paper))
            named = ((look.text(file, v.SCHEMA_NAME), file.value.rpartition("/")[2]) for file in files)
            self._files[paper] = {name: sha256 for name, sha256 in named if name is not None}
        return self._files[paper]

    def _is_at_hand(self, sha256: str) -> bool:
        if sha256 not in self._at_hand:
            self._at_hand[sha256] = self._held.texts.at_hand(sha256)
        return self._at_hand[sha256]


_NOW: ContextVar[Sayings | None] = ContextVar("sayings", default=None)


@contextmanager
def told_by(held: Held) -> Iterator[None]:
    """Within the block, ``said_at`` speaks of this snapshot."""
    token = _NOW.set(Sayings(held))
    try:
        yield
    finally:
        _NOW.reset(token)


def said_at(said: SourcedEvidence) -> str:
    """The address at which a reader sees what was said in its place."""
    now = _NOW.get()
    return now.address(said) if now is not None else entity_address(said.source)
