"""The papers that a user means, here and elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.errors import NoPapersError, UnreadablePaperError
from kg.documents.discovery import find_papers
from kg.elsewhere.address import Paper, is_address
from kg.elsewhere.listing import list_papers


@dataclass(frozen=True, slots=True)
class Found:
    """The papers found, those that lie here first, sorted and each once, and what could not be found."""

    files: tuple[Paper, ...]
    problems: tuple[UnreadablePaperError, ...] = ()


def find_all(given: Iterable[str]) -> Found:
    """The papers that paths and addresses stand for.

    Raises:
        NoPapersError: they hold nothing to read.
        WrongAddressError: papers are not read from such addresses.
        MissingExtraError: what reads such addresses is not installed.
    """
    given = list(given)
    here = find_papers(path for path in given if not is_address(path))
    there = list_papers(path for path in given if is_address(path))
    found = Found((*here.files, *there.files), here.problems + there.problems)
    if not found.files and not found.problems:
        raise NoPapersError(", ".join(given) or ".")
    return found
