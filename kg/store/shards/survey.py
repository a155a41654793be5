"""What all shards say together, before any of them is loaded: whose reading counts, which keys works bear."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.core.registry import KnownEntity
from kg.core.statement import Fact
from kg.store import vocabulary as v
from kg.store.background import background_of, encode_background
from kg.store.identity import WorkKeys, resolve
from kg.store.keys import StoredKeys

_KEPT = frozenset({v.KG_WORK_KEY, v.DCTERMS_IDENTIFIER, v.KG_FORMER_ID})
_TOGETHER = 200_000  # quads of one write
_REMEMBERED = 2_000  # works of which the keys are kept in memory


class Survey:
    """A first look at sources, kept on disk in a folder that the caller throws away.

    Sources are counted from 0 in the order in which they are seen. Of several readings of one file the last counts,
    and a failure counts only where there is no reading.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._store = Store(folder / "keys")
        self._seen = sqlite3.connect(folder / "seen.sqlite")
        self._seen.execute(
            "CREATE TABLE seen (source TEXT PRIMARY KEY, place INTEGER NOT NULL, failed INTEGER NOT NULL)"
        )
        self._waiting: dict[NamedNode, list[Quad]] = {}
        self._quads = self._places = self._resolved = 0
        self._keys = StoredKeys(self._store)

    def add(self, source: NamedNode, quads: Sequence[Quad]) -> None:
        """Look at a source."""
        failed = any(q.predicate == v.KG_REASON_CODE for q in quads)
        before = self._seen.execute("SELECT failed FROM seen WHERE source = ?", (source.value,)).fetchone()
        place, self._places = self._places, self._places + 1
        if before is not None and failed and not before[0]:
            return
        if before is not None:
            self._forget(source)
        self._seen.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (source.value, place, failed))
        self._waiting[source] = [q for q in quads if q.predicate in _KEPT]
        self._quads += len(self._waiting[source])
        if self._quads > _TOGETHER:
            self._write()

    def close(self, entities: Sequence[KnownEntity], facts: Sequence[Fact]) -> None:
        """Take in what is known beforehand of what the sources name; nothing may be added afterwards."""
        self._write()
        self._seen.commit()
        named = {
            q.object.value
            for property_ in (v.DCTERMS_IDENTIFIER, v.KG_FORMER_ID)
            for q in self._store.quads_for_pattern(None, property_, None, None)
            if isinstance(q.object, Literal)
        }
        background = encode_background(*background_of(entities, facts, named), self.identity)
        self._store.extend(q for q in background if q.predicate == v.KG_WORK_KEY)
        self._keys.forget()

    def counts(self, place: int, source: NamedNode) -> bool:
        """Whether the source at this place is the reading that counts."""
        found = self._seen.execute("SELECT place FROM seen WHERE source = ?", (source.value,)).fetchone()
        return found is not None and found[0] == place

    def sources(self) -> tuple[int, int]:
        """How many files were read, and how many failed."""
        rows = dict(self._seen.execute("SELECT failed, COUNT(*) FROM seen GROUP BY failed"))
        return rows.get(0, 0), rows.get(1, 0)

    def identity(self, keys: WorkKeys) -> str:
        """The IRI of the work that bears the keys, by all that the sources and what is known beforehand say."""
        self._resolved += 1
        if self._resolved % _REMEMBERED == 0:
            self._keys.forget()
        return resolve(keys, self._keys)

    def end(self) -> None:
        """Let go of the folder."""
        self._seen.close()
        self._keys = StoredKeys(Store())
        self._store = Store()

    def _forget(self, source: NamedNode) -> None:
        self._write()
        for quad in list(self._store.quads_for_pattern(None, None, None, source)):
            self._store.remove(quad)

    def _write(self) -> None:
        self._store.bulk_extend(q for quads in self._waiting.values() for q in quads)
        self._waiting.clear()
        self._quads = 0
