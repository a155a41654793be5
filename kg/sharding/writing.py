"""Papers become shards: each is read and encoded by a worker, and written with others into a file."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.building import BuildReport, Failure, PartlyRead, Progress, copies_among
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.elsewhere.address import Paper, RemotePaper
from kg.pipeline import extractor_version, settings_digest, source_of
from kg.places import Places
from kg.spreading.engine import Engine, extract_all
from kg.spreading.finding import find_all
from kg.spreading.local import LocalEngine
from kg.spreading.reading import unseen
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
    found = find_all(os.fspath(p) for p in paths)
    failed = [Failure(p.name, p.code, p.reason) for p in found.problems]
    stored, skipped, unread = dict[Paper, str](), dict[Paper, str](), dict[Paper, str]()
    partly: list[PartlyRead] = []
    written = Manifest(extractor_version(), settings_digest())

    def finished() -> None:
        with Places(Path(folder)) as places:
            places.note(stored, unread)

    with ShardWriter(Path(folder), written, finished=finished) as shards:
        with Places(Path(folder)) as places:
            todo, skipped = _todo(found.files, places, failed)
        engine = engine or LocalEngine(jobs or min(os.cpu_count() or 1, max(1, len(todo))))
        wanted = Wanted(encoded=True)
        reads = extract_all(todo, engine=engine, limits=limits, wanted=wanted, patience_s=GRACE_S)
        for done, read in enumerate(reads, 1):
            paper, outcome = read.paper, read.outcome
            source = replace(todo[paper], sha256=read.sha256) if read.sha256 else todo[paper]
            if isinstance(outcome, EncodedPaper):
                shards.add(outcome)
                stored[paper] = outcome.sha256
                if outcome.unread_pages:
                    partly.append(PartlyRead(str(paper), outcome.unread_pages))
            elif isinstance(outcome, UnreadablePaperError):
                shards.add_failure(source, outcome.code, outcome.reason)
                unread[paper] = source.sha256
                failed.append(Failure(str(paper), outcome.code, outcome.reason))
            if progress:
                progress(done, len(todo), paper.name)
    return BuildReport(
        tuple(sorted(map(str, stored))),
        tuple(sorted(map(str, skipped))),
        tuple(sorted(failed, key=lambda f: (f.path, f.code, f.reason))),
        tuple(sorted(partly)),
        copies=copies_among(skipped | stored),
    )


def _todo(
    files: Iterable[Paper], places: Places, failed: list[Failure]
) -> tuple[dict[Paper, SourceFile], dict[Paper, str]]:
    """The files to read, each content once as far as it is known, and those to skip by digest."""
    todo, skipped = dict[Paper, SourceFile](), dict[Paper, str]()
    seen: set[str] = set()
    for paper in files:
        try:
            source = _source(paper, places)
        except UnreadablePaperError as error:
            failed.append(Failure(str(paper), error.code, error.reason))
            continue
        except OSError as error:
            reason = f"it cannot be opened ({error.strerror}); check its permissions"
            failed.append(Failure(str(paper), ReasonCode.MISSING, reason))
            continue
        if source.sha256 in seen or places.holds(source.sha256):
            skipped[paper] = source.sha256
        else:
            todo[paper] = source
        seen.add(source.sha256)
    return todo, skipped


def _source(paper: Paper, places: Places) -> SourceFile:
    if isinstance(paper, RemotePaper):
        return SourceFile(paper.name, "application/octet-stream", places.marked(paper) or unseen(paper))
    return source_of(paper)
