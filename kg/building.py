"""Papers become a graph: what is new is extracted and stored, the rest is skipped."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.core.document import SourceFile
from kg.core.errors import (
    GraphUnavailableError,
    NothingToRetryError,
    NotReadError,
    ReasonCode,
    UnreadablePaperError,
)
from kg.core.extraction import Extraction
from kg.core.lineage import NodeKind
from kg.core.rejections import Rejections
from kg.elsewhere.address import Paper, RemotePaper, in_order
from kg.finishing import finish
from kg.pipeline import extractor_version, settings_digest, source_of
from kg.places import Places
from kg.spreading.copies import Firsts
from kg.spreading.engine import Engine, extract_all
from kg.spreading.finding import find_all
from kg.spreading.local import LocalEngine
from kg.spreading.reading import unseen
from kg.store.curation_log import UnreadableLine
from kg.store.graph import Graph, SourceStatus, StoredSource
from kg.store.reading import GraphReader
from kg.store.shards.encoded import EncodedPaper
from kg.store.shelf import Shelf
from kg.tracing.naming import resolve
from kg.workers import GRACE_S, Outcome, Wanted, WorkLimits


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be read, with the path as given, the reason code and the reason as a clause."""

    path: str
    code: ReasonCode
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class PartlyRead:
    """A paper that was stored without some of its pages: the path as given, and the pages' numbers from 1."""

    path: str
    unread_pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of the papers of one build; paths as given, each sorted.

    partly_read is a part of stored. replaced are files that had changed, and whose earlier reading was taken out.
    copies are a part of skipped: files with the same content as another one, which is named second. unreadable are
    lines of the log of decisions that count for nothing.
    """

    stored: tuple[str, ...]
    skipped: tuple[str, ...]
    failed: tuple[Failure, ...]
    partly_read: tuple[PartlyRead, ...] = ()
    replaced: tuple[str, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    unreadable: tuple[UnreadableLine, ...] = ()


Progress = Callable[[int, int, str], None]
"""Called with papers read, papers in all, and the name of the last one, which is stored soon after."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A file of which the graph now holds what there is to hold, whatever happens next; code is that of a failure."""

    path: str
    sha256: str
    code: ReasonCode | None = None


def build_graph(
    paths: Iterable[str | os.PathLike[str]],
    graph: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    force: bool = False,
    limits: WorkLimits = WorkLimits(),  # noqa: B008 - an immutable value
    progress: Progress | None = None,
    settled: Callable[[Settled], None] | None = None,
    engine: Engine | None = None,
) -> BuildReport:
    """Read the papers, extract from them and store them in the graph folder, which is made where there is none.

    Papers stored before by the same extractor and settings are skipped, unless force is set; after a pair was rejected
    all are read again, and what was rejected is kept apart. All that people decided is applied. The graph is the same
    whatever the order of the papers and the number of jobs (default: one a processor). An interrupted
    build keeps what it has read; one that is killed loses at most the last few papers, and none that settled was called
    with. A graph that was to be made is none where no file was found, or the build was interrupted before anything was
    stored. paths may be addresses too. engine reads the papers, by default that of this machine with so many jobs.

    Raises:
        NoPapersError: the paths hold nothing to read.
        ClusterError: the engine is a cluster, and is not there or runs another kg; what it has read is stored.
        GraphUnavailableError: the graph cannot be written.
        UnreadableLogError: the log of what people decided is no text.
    """
    given = [os.fspath(p) for p in paths]
    discovery = find_all(given)
    failed = [Failure(p.name, p.code, p.reason) for p in discovery.problems]
    if not discovery.files and not Path(graph).exists():
        return BuildReport((), (), tuple(sorted(failed, key=_by_path)))
    with _opened(Path(graph)) as opened:
        opened.curate()
        rejected = opened.curation().apart
        with Places(opened.path) as places:
            todo, skipped = _todo(opened, discovery.files, failed, rejected, places, force=force)
        engine = engine or LocalEngine(jobs or _jobs(len(todo)))
        outcomes = extract_all(todo, engine=engine, limits=limits, wanted=Wanted(rejected), patience_s=GRACE_S)
        stored: list[str] = []
        partly: list[PartlyRead] = []
        unread: dict[Paper, str] = {}
        paths_of: dict[str, Paper] = {}
        firsts = Firsts(opened, force=force)

        def tell(sha256: str, path: Paper, code: ReasonCode | None = None) -> None:
            if settled:
                settled(Settled(str(path), sha256, code))

        with Shelf(opened, stored=lambda paper: tell(paper.source.sha256, paths_of[paper.source.sha256])) as shelf:
            for done, read in enumerate(outcomes, 1):
                path, outcome = read.paper, read.outcome
                if read.sha256:
                    todo[path] = replace(todo[path], sha256=read.sha256)
                if isinstance(outcome, Extraction) and (copy := firsts.copy(path, outcome)):
                    skipped[copy] = outcome.source.sha256
                    if copy != path:
                        paths_of[outcome.source.sha256] = path
                        shelf.add(outcome)
                        stored[stored.index(str(copy))] = str(path)
                elif isinstance(outcome, Extraction):
                    paths_of[outcome.source.sha256] = path
                    shelf.add(outcome)
                    stored.append(str(path))
                    if outcome.unread_pages:
                        partly.append(PartlyRead(str(path), outcome.unread_pages))
                elif isinstance(outcome, UnreadablePaperError):
                    _record(opened, todo[path], outcome)
                    tell(todo[path].sha256, path, outcome.code)
                    unread[path] = todo[path].sha256
                    failed.append(Failure(str(path), outcome.code, outcome.reason))
                if progress:
                    progress(done, len(todo), path.name)
            unreadable = finish(opened, shelf.papers)
            shelf.clear()
        found = skipped | {path: source.sha256 for path, source in todo.items()}
        kept = {path: sha256 for path, sha256 in found.items() if sha256 not in unread.values()}
        with Places(opened.path) as places:
            changed = _tidied(opened, places, kept, unread)
    return BuildReport(
        tuple(sorted(stored)),
        tuple(sorted(str(path) for path in skipped)),
        tuple(sorted(failed, key=_by_path)),
        tuple(sorted(partly)),
        tuple(sorted(map(str, changed))),
        copies_among(found),
        unreadable,
    )


@contextmanager
def _opened(path: Path) -> Iterator[Graph]:
    """The graph for writing; one made here goes again where it is interrupted and holds nothing yet."""
    made, empty = not path.exists(), False
    try:
        with Graph.open(path) as graph:
            try:
                yield graph
            except KeyboardInterrupt:
                empty = not graph.sources()
                raise
    finally:
        if made and empty:
            shutil.rmtree(path, ignore_errors=True)


def _by_path(failure: Failure) -> tuple[str, str, str]:
    return failure.path, failure.code, failure.reason


def _jobs(papers: int) -> int:
    return min(os.cpu_count() or 1, max(1, papers))


def _tidied(
    graph: Graph, places: Places, stored: Mapping[Paper, str], failed: Mapping[Paper, str]
) -> tuple[Paper, ...]:
    """Take out what earlier versions of the files said, and note where all lie now; the paths of those that changed."""
    displaced = places.displaced(stored, failed)
    gone = {sha256 for before in displaced.values() for sha256 in before}
    read = {sha256 for sha256 in gone if graph.extraction(sha256) is not None}
    if [sha256 for sha256 in sorted(gone) if graph.remove(sha256)]:
        finish(graph)
    places.note(stored, failed)  # last, so that a killed build takes them out when it is run again
    return tuple(path for path, before in displaced.items() if before & read)


def copies_among(files: Mapping[Paper, str]) -> tuple[tuple[str, str], ...]:
    """The files whose content an earlier one has too, each with that one."""
    first: dict[str, Paper] = {}
    in_turn = sorted(files, key=in_order)
    for path in in_turn:
        first.setdefault(files[path], path)
    return tuple((str(path), str(first[files[path]])) for path in in_turn if first[files[path]] != path)


def retry_failed(
    paths: Iterable[str | os.PathLike[str]],
    graph: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    limits: WorkLimits = WorkLimits(),  # noqa: B008 - an immutable value
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> BuildReport:
    """Read those of the papers again that the graph has recorded as failed, and store what now can be read.

    Without paths, the files are looked for where they lay when they failed.

    Raises:
        NoPapersError: none of the paths is a paper that failed before.
        GraphUnavailableError: the graph cannot be written.
    """
    with Graph.open_read_only(Path(graph)) as opened:
        failed = {s.sha256 for s in opened.sources() if s.status is SourceStatus.FAILED}
    given = [os.fspath(p) for p in paths]
    if not given:
        with Places(Path(graph)) as places:
            given = sorted({path for sha256 in failed for path in places.of(sha256)})
    with Places(Path(graph)) as places:
        files = find_all(given).files if given else ()
        again = [str(p) for p in files if places.failed_at(p) in failed or _digest(p) in failed]
    if not again:
        raise NothingToRetryError(os.fspath(graph))
    return build_graph(again, graph, jobs=jobs, force=True, limits=limits, progress=progress, engine=engine)


def _digest(path: Paper) -> str | None:
    try:
        return unseen(path) if isinstance(path, RemotePaper) else source_of(path).sha256
    except (OSError, UnreadablePaperError):
        return None


def remove_paper(name: str, graph: str | os.PathLike[str]) -> tuple[StoredSource, ...]:
    """Take every file of the paper that goes by this name, or the failed file of this name, out of the graph.

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
        NotReadError: what goes by the name is no paper that was read.
        GraphUnavailableError: the graph cannot be written.
    """
    if not Path(graph).exists():
        raise GraphUnavailableError(os.fspath(graph), "there is no graph here; kg build makes one")
    with Graph.open(Path(graph)) as opened:
        stored = opened.sources()
        by_file = [s for s in stored if Path(name).name == s.name or name == s.sha256]
        gone = tuple(by_file or _sources_of_paper(opened, name, stored))
        for source in gone:
            opened.remove(source.sha256)
        finish(opened)
    return gone


def _sources_of_paper(graph: Graph, name: str, sources: Iterable[StoredSource]) -> list[StoredSource]:
    reader = GraphReader(graph)
    papers = {node.iri for node in resolve(reader, name) if node.kind is NodeKind.PAPER}
    found = [s for s in sources if s.paper in papers]
    if not found:
        raise NotReadError(name)
    return found


def extract_papers(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int | None = None,
    limits: WorkLimits = WorkLimits(),  # noqa: B008
    explain: bool = False,
) -> Iterator[tuple[str, Outcome]]:
    """Yield each paper's path, as found, with what it says or the error it earned, in order of the paths.

    explain adds to each paper what was weighed for each name.

    Raises:
        NoPapersError: the paths hold nothing to read.
    """
    given = [os.fspath(p) for p in paths]
    discovery = find_all(given)
    for problem in discovery.problems:
        yield problem.name, problem
    engine = LocalEngine(jobs or _jobs(len(discovery.files)))
    waiting = list(discovery.files)
    ready: dict[Paper, Outcome] = {}
    wanted = Wanted(explain=explain)
    for read in extract_all(discovery.files, engine=engine, limits=limits, wanted=wanted, patience_s=GRACE_S):
        if not isinstance(read.outcome, EncodedPaper):  # nobody asked for that
            ready[read.paper] = read.outcome
        while waiting and waiting[0] in ready:
            first = waiting.pop(0)
            yield str(first), ready.pop(first)


def _todo(
    graph: Graph, files: Iterable[Paper], failed: list[Failure], rejected: Rejections, places: Places, *, force: bool
) -> tuple[dict[Paper, SourceFile], dict[Paper, str]]:
    """The files to read, each content once, and those to skip by digest; unreadable ones are added to failed."""
    version, settings = extractor_version(), settings_digest(rejected)
    todo: dict[Paper, SourceFile] = {}
    skipped: dict[Paper, str] = {}
    seen: set[str] = set()
    for path in files:
        try:
            source = _seen_before(path, places) if isinstance(path, RemotePaper) else source_of(path)
        except UnreadablePaperError as error:
            failed.append(Failure(str(path), error.code, error.reason))
            continue
        except OSError as error:
            failed.append(
                Failure(str(path), ReasonCode.MISSING, f"it cannot be opened ({error.strerror}); check its permissions")
            )
            continue
        if isinstance(path, RemotePaper) and force:
            todo[path] = source
        elif source.sha256 in seen or (not force and graph.has(source.sha256, version, settings)):
            skipped[path] = source.sha256
        else:
            todo[path] = source
        seen.add(source.sha256)
    return todo, skipped


def _seen_before(paper: RemotePaper, places: Places) -> SourceFile:
    """The file as it was when it was read last, as far as its place tells that it is still the same."""
    return SourceFile(paper.name, "application/octet-stream", places.marked(paper) or unseen(paper))


def _record(graph: Graph, source: SourceFile, error: UnreadablePaperError) -> None:
    """Keep the failure, unless an earlier reading of the same file is stored: nothing stored is lost."""
    known = graph.source(source.sha256)
    if known is None or known.status is not SourceStatus.STORED:
        graph.put_failure(source, error.code, error.reason)
