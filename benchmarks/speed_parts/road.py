"""The whole build beside bare extraction of the text of the same PDFs, each a process of its own; and two jobs."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build import PEER, Cost, cost, kg
from reading_parts.figure import Figure
from speed_parts.given import Given, middle_of

_ROOT = Path(__file__).parent.parent.parent
_NETWORK = "names.onnx"
_PYPDF = """
import sys, pypdf
for name in sys.argv[1:]:
    try:
        for page in pypdf.PdfReader(name).pages:
            page.extract_text()
    except Exception:
        pass
"""
_MOST_MIB = 700.0


def measure(given: Given) -> list[Figure]:
    """CPU of pypdfium2, pypdf and kg with and without the network on the PDFs, and kg's peak memory."""
    papers, count = [str(paper) for paper in given.papers], len(given.papers)
    with without_network() as bare:
        pdfium, pypdf, quick, full = middle_of(
            given.turns,
            lambda: cost([sys.executable, "-c", PEER, *papers]),
            lambda: cost([sys.executable, "-c", _PYPDF, *papers]),
            lambda: built(papers, installed=bare),
            lambda: built(papers),
        )
    on = f"{count} PDFs, 1 job"
    limit = pdfium.cpu_seconds
    return [
        Figure("pypdfium2, text alone: CPU s a paper", limit / count, None, on),
        Figure("pypdf, text alone: CPU s a paper", pypdf.cpu_seconds / count, None, on),
        Figure("kg build without the network: CPU s a paper", quick.cpu_seconds / count, None, on),
        Figure("kg build: CPU s a paper", full.cpu_seconds / count, None, on),
        Figure("pypdf over pypdfium2", pypdf.cpu_seconds / limit, None, on),
        Figure("kg build without the network over pypdfium2", quick.cpu_seconds / limit, 8, on, at_most=True),
        Figure("kg build over pypdfium2", full.cpu_seconds / limit, 20, on, at_most=True),
        Figure("kg build: peak MiB of the largest process", full.peak_mib, _MOST_MIB, on, at_most=True),
    ]


def measure_jobs(given: Given) -> list[Figure]:
    """How many times as fast two jobs are as one, by the clock: true only where nothing else runs."""
    papers = [str(paper) for paper in given.papers]
    one, two = middle_of(given.turns, lambda: built(papers), lambda: built(papers, jobs=2))
    on = f"{len(papers)} PDFs"
    return [
        Figure("two jobs: times as fast as one, by the clock", one.wall_seconds / two.wall_seconds, 1.8, on),
        Figure("two jobs: CPU over that of one", two.cpu_seconds / one.cpu_seconds, None, on),
    ]


def built(papers: list[str], *, jobs: int = 1, installed: Path | None = None) -> Cost:
    """What a build takes into a graph that is thrown away; installed is another kg than that beside the script."""
    with tempfile.TemporaryDirectory() as folder:
        told = ["build", *papers, "--graph", str(Path(folder) / "graph"), "--jobs", str(jobs)]
        return cost(["env", f"PYTHONPATH={installed or _ROOT}", kg(), *told], accepted=(0, 3))


@contextmanager
def without_network() -> Iterator[Path]:
    """A copy of kg that goes without its neural tagger, as an installation may."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(_ROOT / "kg", place / "kg", ignore=shutil.ignore_patterns(_NETWORK, "__pycache__"))
        for beside in ("ontology", "queries", "examples"):
            (place / beside).symlink_to(_ROOT / beside)
        yield place
