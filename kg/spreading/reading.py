"""One paper read on the machine that this runs on, wherever it lies, by a process with limits."""

from pathlib import Path

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.identifiers import digest
from kg.elsewhere.address import Paper, RemotePaper
from kg.elsewhere.bringing import brought
from kg.spreading.engine import Read
from kg.workers import GRACE_S, Wanted, Work, Workers, WorkLimits, outcome

BRINGING_S = GRACE_S / 2
"""Seconds for bringing a paper, beside those that it may take: it fails before whoever waits for it gives it up."""


def read_here(paper: Paper, workers: Workers, limits: WorkLimits, wanted: Wanted) -> Read:
    """The paper, brought here where it lies elsewhere, and read; waits for it."""
    if isinstance(paper, Path):
        return Read(paper, _outcome(paper, workers, limits, wanted))
    sha256 = unseen(paper)
    try:
        with brought(paper, max_bytes=limits.file.max_bytes, seconds=limits.seconds + BRINGING_S) as (path, sha256):
            return Read(paper, _outcome(path, workers, limits, wanted), sha256)
    except UnreadablePaperError as error:
        return Read(paper, error, sha256)
    except OSError as error:
        reason = f"it could not be kept while it was read ({error.strerror or error}); make room and run kg retry"
        return Read(paper, UnreadablePaperError(paper.name, ReasonCode.MISSING, reason), sha256)


def unseen(paper: RemotePaper) -> str:
    """What a file goes by whose bytes nobody has seen."""
    return digest("unread", paper.url, length=64)


def _outcome(path: Path, workers: Workers, limits: WorkLimits, wanted: Wanted) -> Work:
    return outcome(path, workers.start(path, limits, wanted), limits, wait_s=limits.seconds + GRACE_S)
