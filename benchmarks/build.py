"""How fast `kg build` is, and how much memory it takes, beside bare text extraction of the same PDFs by pypdfium2.

Both run as child processes, in turn, several times; medians are printed. A child's CPU seconds are those of all its
processes, its memory that of its largest process. Start-up and imports count on both sides, so give it a folder that is
worth them. Papers in other formats than PDF are left out, since the peer cannot read them.

    python benchmarks/build.py FOLDER [--repeat 3] [--jobs 1] [--json] [--stages]
"""

import argparse
import contextlib
import cProfile
import ctypes
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

PEER = """
import sys, pypdfium2
for name in sys.argv[1:]:
    try:
        document = pypdfium2.PdfDocument(name)
        for page in document:
            page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        pass
"""
ROOMS = ("documents", "extraction", "grounding", "statements", "store")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: wall-clock and CPU seconds, and MiB of the largest process."""

    wall_seconds: float
    cpu_seconds: float
    peak_mib: float


def main() -> int:
    """Measure and print; 2 where there is nothing to measure."""
    options = arguments()
    papers = sorted(str(path) for path in options.folder.rglob("*.pdf"))
    if not papers:
        print(f"{options.folder}: no PDFs here to measure on", file=sys.stderr)
        return 2
    if options.stages:
        print_stages(stages(papers))
        return 0
    ours, peers = [], []
    for _ in range(options.repeat):
        peers.append(cost([sys.executable, "-c", PEER, *papers]))
        with tempfile.TemporaryDirectory() as folder:
            graph = str(Path(folder) / "graph")
            ours.append(cost([kg(), "build", *papers, "--graph", graph, "--jobs", str(options.jobs)], accepted=(0, 3)))
    result = figures(len(papers), options, middle(ours), middle(peers))
    print(json.dumps(result, indent=2) if options.json else table(result))
    return 0


def arguments() -> argparse.Namespace:
    """The options given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent.parent / "examples" / "papers")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each (3)")
    parser.add_argument("--jobs", type=int, default=1, help="papers that kg reads at a time (1)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--stages", action="store_true", help="print where the time goes instead")
    return parser.parse_args()


def kg() -> str:
    """The kg that belongs to this Python."""
    return str(Path(sys.executable).parent / "kg")


def cost(command: list[str], *, accepted: tuple[int, ...] = (0,)) -> Cost:
    """What a command takes, its descendants included, also those that it leaves behind.

    Raises:
        SystemExit: it ended with another exit code than those accepted; what it printed is shown.
    """
    adopt_orphans()
    others = children()
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already
        if child.returncode not in accepted:
            printed.seek(0)
            raise SystemExit(f"{Path(command[0]).name} failed:\n{printed.read().decode(errors='replace')[-2000:]}")
    usages = [usage, *orphans(others)]
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    cpu = sum(u.ru_utime + u.ru_stime for u in usages)
    return Cost(wall, cpu, max(u.ru_maxrss for u in usages) * unit / 2**20)


def adopt_orphans() -> None:
    """Make what a child leaves behind our own child: multiprocessing's fork server outlives the process it serves.

    Linux alone knows this; elsewhere the workers of kg are missing from the figures.
    """
    if sys.platform == "linux":
        set_child_subreaper = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def children() -> set[int]:
    """The process ids of our own children; on Linux alone, elsewhere none."""
    lists = Path("/proc/self/task").glob("*/children") if sys.platform == "linux" else ()
    return {int(pid) for listed in lists for pid in listed.read_text().split()}


def orphans(others: set[int]) -> list[resource.struct_rusage]:
    """What the processes left behind took, waited for until the last has ended; others are children of before."""
    usages = []
    while left := children() - others:
        for pid in sorted(left):
            with contextlib.suppress(ChildProcessError):
                usages.append(os.wait4(pid, 0)[2])
    return usages


def middle(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(values) for values in zip(*(asdict(c).values() for c in costs), strict=True)))


def figures(count: int, options: argparse.Namespace, ours: Cost, peer: Cost) -> dict[str, object]:
    """The result: our figures, the peer's, and ours over the peer's."""
    return {
        "papers": count,
        "jobs": options.jobs,
        "runs": options.repeat,
        "kg_build": per_paper(count, ours),
        "pypdfium2_text": per_paper(count, peer),
        "ratio": {
            "cpu_seconds": round(ours.cpu_seconds / peer.cpu_seconds, 2),
            "wall_seconds": round(ours.wall_seconds / peer.wall_seconds, 2),
            "peak_memory": round(ours.peak_mib / peer.peak_mib, 2),
        },
    }


def per_paper(count: int, taken: Cost) -> dict[str, float]:
    """The cost as figures that can be compared between folders."""
    return {
        "papers_per_second": round(count / taken.wall_seconds, 3),
        "cpu_seconds_per_paper": round(taken.cpu_seconds / count, 4),
        "peak_mib": round(taken.peak_mib, 1),
    }


def table(result: dict[str, object]) -> str:
    """The result as lines for people."""
    ours, peer, ratio = result["kg_build"], result["pypdfium2_text"], result["ratio"]
    assert isinstance(ours, dict)
    assert isinstance(peer, dict)
    assert isinstance(ratio, dict)
    rows = [
        ("papers a second", "papers_per_second", 1 / ratio["wall_seconds"]),
        ("CPU seconds a paper", "cpu_seconds_per_paper", ratio["cpu_seconds"]),
        ("peak memory, MiB", "peak_mib", ratio["peak_memory"]),
    ]
    lines = [f"{result['papers']} PDFs, {result['jobs']} at a time, medians of {result['runs']} runs", ""]
    lines.append(f"{'':<22}{'kg build':>12}{'pypdfium2':>12}{'ratio':>9}")
    lines += [f"{label:<22}{ours[key]:>12.3f}{peer[key]:>12.3f}{times:>9.2f}" for label, key, times in rows]
    return "\n".join(lines)


def stages(papers: list[str]) -> list[tuple[str, float]]:
    """Seconds by room of kg, greatest first, in this process and under a profiler, which favours no room much.

    A room's time is that of its functions which pipeline.py and building.py call, with all that these call in turn.
    "start-up" is imports and the tables that every process loads once.
    """
    start = time.perf_counter()
    from kg import building, pipeline  # noqa: PLC0415 - the measuring of children needs none of it
    from kg.core.errors import UnreadablePaperError  # noqa: PLC0415
    from kg.extraction.abbreviations import abbreviation_finder  # noqa: PLC0415
    from kg.grounding.registry import load_registry  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.shelf import Shelf  # noqa: PLC0415

    load_registry()
    pipeline.load_lexicon()
    abbreviation_finder()
    started = time.perf_counter() - start
    profiler = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder, Graph.open(Path(folder) / "graph") as graph:
        shelf = Shelf(graph)
        for paper in papers:
            with contextlib.suppress(UnreadablePaperError), profiler:
                shelf.add(pipeline.extract_file(Path(paper)))
        with profiler:
            building.finish(graph, shelf.papers)
    return [("start-up", started), *by_room(pstats.Stats(profiler)).most_common()]


def by_room(profile: pstats.Stats) -> Counter[str]:
    """Seconds of each room's functions as called by those who join the rooms."""
    joining = {str(Path("kg") / "pipeline.py"), str(Path("kg") / "building.py"), str(Path("benchmarks") / "build.py")}
    seconds: Counter[str] = Counter()
    for function, entry in profile.stats.items():  # type: ignore[attr-defined]
        room = room_of(function[0])
        for caller, times in entry[4].items():
            if room and str(Path(*Path(caller[0]).parts[-2:])) in joining:
                seconds[room] += times[3]
    return seconds


def room_of(file: str) -> str | None:
    """The room of kg that a source file stands in, or None."""
    parts = Path(file).parts[-3:-1]
    return parts[-1] if len(parts) == 2 and parts[0] == "kg" and parts[1] in ROOMS else None


def print_stages(seconds: list[tuple[str, float]]) -> None:
    """Each room with its seconds and its share."""
    total = sum(s for _, s in seconds) or 1.0
    for room, taken in seconds:
        print(f"{room:<12}{taken:>9.2f} s{taken / total:>7.0%}")


if __name__ == "__main__":
    sys.exit(main())
