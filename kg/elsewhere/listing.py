"""Which papers lie at an address: a file, all below a folder, or what a pattern matches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.discovery import is_taken
from kg.documents.latex.project.digest import SUFFIXES as LATEX_SUFFIXES
from kg.documents.program_folders import ENVIRONMENT, is_programs
from kg.documents.sniffing import LOOK, begins_like_paper, needs_look
from kg.elsewhere.address import RemotePaper, UnreachableError
from kg.elsewhere.filesystem import reached

_PACK = "LaTeX from elsewhere is read packed, with all its files in one; pack each paper as .tar.gz or .zip"
_MARKS = ("ETag", "etag", "md5Hash", "crc32c", "generation", "mtime", "LastModified", "updated", "created")


@dataclass(frozen=True, slots=True)
class Listed:
    """The papers found elsewhere, sorted and each once, and what could not be found."""

    files: tuple[RemotePaper, ...]
    problems: tuple[UnreadablePaperError, ...] = ()


def list_papers(urls: Iterable[str]) -> Listed:
    """The papers that lie at these addresses, by the rules of paths; what is hidden or of programs is left out.

    Costs a look at the beginning of each XML and JSON file that a search finds.

    Raises:
        WrongAddressError: papers are not read from such addresses.
        MissingExtraError: fsspec, or what it needs for such addresses, is not installed.
    """
    found: dict[str, RemotePaper] = {}
    problems: list[UnreadablePaperError] = []
    for url in urls:
        try:
            with reached(url) as (system, path):
                found.update((paper.url, paper) for paper in _at(system, path, url, problems))
        except UnreachableError as error:
            problems.append(UnreadablePaperError(error.url, ReasonCode.MISSING, error.reason))
    return Listed(tuple(sorted(found.values())), tuple(problems))


def _at(system: Any, path: str, url: str, problems: list[UnreadablePaperError]) -> Iterator[RemotePaper]:
    if any(sign in path for sign in "*?["):
        matched = system.glob(path, detail=True)
        kept = [info for _, info in sorted(matched.items()) if info["type"] == "file"]
        if not kept:
            problems.append(UnreadablePaperError(url, ReasonCode.MISSING, "nothing matches; check the spelling"))
        yield from _searched(system, kept, url, problems)
    elif system.isfile(path):
        info = system.info(path)
        if _suffix(path) in LATEX_SUFFIXES:
            problems.append(UnreadablePaperError(url, ReasonCode.UNSUPPORTED, _PACK))
        else:
            yield _paper(system, info)
    elif system.isdir(path):
        yield from _searched(system, _below(system, path), url, problems)
    else:
        problems.append(UnreadablePaperError(url, ReasonCode.MISSING, "there is nothing there; check the spelling"))


def _below(system: Any, path: str) -> Iterator[Mapping[str, Any]]:
    """All files below a folder, folder by folder, without those of hidden folders and of programs."""
    for number, (_, folders, files) in enumerate(system.walk(path, detail=True)):
        if number and ENVIRONMENT in files:
            folders.clear()
            continue
        for name in [name for name in folders if is_programs(name)]:
            del folders[name]
        yield from (info for name, info in sorted(files.items()) if info["type"] == "file")


def _searched(
    system: Any, infos: Iterable[Mapping[str, Any]], url: str, problems: list[UnreadablePaperError]
) -> Iterator[RemotePaper]:
    loose = 0
    for info in infos:
        name = info["name"].rpartition("/")[2]
        if _suffix(name) in LATEX_SUFFIXES:
            loose += 1
        elif is_taken(name) and (not needs_look(name) or begins_like_paper(name, _head(system, info))):
            yield _paper(system, info)
    if loose:
        problems.append(
            UnreadablePaperError(url, ReasonCode.UNSUPPORTED, f"{loose} LaTeX files were left out: {_PACK}")
        )


def _head(system: Any, info: Mapping[str, Any]) -> bytes:
    with system.open(info["name"], "rb", cache_type="none") as file:
        return bytes(file.read(LOOK))


def _paper(system: Any, info: Mapping[str, Any]) -> RemotePaper:
    told = next((info[key] for key in _MARKS if info.get(key)), None)
    told = told.timestamp() if isinstance(told, datetime) else told  # a look and a list may tell the same time apart
    return RemotePaper(system.unstrip_protocol(info["name"]), "" if told is None else f"{info.get('size')} {told}")


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""
