"""What became of the papers of a build: told as it goes on, and as a report at the end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.source import EMPTY_FILE
from kg.elsewhere.address import Paper, in_order
from kg.store.curation_log import UnreadableLine

Progress = Callable[[int, int, str], None]
"""Called with papers read, papers in all, and the name of the one that is being read, at the end of the last one.

First when that is begun, and again whenever one was read, which is stored soon after.
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """A file of which the graph now holds what there is to hold, whatever happens next; code is that of a failure."""

    path: str
    sha256: str
    code: ReasonCode | None = None


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A paper that could not be read, with the path as given, the reason code and the reason as a clause."""

    path: str
    code: ReasonCode
    reason: str

    @classmethod
    def of(cls, path: Paper | str, error: UnreadablePaperError) -> Self:
        """The failure that the error tells of."""
        return cls(str(path), error.code, error.reason)


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

    @classmethod
    def of(
        cls,
        *,
        stored: Mapping[Paper, tuple[int, ...]],
        skipped: Iterable[Paper],
        failed: Iterable[Failure],
        found: Mapping[Paper, str],
        replaced: Iterable[Paper] = (),
        unreadable: tuple[UnreadableLine, ...] = (),
    ) -> Self:
        """The report on papers stored, with the pages that were lost, and on files found, by their digests."""
        return cls(
            stored=tuple(sorted(map(str, stored))),
            skipped=tuple(sorted(map(str, skipped))),
            failed=tuple(sorted(failed)),
            partly_read=tuple(sorted(PartlyRead(str(paper), pages) for paper, pages in stored.items() if pages)),
            replaced=tuple(sorted(map(str, replaced))),
            copies=_copies(found),
            unreadable=unreadable,
        )


def _copies(files: Mapping[Paper, str]) -> tuple[tuple[str, str], ...]:
    """The files whose content an earlier one has too, each with that one; files without content are no copies."""
    first: dict[str, Paper] = {}
    in_turn = sorted(files, key=in_order)
    for path in in_turn:
        first.setdefault(files[path], path)
    return tuple(
        (str(path), str(first[files[path]]))
        for path in in_turn
        if first[files[path]] != path and files[path] != EMPTY_FILE
    )
