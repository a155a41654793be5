"""The graph on disk: sources put in, taken out and settled, each whole or not at all.

What only writing needs is loaded when something is written, so that questions are answered sooner.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.core.errors import EndpointError, GraphUnavailableError, ReasonCode
from kg.store.failing import is_for_want_of_leave_or_room, why_not_written
from kg.store.folder import Folder, open_for_reading, open_for_writing
from kg.store.keys import StoredKeys
from kg.store.known_decisions import Decided
from kg.store.known_files import KnownFiles
from kg.store.named_ids import ids_named
from kg.store.paper_handles import paper_handle, paper_of
from kg.store.remote.address import is_address
from kg.store.sources import SourceStatus, StoredSource
from kg.store.terms import source_iri

if TYPE_CHECKING:
    from kg.core.curation import Curation
    from kg.core.document import SourceFile
    from kg.core.extraction import Extraction
    from kg.core.imported import ImportedSource
    from kg.core.registry import KnownEntity
    from kg.core.statement import Fact
    from kg.store.curation_log import UnreadableLine
    from kg.store.remote.folder import RemoteFolder
    from kg.store.writing import Writing

__all__ = ["Graph", "SourceStatus", "StoredSource"]


class Graph(KnownFiles):
    """An open graph; a context manager.

    Each source has a graph of its own, named after it. What is known before reading stands in a graph of its own too,
    and so does which cited works were not read: kg:Read is said by the source that is the paper, kg:NotRead by the
    status graph of every work that is cited and that no source is. The default graph is the union of all these.

    What people decided, in the log beside the store, is applied to whatever is put: it changes how sources stand in the
    graph, and ``extraction`` still gives what they say. ``curate`` applies a log that has changed.
    """

    def __init__(self, folder: "Folder | RemoteFolder") -> None:
        self._folder = folder
        self._keys = StoredKeys(folder.store)
        self._decided = Decided()
        if folder.writable:
            self.read_decisions()

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """The graph in this folder, opened for writing and made where there is none.

        Raises:
            GraphUnavailableError: the folder holds something else, is in use, of a newer format or cannot be written;
                or it is no folder and an endpoint.
            UnreadableLogError: the log of what people decided cannot be read as text.
        """
        folder = open_for_writing(Path(path))
        try:
            return cls(folder)
        except BaseException:
            folder.close()
            raise

    @classmethod
    def open_read_only(cls, path: str | Path) -> Self:
        """The graph in this folder, opened for reading beside other readers; or what was pushed to an endpoint.

        While somebody writes it, what he left for readers is opened: the graph as it was then.

        An endpoint is given by the address of its queries. It is asked as far as questions reach, and what it answered
        is remembered, so that the graph stays as it was then.

        Raises:
            GraphUnavailableError: there is no graph, none yet that could be read, or it is of a newer format.
            EndpointError: no endpoint answers at the address.
        """
        if not is_address(str(path)):
            return cls(open_for_reading(Path(path)))
        from kg.store.remote.folder import open_endpoint  # noqa: PLC0415 - what reads a folder is spared the network

        return cls(open_endpoint(str(path)))

    @property
    def path(self) -> Path:
        """The folder that holds what is read: the graph's own, or a snapshot in it while somebody writes the graph.

        Raises:
            GraphUnavailableError: it is behind an endpoint.
        """
        return self._folder.path

    @property
    def log_sha256(self) -> str | None:
        """The digest of the log of what people decided, or None where there is none."""
        return self._folder.log_sha256()

    @property
    def endpoint(self) -> "RemoteFolder | None":
        """What the graph is behind, if it is in no folder."""
        return None if isinstance(self._folder, Folder) else self._folder

    @property
    def writable(self) -> bool:
        """Whether it was opened for writing."""
        return self._folder.writable

    @property
    def store(self) -> Store:
        """Oxigraph's store, or what answers like it for an endpoint: to be looked at and not written to."""
        return self._folder.store

    def share(self) -> None:
        """Let readers see what is stored now, though it is being written, at most once a minute."""
        if isinstance(self._folder, Folder):
            self._folder.share()

    def close(self) -> None:
        """Let go of the folder; to be done once.

        Raises:
            GraphUnavailableError: what is still in memory cannot be written.
        """
        self._keys = StoredKeys(Store())
        self.__dict__.pop("_writing", None)  # the folder drops the last reference to its store
        self._folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        there = self.endpoint
        self.close()
        if self.writable and error is not None and is_for_want_of_leave_or_room(error):
            raise GraphUnavailableError(str(self.path), why_not_written(self.path, error)) from error
        if there is not None and isinstance(
            error, LookupError | ValueError
        ):  # a graph of kg's own holds what is needed
            raise EndpointError(there.address.url, "it does not hold the whole of a graph; push it again") from error

    def put(self, extraction: "Extraction") -> bool:
        """Store what a paper says in place of what was stored of this file; whether anything changed.

        Works are joined with those known so far; ``settle`` joins the rest.

        Raises:
            ValueError: the extraction contradicts itself, as ``encode`` says.
        """
        return self.put_many([extraction]) == 1

    def put_many(self, extractions: "Iterable[Extraction]") -> int:
        """Store what these papers say in one atomic update, as ``put`` does for each; how many sources changed.

        Works that only these papers speak of are joined before they are written, so that nothing among them is left to
        settle: cheaper than one by one. Of two extractions of one file the last counts.

        Raises:
            ValueError: an extraction contradicts itself, as ``encode`` says; nothing is stored then.
        """
        return len(self._writing.replace({source_iri(e.source.sha256): e for e in extractions}))

    def put_failure(self, source: "SourceFile", code: ReasonCode, reason: str) -> bool:
        """Store that a file could not be read, in place of what was stored of it; whether anything changed.

        A file without a digest, one that is missing, goes by the hash of its name.
        """
        from kg.store.encoding import failure_quads  # noqa: PLC0415

        quads = failure_quads(source, code, reason)
        return bool(self._writing.replace({q.graph_name: quads for q in quads if isinstance(q.graph_name, NamedNode)}))

    def put_background(
        self, entities: "Iterable[KnownEntity]", facts: "Iterable[Fact]", *, papers: "Iterable[Extraction]" = ()
    ) -> bool:
        """Store what is known of the entities that papers name, and upstream of them; whether anything changed.

        It settles too, for what collections know of works may join works that papers cite. papers are put in the same
        update, as ``put_many`` does, which leaves nothing to settle among them and the background.
        """
        return self._writing.put_background(entities, facts, papers)

    def put_import(self, source: "ImportedSource") -> bool:
        """Store what a user brought in place of what was stored under its name; whether anything changed.

        To be followed by ``put_background``, which settles.

        Raises:
            ValueError: an identifier is none of a dataset or model.
        """
        from kg.store.imports import import_iri  # noqa: PLC0415

        return bool(self._writing.replace({import_iri(source.name): source}))

    def remove_import(self, name: str) -> bool:
        """Take an imported source out; whether it was there. To be followed by ``put_background``."""
        from kg.store.imports import import_iri  # noqa: PLC0415

        return bool(self._writing.replace({import_iri(name): []}))

    def read_decisions(self) -> None:
        """Read the log anew; to be followed by ``curate``.

        Raises:
            UnreadableLogError: it cannot be read as text.
        """
        self._decided.read(self.path)

    @property
    def unreadable_lines(self) -> "tuple[UnreadableLine, ...]":
        """The lines of the log, as it was last read, that are no decisions and count for nothing."""
        return self._decided.unreadable

    def curate(self) -> bool:
        """Apply what people decided to all sources, in one atomic update; whether anything changed.

        It costs a look at the sources concerned where decisions have changed, and else a look at the decisions. To be
        called before sources are put and after the last of them: what has an effect depends on what sources say.
        """
        return self._writing.curate()

    def curation(self) -> "Curation":
        """What the decisions of the log come to in this graph."""
        return self._decided.curation(self._keys.identity)

    def paper_iri(self, handle: str) -> str:
        """The IRI of the paper that goes by the handle."""
        return paper_of(handle, self._keys.identity)

    def paper_handle(self, iri: str) -> str:
        """The handle by which a log names the paper at the IRI."""
        return paper_handle(iri, self._keys, self._keys.identity)

    def remove(self, sha256: str) -> bool:
        """Take a file out, and settle what it held together; whether it was there."""
        there = self._writing.replace({source_iri(sha256): []})
        self.settle()
        return bool(there)

    def settle(self) -> int:
        """Make works that turned out to be one into one node; how many sources were encoded again.

        Which node a work gets depends on the set of sources alone. To be called after the papers of a build are put;
        calling it again does nothing, and after a kill it goes on where it was. ``put_background`` and ``remove`` call
        it themselves.
        """
        return self._writing.settle()

    def encoded_anew(self, graph: NamedNode, quads: Sequence[Quad]) -> list[Quad]:
        """What the graph of a source should hold by what is read out of these quads, which are all that it holds.

        Raises:
            ValueError, LookupError, TypeError: nothing whole can be read out of them.
        """
        return self._writing.encoded_anew(graph, quads)

    def named(self) -> set[str]:
        """The ids of the datasets and models that papers and imported sources name."""
        return ids_named(self.store)

    def introduced_otherwise(self, known: Iterable[str]) -> tuple[str, ...]:
        """The digests of the papers that have a thing of one name introduced by another work than other papers have.

        The things with the ids known are passed over. Of things parted before, marked by ten digits behind the name,
        all papers are given. Sorted.
        """
        from kg.store.introductions import introduced_otherwise  # noqa: PLC0415

        return introduced_otherwise(self.store, known)

    def __len__(self) -> int:
        """The number of different triples in the union of all graphs."""
        if self.endpoint is not None:
            return self.endpoint.quads.count()
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DefaultGraph()))

    @cached_property
    def _writing(self) -> "Writing":
        from kg.store.writing import Writing  # noqa: PLC0415 - loaded when something is written

        return Writing(self.store, self._keys, self._decided)
