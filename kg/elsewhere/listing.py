"""Which papers lie at an address: a file, all below a folder, or what a pattern matches."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.discovery import is_taken
from kg.documents.latex.project.digest import SUFFIXES as LATEX_SUFFIXES
from kg.documents.program_folders import ENVIRONMENT, is_programs
from kg.documents.sniffing import LOOK, begins_like_paper, needs_look
from kg.elsewhere.address import RemotePaper, UnreachableError, is_kept_as_it_is
from kg.elsewhere.filesystem import asked, is_packed_by_service, mark_of, reached

_PACK = "LaTeX from elsewhere is read packed, with all its files in one; pack each paper as .tar.gz or .zip"
_MAGIC = re.compile(r"[*?[]")


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
    info = _looked_at(system, path)
    if info is None and _MAGIC.search(path):
        yield from _searched(system, _matching(system, path, url, problems), url, problems)
    elif info is None:
        problems.append(UnreadablePaperError(url, ReasonCode.MISSING, "there is nothing there; check the spelling"))
    elif info["type"] == "file" and _suffix(path) in LATEX_SUFFIXES:
        problems.append(UnreadablePaperError(url, ReasonCode.UNSUPPORTED, _PACK))
    elif info["type"] == "file":
        yield _paper(system, info)
    else:
        yield from _searched(system, _below(system, path), url, problems)


def _looked_at(system: Any, path: str) -> Mapping[str, Any] | None:
    try:
        info: Mapping[str, Any] = asked(system, "info", path)
    except FileNotFoundError:
        return None
    return info


def _matching(system: Any, path: str, url: str, problems: list[UnreadablePaperError]) -> Iterator[Mapping[str, Any]]:
    matched = [info for _, info in sorted(system.glob(path, detail=True).items()) if info["type"] == "file"]
    above = _MAGIC.split(path)[0].rpartition("/")[0]
    if not matched and above:
        asked(system, "info", above)  # where it cannot be listed, that is what is told: to a glob it would be empty
    if not matched:
        problems.append(UnreadablePaperError(url, ReasonCode.MISSING, "nothing matches; check the spelling"))
    yield from matched


def _below(system: Any, path: str) -> Iterator[Mapping[str, Any]]:
    """All files below a folder, folder by folder, without those of hidden folders and of programs."""
    if getattr(system, "async_impl", False):
        yield from _in_one_list(system.find(path, detail=True), path)
        return
    for number, (_, folders, files) in enumerate(system.walk(path, detail=True)):
        if number and ENVIRONMENT in files:
            folders.clear()
            continue
        for name in [name for name in folders if is_programs(name)]:
            del folders[name]
        yield from (info for name, info in sorted(files.items()) if info["type"] == "file")


def _in_one_list(found: Mapping[str, Mapping[str, Any]], path: str) -> Iterator[Mapping[str, Any]]:
    """Those of a bucket: it lists all below a folder at once, and, unlike folder by folder, tells where it refuses."""
    top = len(path.split("/"))
    environments = {name.rpartition("/")[0] for name in found if name.endswith(f"/{ENVIRONMENT}")}
    for name, info in sorted(found.items()):
        parts = name.split("/")
        above = range(top + 1, len(parts))
        if info["type"] == "file" and not any(
            is_programs(parts[end - 1]) or "/".join(parts[:end]) in environments for end in above
        ):
            yield info


def _searched(
    system: Any, infos: Iterable[Mapping[str, Any]], url: str, problems: list[UnreadablePaperError]
) -> Iterator[RemotePaper]:
    loose = 0
    for info in infos:
        name = info["name"].rpartition("/")[2]
        if _suffix(name) in LATEX_SUFFIXES:
            loose += 1
        elif is_taken(name) and not is_kept_as_it_is(_paper(system, info).url):
            reason = f"{name!a} was left out, for no address can hold its name; give it another"
            problems.append(UnreadablePaperError(url, ReasonCode.UNSUPPORTED, reason))
        elif is_taken(name) and (not needs_look(name) or _begins_like_paper(system, info, name)):
            yield _paper(system, info)
    if loose:
        problems.append(
            UnreadablePaperError(url, ReasonCode.UNSUPPORTED, f"{loose} LaTeX files were left out: {_PACK}")
        )


def _begins_like_paper(system: Any, info: Mapping[str, Any], name: str) -> bool:
    if is_packed_by_service(info):
        return True  # whoever wants to bring it tells why that cannot be
    head = asked(system, "cat_file", info["name"], start=0, end=LOOK) if info["size"] else b""
    return begins_like_paper(name, head)


def _paper(system: Any, info: Mapping[str, Any]) -> RemotePaper:
    return RemotePaper(system.unstrip_protocol(info["name"]), mark_of(info))


def _suffix(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""
