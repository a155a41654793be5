"""Shards become a graph: a new folder beside, which takes its place in one step when all is loaded and settled."""

import os
import shutil
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from kg.core.errors import GraphUnavailableError, ShardError
from kg.finishing import finish
from kg.grounding.registry import load_registry
from kg.store.folder import open_for_writing
from kg.store.graph import Graph
from kg.store.shards.loading import load
from kg.store.shards.manifest import MANIFEST, Manifest, Shard, read_manifest
from kg.store.shards.reading import check_digest, sources_of
from kg.store.shards.survey import Survey

Progress = Callable[[int, int, str], None]
"""Called with shards gone through, shards in all (each is gone through twice), and the name of the last one."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded: files that were read, files that had failed, and how many sources counted for nothing.

    Of several readings of one file the last counts, and a failure only where there is no reading.
    """

    stored: int
    failed: int
    passed_over: int
    shards: int


def load_shards(
    folders: Iterable[str | os.PathLike[str]], graph: str | os.PathLike[str], *, progress: Progress | None = None
) -> Loaded:
    """Make a graph out of the shards in these folders; it is what a build of the same papers would have made.

    Nothing is there before all is: a load that is interrupted leaves no graph, and one that was killed a hidden folder
    that the next one takes away.

    Raises:
        ShardError: a folder holds no shards, or they are not what its list says, or of different kgs.
        GraphUnavailableError: there is a graph already, or it cannot be written.
    """
    place = Path(graph)
    if os.path.lexists(place) and not (place.is_dir() and not any(place.iterdir())):
        reason = "there is something already; shards are loaded into a new folder alone, so give one with --graph"
        raise GraphUnavailableError(str(graph), reason)
    shards = _listed(folders)
    unfinished = _beside(place)
    try:
        loaded = _load(shards, unfinished, progress or (lambda *_: None))
        unfinished.rename(place)
    except OSError as error:
        reason = f"it cannot be written ({error.strerror or error}); make room and run the same command again"
        raise GraphUnavailableError(str(graph), reason) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return loaded


def _listed(folders: Iterable[str | os.PathLike[str]]) -> list[tuple[Path, Shard]]:
    """All shards in their order, each held against its digest."""
    shards: list[tuple[Path, Shard]] = []
    programs: dict[tuple[str, str], Path] = {}
    for folder in map(Path, folders):
        manifest: Manifest | None = read_manifest(folder)
        if manifest is None or not manifest.shards:
            reason = f"there are no shards here, for it has no {MANIFEST} that lists any; kg build --shards writes them"
            raise ShardError(str(folder), reason)
        programs.setdefault((manifest.version, manifest.settings), folder)
        shards += [(folder, shard) for shard in manifest.shards]
    if len(programs) > 1:
        raise ShardError(
            " and ".join(map(str, programs.values())),
            "their papers were read by different versions of kg; read them anew with one",
        )
    for folder, shard in shards:
        check_digest(folder, shard)
    return shards


def _load(shards: Sequence[tuple[Path, Shard]], unfinished: Path, progress: Progress) -> Loaded:
    registry = load_registry()
    open_for_writing(unfinished).close()
    survey = Survey(unfinished / "survey")
    try:
        total, done = 2 * len(shards), 0
        places = 0
        for folder, shard in shards:
            progress(done, total, shard.name)
            for source, quads in sources_of(folder, shard):
                survey.add(source, quads)
                places += 1
            done += 1
            progress(done, total, shard.name)
        survey.close(registry.entities, registry.facts)
        store = Store(unfinished / "store")
        load(store, _counting(shards, survey, done, total, progress), survey.identity)
        store.flush()
        del store
        stored, failed = survey.sources()
    except (ValueError, LookupError, TypeError) as error:
        reason = f"a source in its shards is none that kg writes ({error}); write the shards anew"
        raise ShardError(str(shards[0][0]), reason) from error
    finally:
        survey.end()
        shutil.rmtree(unfinished / "survey", ignore_errors=True)
    with Graph.open(unfinished) as opened:
        finish(opened)
        opened.store.optimize()  # what was loaded in bulk lies in many layers, which slow every question down
    return Loaded(stored, failed, places - stored - failed, len(shards))


def _counting(
    shards: Iterable[tuple[Path, Shard]], survey: Survey, done: int, total: int, progress: Progress
) -> Iterator[Sequence[Quad]]:
    """The sources that count."""
    place = 0
    for number, (folder, shard) in enumerate(shards, done + 1):
        source: NamedNode
        progress(number - 1, total, shard.name)
        for source, quads in sources_of(folder, shard):
            if survey.counts(place, source):
                yield quads
            place += 1
        progress(number, total, shard.name)


def _beside(place: Path) -> Path:
    """A new folder's path beside the graph; those that a load on this machine left when it was killed go."""
    whole = place.absolute()
    mark = f".{whole.name}.loading-{socket.gethostname()}-"
    for left in whole.parent.glob(f"{mark}*"):
        number = left.name.removeprefix(mark)
        if number.isdecimal() and not _runs(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    return whole.with_name(f"{mark}{os.getpid()}")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
