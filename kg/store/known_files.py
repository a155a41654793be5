"""The files that a graph knows of: read, failed, and what was read out of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.store import vocabulary as v
from kg.store.remote.ahead import Ahead
from kg.store.sources import StoredSource, stored_source
from kg.store.terms import clean, is_sha256, literal, run_iri, source_iri

if TYPE_CHECKING:
    from kg.core.extraction import Extraction


class KnownFiles:
    """What a graph tells of files, looked up in its store; to be inherited."""

    @property
    def store(self) -> Store:
        """Where it is looked up."""
        raise NotImplementedError

    def sources(self) -> tuple[StoredSource, ...]:
        """All files that the graph knows of, by file name."""
        Ahead(self.store).sources()
        found = self.store.quads_for_pattern(None, v.RDF_TYPE, v.KG_SOURCE, DefaultGraph())
        nodes = [q.subject for q in found if isinstance(q.subject, NamedNode)]
        return _by_name(self.store, nodes)

    def files_named(self, name: str) -> tuple[StoredSource, ...]:
        """The files of this name, read or failed."""
        return self._files(v.SCHEMA_NAME, literal(name))

    def files_of(self, paper: str) -> tuple[StoredSource, ...]:
        """The files that were read of a paper, given by its IRI, by file name."""
        return self._files(v.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(paper))

    def source(self, sha256: str) -> StoredSource | None:
        """The file of this digest, or None for one that the graph does not know of."""
        if not is_sha256(sha256) or Quad(source_iri(sha256), v.RDF_TYPE, v.KG_SOURCE, DefaultGraph()) not in self.store:
            return None
        return stored_source(self.store, source_iri(sha256))

    def has(self, sha256: str, version: str, settings: str) -> bool:
        """Whether the file is stored as this version reads it with these settings; False for one that failed."""
        if not is_sha256(sha256):
            return False
        run = run_iri(clean(version), clean(settings), sha256)
        return Quad(run, v.RDF_TYPE, v.PROV_ACTIVITY, source_iri(sha256)) in self.store

    def extraction(self, sha256: str) -> "Extraction | None":
        """What was put of the file, or None for one that is not there or failed."""
        return self._decoded(sha256, curated=False)

    def curated_extraction(self, sha256: str) -> "Extraction | None":
        """What people's decisions have left and made of what was put of the file, or None as for ``extraction``."""
        return self._decoded(sha256, curated=True)

    def _files(self, property_: NamedNode, value: NamedNode | Literal) -> tuple[StoredSource, ...]:
        quads = self.store.quads_for_pattern(None, property_, value, DefaultGraph())
        return _by_name(self.store, (q.subject for q in quads if isinstance(q.subject, NamedNode)))

    def _decoded(self, sha256: str, *, curated: bool) -> "Extraction | None":
        from kg.store.decoding import decode  # noqa: PLC0415

        quads = list(self.store.quads_for_pattern(None, None, None, source_iri(sha256))) if is_sha256(sha256) else []
        if not quads or any(q.predicate == v.KG_REASON_CODE for q in quads):
            return None
        return decode(quads, curated=curated)


def _by_name(store: Store, sources: Iterable[NamedNode]) -> tuple[StoredSource, ...]:
    return tuple(sorted((stored_source(store, source) for source in sources), key=lambda s: (s.name, s.sha256)))
