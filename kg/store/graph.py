"""The graph on disk: sources put in, taken out and settled, each whole or not at all.

What only writing needs is loaded when something is written, so that questions are answered sooner.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.core.errors import EndpointError, GraphUnavailableError, ReasonCode
from kg.store import vocabulary as v
from kg.store.failing import is_for_want_of_leave_or_room, why_not_written
from kg.store.folder import Folder, open_for_reading, open_for_writing
from kg.store.identity import WorkKeys, resolve
from kg.store.keys import StoredKeys, keys_in
from kg.store.paper_handles import paper_handle, paper_of
from kg.store.remote.address import is_address
from kg.store.remote.ahead import Ahead
from kg.store.sources import SourceStatus, StoredSource, stored_source
from kg.store.terms import (
    BACKGROUND_GRAPH,
    CURATION_GRAPH,
    clean,
    is_sha256,
    literal,
    run_iri,
    source_iri,
)

if TYPE_CHECKING:
    from kg.core.curation import Curation
    from kg.core.decisions import Decision
    from kg.core.document import SourceFile
    from kg.core.extraction import Extraction
    from kg.core.imported import ImportedSource
    from kg.core.registry import KnownEntity
    from kg.core.statement import Fact
    from kg.store.contents import Content
    from kg.store.curation_log import UnreadableLine
    from kg.store.remote.folder import RemoteFolder

__all__ = ["Graph", "SourceStatus", "StoredSource"]


class Graph:
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
        self._decisions: tuple[Decision, ...] = ()
        self._unreadable: tuple[UnreadableLine, ...] = ()
        self._folded: tuple[dict[str, str], Curation] | None = None
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
        return len(self._replace({source_iri(e.source.sha256): e for e in extractions}))

    def put_failure(self, source: "SourceFile", code: ReasonCode, reason: str) -> bool:
        """Store that a file could not be read, in place of what was stored of it; whether anything changed.

        A file without a digest, one that is missing, goes by the hash of its name.
        """
        from kg.store.encoding import failure_quads  # noqa: PLC0415

        quads = failure_quads(source, code, reason)
        return bool(self._replace({q.graph_name: quads for q in quads if isinstance(q.graph_name, NamedNode)}))

    def put_background(
        self, entities: "Iterable[KnownEntity]", facts: "Iterable[Fact]", *, papers: "Iterable[Extraction]" = ()
    ) -> bool:
        """Store what is known of the entities that papers name, and upstream of them; whether anything changed.

        It settles too, for what collections know of works may join works that papers cite. papers are put in the same
        update, as ``put_many`` does, which leaves nothing to settle among them and the background.
        """
        from kg.core.extraction import Extraction  # noqa: PLC0415
        from kg.store.background import background_of  # noqa: PLC0415

        contents: dict[NamedNode, Content] = {source_iri(e.source.sha256): e for e in papers}
        if self._decisions:  # whom their names mean is told by decisions, and seen once they are put
            self._replace(contents)
            contents = {}
        named = {e.id for c in contents.values() if isinstance(c, Extraction) for e in c.entities}
        contents[BACKGROUND_GRAPH] = background_of(entities, facts, named | self._named_but_in(contents))
        changed = self._replace(contents)
        self.settle()
        return bool(changed)

    def put_import(self, source: "ImportedSource") -> bool:
        """Store what a user brought in place of what was stored under its name; whether anything changed.

        To be followed by ``put_background``, which settles.

        Raises:
            ValueError: an identifier is none of a dataset or model.
        """
        from kg.store.imports import import_iri  # noqa: PLC0415

        return bool(self._replace({import_iri(source.name): source}))

    def remove_import(self, name: str) -> bool:
        """Take an imported source out; whether it was there. To be followed by ``put_background``."""
        from kg.store.imports import import_iri  # noqa: PLC0415

        return bool(self._replace({import_iri(name): []}))

    def read_decisions(self) -> None:
        """Read the log anew; to be followed by ``curate``.

        Raises:
            UnreadableLogError: it cannot be read as text.
        """
        from kg.core.curation import Curation, curation_of  # noqa: PLC0415
        from kg.core.handles import is_paper  # noqa: PLC0415
        from kg.store.curation_log import read_log  # noqa: PLC0415

        log = read_log(self.path)
        self._decisions, self._unreadable = log.decisions, log.unreadable
        papers = {h: "" for d in self._decisions for h in (d.subject, d.object, d.source) if is_paper(h)}
        self._folded = papers, Curation() if papers else curation_of(self._decisions, str)

    @property
    def unreadable_lines(self) -> "tuple[UnreadableLine, ...]":
        """The lines of the log, as it was last read, that are no decisions and count for nothing."""
        return self._unreadable

    def curate(self) -> bool:
        """Apply what people decided to all sources, in one atomic update; whether anything changed.

        It costs a look at the sources concerned where decisions have changed, and else a look at the decisions. To be
        called before sources are put and after the last of them: what has an effect depends on what sources say.
        """
        from kg.store.contents import decoded  # noqa: PLC0415
        from kg.store.curating import graphs_concerned  # noqa: PLC0415

        curation = self.curation()
        concerned = graphs_concerned(self.store, curation)
        stored = {graph: list(self.store.quads_for_pattern(None, None, None, graph)) for graph in concerned}
        contents = {graph: decoded(graph, quads) for graph, quads in stored.items()}
        changed = self._replace(contents, curated=True, stored=stored)
        if self.settle():
            changed += self._replace({}, curated=True)
        return bool(changed)

    def curation(self) -> "Curation":
        """What the decisions of the log come to in this graph."""
        from kg.core.curation import Curation, curation_of  # noqa: PLC0415

        resolved, curation = self._folded or ({}, Curation())
        papers = {handle: self.paper_iri(handle) for handle in resolved}
        if papers != resolved:
            curation = curation_of(self._decisions, papers.__getitem__)
            self._folded = papers, curation  # until a paper among them gets another IRI
        return curation

    def paper_iri(self, handle: str) -> str:
        """The IRI of the paper that goes by the handle."""
        return paper_of(handle, self._identity)

    def paper_handle(self, iri: str) -> str:
        """The handle by which a log names the paper at the IRI."""
        return paper_handle(iri, self._keys, self._identity)

    def remove(self, sha256: str) -> bool:
        """Take a file out, and settle what it held together; whether it was there."""
        node = source_iri(sha256)
        there = self._replace({node: []})
        self.settle()
        return bool(there)

    def settle(self) -> int:
        """Make works that turned out to be one into one node; how many sources were encoded again.

        Which node a work gets depends on the set of sources alone. To be called after the papers of a build are put;
        calling it again does nothing, and after a kill it goes on where it was. ``put_background`` and ``remove`` call
        it themselves.
        """
        from kg.store.contents import decoded, encoded  # noqa: PLC0415
        from kg.store.curating import encode_curation  # noqa: PLC0415
        from kg.store.presence import Presence  # noqa: PLC0415
        from kg.store.transaction import mark_settled, replace_graphs, unsettled_keys  # noqa: PLC0415

        marks = unsettled_keys(self.store)
        self._keys.forget()
        graphs = sorted(set(self._moved(marks)), key=str)
        curation = self.curation()
        for graph in graphs:
            quads = list(self.store.quads_for_pattern(None, None, None, graph))
            if graph == CURATION_GRAPH:
                settled = encode_curation(curation, self._identity, Presence(self.store, {}))
            else:
                settled = encoded(decoded(graph, quads), self._identity, curation)
            replace_graphs(self.store, {graph: settled}, stored={graph: quads})
        mark_settled(self.store, marks)
        return len(graphs)

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

    def encoded_anew(self, graph: NamedNode, quads: Sequence[Quad]) -> list[Quad]:
        """What the graph of a source should hold by what is read out of these quads, which are all that it holds.

        Raises:
            ValueError, LookupError, TypeError: nothing whole can be read out of them.
        """
        from kg.store.contents import decoded, encoded  # noqa: PLC0415
        from kg.store.curating import encode_curation  # noqa: PLC0415
        from kg.store.presence import Presence  # noqa: PLC0415

        if graph == CURATION_GRAPH:
            return encode_curation(self.curation(), self._identity, Presence(self.store, {}))
        if any(q.predicate == v.KG_REASON_CODE for q in quads):
            return list(quads)
        return encoded(decoded(graph, quads), self._identity, self.curation())

    def named(self) -> set[str]:
        """The ids of the datasets and models that papers and imported sources name."""
        return self._named_but_in(())

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

    def _files(self, property_: NamedNode, value: NamedNode | Literal) -> tuple[StoredSource, ...]:
        quads = self.store.quads_for_pattern(None, property_, value, DefaultGraph())
        return _by_name(self.store, (q.subject for q in quads if isinstance(q.subject, NamedNode)))

    def _replace(
        self,
        contents: "Mapping[NamedNode, Content]",
        *,
        curated: bool = False,
        stored: Mapping[NamedNode, list[Quad]] | None = None,
    ) -> tuple[NamedNode, ...]:
        """Store the contents of these graphs, all or nothing; the graphs that changed.

        curated adds the graph of people's decisions; stored holds what the caller has just read.
        """
        from kg.store.contents import encoded, keys_of  # noqa: PLC0415
        from kg.store.curating import curation_keys, encode_curation  # noqa: PLC0415
        from kg.store.presence import Presence  # noqa: PLC0415
        from kg.store.transaction import replace_graphs  # noqa: PLC0415

        replaced = [*contents, *([CURATION_GRAPH] if curated else [])]
        old = (k for g in replaced for k in keys_in(self.store.quads_for_pattern(None, v.KG_WORK_KEY, None, g)))
        new = [k for c in contents.values() for k in keys_of(c)]
        marks = self._keys.shift(old, [*new, *(curation_keys(self.curation()) if curated else ())])
        try:
            curation = self.curation()
            graphs = {g: encoded(c, self._identity, curation) for g, c in contents.items()}
            if curated:
                graphs[CURATION_GRAPH] = encode_curation(curation, self._identity, Presence(self.store, graphs))
            return replace_graphs(self.store, graphs, unsettled=marks, stored=stored)
        except BaseException:
            self._keys.forget()
            raise

    def _decoded(self, sha256: str, *, curated: bool) -> "Extraction | None":
        from kg.store.decoding import decode  # noqa: PLC0415

        quads = list(self.store.quads_for_pattern(None, None, None, source_iri(sha256))) if is_sha256(sha256) else []
        if not quads or any(q.predicate == v.KG_REASON_CODE for q in quads):
            return None
        return decode(quads, curated=curated)

    def _named_but_in(self, graphs: Iterable[NamedNode]) -> set[str]:
        """The ids that papers, imported sources and people name, but for what stands in the graphs of these."""
        elsewhere = {*graphs, BACKGROUND_GRAPH, DefaultGraph()}
        return {
            q.object.value
            for property_ in (v.DCTERMS_IDENTIFIER, v.KG_FORMER_ID)
            for q in self.store.quads_for_pattern(None, property_, None, None)
            if isinstance(q.object, Literal) and q.graph_name not in elsewhere
        }

    def _identity(self, keys: WorkKeys) -> str:
        return resolve(keys, self._keys)

    def _moved(self, marks: list[str]) -> Iterable[NamedNode]:
        """The graphs that hold a bearer of a marked key whose work resolves otherwise than it is stored."""
        titles = [text for text in marks if text.startswith("title:")]
        for text in marks:
            if text.startswith("doi:"):
                titles += (f"title:{self._keys.of(*bearer).title}" for bearer in self._keys.bearers(text))
        for text in sorted({*titles, *marks} - {"title:"}):
            for bearer, graph in self._keys.bearers(text):
                works = (
                    q.object.value
                    for property_ in (v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK)
                    for q in self.store.quads_for_pattern(bearer, property_, None, graph)
                    if isinstance(q.object, NamedNode)
                )
                if next(works, None) != self._identity(self._keys.of(bearer, graph)):
                    yield graph


def _by_name(store: Store, sources: Iterable[NamedNode]) -> tuple[StoredSource, ...]:
    return tuple(sorted((stored_source(store, source) for source in sources), key=lambda s: (s.name, s.sha256)))
