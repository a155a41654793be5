"""Papers become a graph: what is new is extracted and stored, the rest is skipped."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.built import BuildReport, Failure, Progress, Settled
from kg.choosing import choose
from kg.core.errors import GraphUnavailableError, NothingToRetryError, NotReadError, UnreadablePaperError
from kg.core.lineage import NodeKind
from kg.documents.source import source_of
from kg.elsewhere.address import Paper, RemotePaper
from kg.finishing import finish
from kg.places import Places
from kg.program import extractor_version, settings_digest
from kg.spreading.engine import Engine, extract_all
from kg.spreading.finding import Found, find_all
from kg.spreading.local import LocalEngine
from kg.spreading.reading import unseen
from kg.spreading.under_way import UnderWay
from kg.store.fresh import opened_or_made
from kg.store.graph import Graph, SourceStatus, StoredSource
from kg.store.reading import GraphReader
from kg.store.shards.encoded import EncodedPaper
from kg.taking import Taking
from kg.tracing.naming import resolve
from kg.workers import GRACE_S, Outcome, Wanted, WorkLimits

_LOG = logging.getLogger(__name__)


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
    with. A graph that was to be made is none where no file was found, or the build ended, however, before anything was
    stored; that a paper failed is something. paths may be addresses too. engine reads the papers, by default that of
    this machine with so many jobs.

    Raises:
        NoPapersError: the paths hold nothing to read.
        ClusterError: the engine is a cluster, and is not there or runs another kg; what it has read is stored.
        GraphUnavailableError: the graph cannot be written.
        UnreadableLogError: the log of what people decided is no text.
    """
    discovery = find_all(os.fspath(p) for p in paths)
    failed = [Failure.of(problem.name, problem) for problem in discovery.problems]
    if not discovery.files and not Path(graph).exists():
        return BuildReport.of(stored={}, skipped=(), failed=failed, found={})
    with opened_or_made(Path(graph)) as opened:
        opened.curate()
        rejected = opened.curation().apart
        program = extractor_version(), settings_digest(rejected)
        with Places(opened.path) as places:
            chosen = choose(discovery.files, places, lambda sha256: opened.has(sha256, *program), force=force)
        engine = engine or LocalEngine(jobs or default_jobs(len(chosen.to_read)))
        for paper in chosen.skipped:
            _LOG.debug("%s: skipped, for it is stored already", paper)
        _LOG.info("%d papers to read, %d stored already", len(chosen.to_read), len(chosen.skipped))
        under_way = UnderWay(progress, len(chosen.to_read))
        reads = extract_all(
            chosen.to_read,
            engine=engine,
            limits=limits,
            wanted=Wanted(rejected),
            patience_s=GRACE_S,
            begun=under_way.begun,
        )
        taking = Taking(opened, chosen, settled, force=force)
        with taking.shelf as shelf:
            for read in reads:
                taking.take(read)
                under_way.ended(read.paper)
            _LOG.info("bringing up to date what depends on all papers")
            unreadable = finish(opened, shelf.papers)
            shelf.clear()
        kept = {paper: sha256 for paper, sha256 in chosen.found.items() if sha256 not in taking.unread.values()}
        with Places(opened.path) as places:
            changed = _tidied(opened, places, kept, taking.unread)
    return BuildReport.of(
        stored=taking.stored,
        skipped=chosen.skipped,
        failed=[*failed, *chosen.failed],
        found=chosen.found,
        replaced=changed,
        unreadable=unreadable,
    )


def default_jobs(papers: int) -> int:
    """How many processes read so many papers where nobody says: one a processor, and none without a paper."""
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
        NothingToRetryError: none of the paths is a paper that failed before.
        UnreadablePaperError: neither is any, nor is one of the paths there.
        GraphUnavailableError: the graph cannot be written.
    """
    with Graph.open_read_only(Path(graph)) as opened:
        failed = {s.sha256 for s in opened.sources() if s.status is SourceStatus.FAILED}
    given = [os.fspath(p) for p in paths]
    if not given:
        with Places(Path(graph)) as places:
            given = sorted({path for sha256 in failed for path in places.of(sha256)})
    with Places(Path(graph)) as places:
        found = find_all(given) if given else Found((), ())
        files = found.files
        again = [str(p) for p in files if places.failed_at(p) in failed or _digest(p) in failed]
    if not again and found.problems:
        raise found.problems[0]
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
        with Places(opened.path) as places:  # first, so that a kill does not make it look lost
            places.forget_files(source.sha256 for source in gone)
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
    engine = LocalEngine(jobs or default_jobs(len(discovery.files)))
    waiting = list(discovery.files)
    ready: dict[Paper, Outcome] = {}
    wanted = Wanted(explain=explain)
    for read in extract_all(discovery.files, engine=engine, limits=limits, wanted=wanted, patience_s=GRACE_S):
        if not isinstance(read.outcome, EncodedPaper):  # nobody asked for that
            ready[read.paper] = read.outcome
        while waiting and waiting[0] in ready:
            first = waiting.pop(0)
            yield str(first), ready.pop(first)
