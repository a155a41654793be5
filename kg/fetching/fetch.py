"""Papers fetched into a folder, one after another: from arXiv, or where a DOI is free to read."""

import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from kg.fetching.cache import CACHE, cached_client
from kg.fetching.copies import Copies
from kg.fetching.download import Downloader, FetchLimits
from kg.fetching.errors import FetchCode, FolderBusyError, NotFetchedError
from kg.fetching.manifest import FetchedFile, Manifest, digest_of
from kg.fetching.pacing import Clock, Pace, SystemClock
from kg.fetching.services import Service, Services
from kg.fetching.transport import PoliteTransport
from kg.fetching.wanted import Registry, Wanted, wanted

if sys.platform != "win32":
    import fcntl

_OWN = Path(CACHE).parent
_PACKED = (".tar.gz", ".gz", ".tar")
_LOG = logging.getLogger(__name__)
_TIMEOUT = httpx.Timeout(30.0, read=60.0)


@dataclass(frozen=True, slots=True)
class NotFetched:
    """A paper that was not fetched: its identifier, the reason's code and the reason as a clause."""

    id: str
    code: FetchCode
    reason: str


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What became of the papers, each list in the order in which they were asked for.

    there are files that lay in the folder before; their url is empty where kg did not fetch them.
    """

    fetched: tuple[FetchedFile, ...]
    there: tuple[FetchedFile, ...]
    failed: tuple[NotFetched, ...]


Progress = Callable[[int, int, str], None]
"""Called before each paper with how many were done, how many there are, and its identifier."""


def fetch(
    identifiers: Iterable[str],
    into: Path,
    services: Services,
    *,
    source: bool = False,
    offline: bool = False,
    limits: FetchLimits = FetchLimits(),  # noqa: B008 - an immutable value
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> FetchReport:
    """Fetch the papers into the folder, which is made where there is none.

    ``source`` takes the LaTeX of arXiv's papers where arXiv has it. What lies there already is not fetched again. One
    paper is fetched after another, at the pace that each service asks for; one that fails does not keep others back.

    Raises:
        NoIdentifierError: something is no arXiv id and no DOI.
        FolderBusyError: another kg fetches into the folder, or it cannot be written.
        UnreadableLogError: the folder's table of what was fetched cannot be read.
    """
    papers = list(dict.fromkeys(wanted(text) for text in identifiers))
    clock = clock or SystemClock()
    fetched, there, failed = list[FetchedFile](), list[FetchedFile](), list[NotFetched]()
    with _held(into), _Fetching(into, services, clock, limits, source=source, offline=offline) as fetching:
        for done, paper in enumerate(papers):
            if progress:
                progress(done, len(papers), str(paper))
            if (known := fetching.there(paper)) is not None:
                _LOG.info("%s: there already as %s", paper, known.file)
                there.append(known)
                continue
            try:
                fetched.append(fetching.fetch(paper))
            except NotFetchedError as error:
                _LOG.info("%s: not fetched (%s), %s", paper, error.code, error.reason)
                failed.append(NotFetched(str(paper), error.code, error.reason))
    return FetchReport(tuple(fetched), tuple(there), tuple(failed))


@contextmanager
def _held(into: Path) -> Iterator[None]:
    """The folder for this process alone, with a folder of kg's own in it."""
    try:
        (into / _OWN).mkdir(parents=True, exist_ok=True)
        lock = os.open(into / _OWN / "lock", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error}); name another folder with --into"
        raise FolderBusyError(str(into), reason) from error
    try:
        if sys.platform != "win32":
            _lock(lock, into)
        yield
    finally:
        os.close(lock)


def _lock(descriptor: int, into: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FolderBusyError(str(into), "another kg fetches into it; wait until it is done") from None


class _Fetching:
    """Fetches papers into one folder."""

    def __init__(
        self, into: Path, services: Services, clock: Clock, limits: FetchLimits, *, source: bool, offline: bool
    ) -> None:
        self._into, self._services, self._source = into, services, source
        self._manifest = Manifest(into)
        self._names = {path.name for path in into.iterdir()}
        out = PoliteTransport(services, Pace(clock, into / _OWN), clock, offline=offline)
        self._files = httpx.Client(transport=out, follow_redirects=True, max_redirects=5, timeout=_TIMEOUT)
        self._answers = cached_client(out, into / CACHE)
        self._downloader = Downloader(self._files, into / _OWN, clock, limits)
        self._copies = Copies(self._answers, services)

    def __enter__(self) -> "_Fetching":
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        self._files.close()

    def there(self, paper: Wanted) -> FetchedFile | None:
        """The paper's file that lies there already, fetched by kg or brought by somebody else."""
        if (known := self._manifest.there(str(paper), self._asked)) is not None:
            return known
        arxiv = paper.registry is Registry.ARXIV
        suffixes = _PACKED if self._source and arxiv else (*_PACKED, ".pdf") if self._source else (".pdf",)
        version = r"(?:v\d+)?" if arxiv else ""
        name = re.compile(re.escape(paper.stem) + version + f"(?:{'|'.join(map(re.escape, suffixes))})")
        found = min((n for n in self._names if name.fullmatch(n)), default=None)
        if found is None:
            return None
        path = self._into / found
        return FetchedFile(str(paper), self._asked, found, "", digest_of(path), path.stat().st_size)

    def fetch(self, paper: Wanted) -> FetchedFile:
        """The paper's file, fetched.

        Raises:
            NotFetchedError: it cannot be had.
        """
        if paper.registry is Registry.ARXIV:
            return self._from_arxiv(paper, paper)
        error: NotFetchedError | None = None
        for copy in self._copies.of(paper.number):
            try:
                if copy.arxiv is not None:
                    return self._from_arxiv(paper, copy.arxiv)
                return self._kept(paper, copy.url or "")
            except NotFetchedError as failed:
                if failed.code is FetchCode.OFFLINE:
                    raise
                error = error or failed  # of several, what is wrong with the best copy tells most
        raise error or NotFetchedError(FetchCode.NO_OPEN_COPY, "no service knows a copy that is free to read")

    def _from_arxiv(self, paper: Wanted, at: Wanted) -> FetchedFile:
        kind = "e-print" if self._source else "pdf"
        return self._kept(paper, f"{self._services.addresses[Service.ARXIV]}/{kind}/{at.number}", source=self._source)

    def _kept(self, paper: Wanted, url: str, *, source: bool = False) -> FetchedFile:
        part, suffix = self._downloader.fetch(url, paper.stem, source=source)
        name = f"{paper.stem}{suffix}"
        if name in self._names:  # never over what somebody else put there, or what was fetched in another form
            name = f"{paper.stem}-{digest_of(part)[:8]}{suffix}"
        row = FetchedFile(str(paper), self._asked, name, url, digest_of(part), part.stat().st_size)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(self._into / name)
        part.with_suffix(".part.json").unlink(missing_ok=True)
        _LOG.info("%s: fetched %s, %d bytes, from %s", paper, name, row.bytes, url)
        self._names.add(name)
        self._manifest.add(row)
        return row

    @property
    def _asked(self) -> str:
        return "source" if self._source else "pdf"
