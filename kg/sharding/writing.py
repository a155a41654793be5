"""Papers become shards: each is read and encoded by a worker, and written with others into a file."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.building import default_jobs
from kg.built import BuildReport, Failure, Progress
from kg.choosing import choose
from kg.core.errors import UnreadablePaperError
from kg.elsewhere.address import Paper
from kg.places import Places
from kg.program import extractor_version, settings_digest
from kg.spreading.engine import Engine, extract_all
from kg.spreading.finding import find_all
from kg.spreading.local import LocalEngine
from kg.spreading.under_way import UnderWay
from kg.store.shards.encoded import EncodedPaper
from kg.store.shards.manifest import Manifest
from kg.store.shards.writing import ShardWriter
from kg.workers import GRACE_S, Wanted, WorkLimits


def build_shards(
    paths: Iterable[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    *,
    jobs: int | None = None,
    limits: WorkLimits = WorkLimits(),  # noqa: B008 - an immutable value
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> BuildReport:
    """Read the papers and write what they say into shards in the folder, which is made where there is none.

    Papers that its shards hold are skipped, so that a build that was ended goes on. No graph is looked at: decisions
    of people are applied where one is. ``load_shards`` makes the graph.

    Raises:
        NoPapersError: the paths hold nothing to read.
        ShardError: the folder holds something else, or shards of another kg, or cannot be written.
        ClusterError: the engine is a cluster, and is not there or runs another kg; what is in shards stays.
    """
    discovery = find_all(os.fspath(p) for p in paths)
    stored, unread = dict[Paper, str](), dict[Paper, str]()
    pages = dict[Paper, tuple[int, ...]]()

    def finished() -> None:
        with Places(Path(folder)) as places:
            places.note(stored, unread)

    with ShardWriter(Path(folder), Manifest(extractor_version(), settings_digest()), finished=finished) as shards:
        with Places(Path(folder)) as places:
            chosen = choose(discovery.files, places, places.holds)
        engine = engine or LocalEngine(jobs or default_jobs(len(chosen.to_read)))
        wanted = Wanted(encoded=True)
        under_way = UnderWay(progress, len(chosen.to_read))
        reads = extract_all(
            chosen.to_read, engine=engine, limits=limits, wanted=wanted, patience_s=GRACE_S, begun=under_way.begun
        )
        for read in reads:
            paper, outcome, source = read.paper, read.outcome, chosen.to_read[read.paper]
            if isinstance(outcome, EncodedPaper):
                shards.add(outcome)
                stored[paper], pages[paper] = outcome.sha256, outcome.unread_pages
            elif isinstance(outcome, UnreadablePaperError):
                unread[paper] = read.sha256 or source.sha256
                shards.add_failure(replace(source, sha256=unread[paper]), outcome.code, outcome.reason)
                chosen.failed.append(Failure.of(paper, outcome))
            under_way.ended(paper)
    return BuildReport.of(
        stored=pages,
        skipped=chosen.skipped,
        failed=[*(Failure.of(problem.name, problem) for problem in discovery.problems), *chosen.failed],
        found=chosen.skipped | stored,
    )
