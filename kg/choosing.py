"""Which of the files that were found are read: each content once, and none that is there already."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.built import Failure
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.source import EMPTY_FILE, source_of
from kg.elsewhere.address import Paper, RemotePaper
from kg.places import Places
from kg.spreading.reading import unseen


@dataclass(slots=True)
class Chosen:
    """The files to read, those to skip, by digest, and those that cannot be opened."""

    to_read: dict[Paper, SourceFile] = field(default_factory=dict)
    skipped: dict[Paper, str] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)

    @property
    def found(self) -> dict[Paper, str]:
        """The digests of all that could be opened."""
        return self.skipped | {paper: source.sha256 for paper, source in self.to_read.items()}


def choose(papers: Iterable[Paper], places: Places, is_there: Callable[[str], bool], *, force: bool = False) -> Chosen:
    """Look at each file; is_there says of a digest whether what it says is stored already, which force is not asked.

    The digest of a file elsewhere is known only where it was read before and has not changed since.
    """
    chosen, seen = Chosen(), set[str]()
    for paper in papers:
        try:
            source = _source(paper, places)
        except UnreadablePaperError as error:
            chosen.failed.append(Failure.of(paper, error))
            continue
        except OSError as error:
            reason = f"it cannot be opened ({error.strerror}); check its permissions"
            chosen.failed.append(Failure(str(paper), ReasonCode.MISSING, reason))
            continue
        alike = source.sha256 in seen and source.sha256 != EMPTY_FILE  # each that is empty fails by itself
        copied = alike and not (force and isinstance(paper, RemotePaper))
        if copied or (not force and is_there(source.sha256)):
            chosen.skipped[paper] = source.sha256
        else:
            chosen.to_read[paper] = source
        seen.add(source.sha256)
    return chosen


def _source(paper: Paper, places: Places) -> SourceFile:
    if isinstance(paper, RemotePaper):
        return SourceFile(paper.name, "application/octet-stream", places.marked(paper) or unseen(paper))
    return source_of(paper)
