"""A folder that is watched: what is new or has changed in it is read once it has stopped growing."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.building import build_graph
from kg.built import BuildReport, Progress
from kg.core.errors import GraphUnavailableError, WrongUsageError
from kg.documents.discovery import find_papers
from kg.finishing import finish
from kg.places import Places
from kg.spreading.engine import Engine
from kg.store.graph import Graph
from kg.workers import WorkLimits

EVERY_S = 2.0
"""How long is waited between two looks; a file is read when it is the same at both."""

_MOST_PARTS = 1_000  # files beside a LaTeX paper that are looked at
_LATEX = frozenset({".tex", ".ltx", ".latex"})

State = tuple[int, int, int]
"""What shows that a file has changed: how many files it is, their bytes, and when the last of them was written."""


@dataclass(frozen=True, slots=True)
class Watching:
    """How a folder is watched: once looks until all in it was read and ends; remove_gone takes out what is gone."""

    every_s: float = EVERY_S
    once: bool = False
    remove_gone: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What one look came to: a build, paths that are gone, those whose papers were taken out, or why it must wait."""

    report: BuildReport | None = None
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    waiting: str | None = None


def watch(
    folder: Path,
    graph: Path,
    how: Watching = Watching(),
    *,
    jobs: int | None = None,
    limits: WorkLimits = WorkLimits(),  # noqa: B008 - an immutable value
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Iterator[Round]:
    """Give what each look came to that came to something; without an end, unless it is for once.

    The folder is looked through again and again, which works on shared folders too. Papers that were read before are
    skipped. Between builds the graph is nobody's, so that others may write it; while they do, this waits.

    Raises:
        WrongUsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise WrongUsageError(f"{folder}: there is no such folder to watch; check the spelling")

    def build(ready: list[str]) -> BuildReport:
        return build_graph(ready, graph, jobs=jobs, limits=limits, engine=engine, progress=progress)

    return _rounds(folder, graph, how, build)


def _rounds(folder: Path, graph: Path, how: Watching, build: Callable[[list[str]], BuildReport]) -> Iterator[Round]:
    read: dict[str, State] = {}
    told: set[str] = set()
    before = _states(folder)
    while True:
        time.sleep(how.every_s)
        now = _states(folder)
        ready = sorted(path for path, state in now.items() if before.get(path) == state and read.get(path) != state)
        try:
            if ready:
                report = build(ready)
                read |= {path: now[path] for path in ready}
                yield Round(report)
            if (gone := _gone(folder, graph)) and (round_ := _settle(graph, gone, told, remove=how.remove_gone)):
                yield round_
        except GraphUnavailableError as error:
            if how.once or not (graph / "kg.json").exists():
                raise
            yield Round(waiting=str(error))
        if how.once and now == before and not ready:
            return
        before = now


def _states(folder: Path) -> dict[str, State]:
    """The papers of the folder, each with what shows that it has changed."""
    found = {}
    for path in find_papers([str(folder)]).files:
        beside = _beside(path) if path.suffix.lower() in _LATEX else [path]
        try:
            stats = [part.stat() for part in beside]
        except OSError:  # it goes, or comes, just now
            continue
        found[str(path)] = (len(stats), sum(s.st_size for s in stats), max(s.st_mtime_ns for s in stats))
    return found


def _beside(paper: Path) -> list[Path]:
    """The files of a LaTeX paper: all beneath its folder, a great many in part."""
    parts = [paper]
    for where, folders, names in os.walk(paper.parent):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        parts += [Path(where, name) for name in sorted(names) if not name.startswith(".")]
        if len(parts) > _MOST_PARTS:
            break
    return parts


def _gone(folder: Path, graph: Path) -> Mapping[str, str]:
    """The paths in the folder at which a paper lay that was stored, and nothing lies now, with its digest."""
    if not (graph / "kg.json").exists():
        return {}
    with Places(graph) as places:
        return {path: sha256 for path, sha256 in places.beneath(folder) if not os.path.lexists(path)}


def _settle(graph: Path, gone: Mapping[str, str], told: set[str], *, remove: bool) -> Round | None:
    """What becomes of paths that are gone: their papers are taken out where they lie nowhere else, or told of once."""
    if not remove:
        new = tuple(sorted(path for path in gone if path not in told))
        told |= set(new)
        return Round(gone=new) if new else None
    removed = []
    with Graph.open(graph) as opened, Places(graph) as places:
        for path, sha256 in sorted(gone.items()):
            elsewhere = [other for other in places.of(sha256) if other != path and os.path.lexists(other)]
            if not elsewhere and opened.remove(sha256):
                removed.append(path)
        if removed:
            finish(opened)
        places.forget(gone)  # last, so that what a kill leaves undone is done by the next
    return Round(removed=tuple(removed)) if removed else None
