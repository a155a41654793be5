"""What reading PDFs costs, beside bare text extraction of the same files by pypdfium2.

Two child processes read all papers one after the other, as kg.documents.reader.read_document does, with no extraction
after it. In the first each paper is also extracted barely, once before and once after it is read, so that both kinds
see the same machine; CPU seconds are compared. The second only reads, and tells the most memory that it held. Both look
for circles of values as seldom as the workers of `kg build` do.
"""

import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reading_parts.figure import Figure

_RATIO, _MEMORY_MB = 6.0, 400.0
_ROOT = Path(__file__).resolve().parents[2]
_T = TypeVar("_T")


def measure(papers: Path) -> list[Figure]:
    """Ratios of CPU time, pages a second and memory, on the folder "mixed" of the papers."""
    folder = papers / "mixed"
    if not any(folder.glob("*.pdf")):
        return [Figure("CPU, reading over bare extraction", None, _RATIO, "no PDFs in papers/mixed", at_most=True)]
    rows = [row for row in _child("time", folder) if row["read"]]
    held = _child("memory", folder)
    bare, ours = sum(row["bare_s"] for row in rows), sum(row["ours_s"] for row in rows)
    pages = sum(row["pages"] for row in rows)
    ratios = sorted(row["ours_s"] / row["bare_s"] for row in rows if row["bare_s"])
    on = f"papers/mixed: {len(rows)} PDFs, {pages} pages"
    peak = max(held, key=lambda row: row["peak_mb"])
    return [
        Figure("CPU, reading over bare extraction", round(ours / bare, 2), _RATIO, on, at_most=True),
        Figure("the same, median paper", round(median(ratios), 2), None, on, at_most=True),
        Figure("the same, worst paper", round(ratios[-1], 2), None, on, at_most=True),
        Figure("CPU ms a page, reading", round(1000 * ours / pages, 2), None, on, at_most=True),
        Figure("CPU ms a page, bare extraction", round(1000 * bare / pages, 2), None, on, at_most=True),
        Figure("peak memory in MB, all papers in one process", peak["peak_mb"], _MEMORY_MB, on, at_most=True),
        Figure(
            "memory in MB that one paper added at most",
            max(row["added_mb"] for row in held),
            None,
            on,
            at_most=True,
        ),
    ]


def _child(kind: str, folder: Path) -> list[dict[str, Any]]:
    command = [sys.executable, __file__, kind, str(folder)]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _timed(paths: list[Path]) -> list[dict[str, Any]]:
    """For each paper CPU seconds of reading, and of bare extraction as a mean of two."""
    _read(paths[0])  # imports and compiled patterns cost once, not once a paper
    rows = []
    for path in paths:
        before, pages = _seconds(_bare, path)
        ours, read = _seconds(_read, path)
        after, _ = _seconds(_bare, path)
        rows.append({"bare_s": (before + after) / 2, "ours_s": ours, "pages": pages, "read": read and pages > 0})
    return rows


def _weighed(paths: list[Path]) -> list[dict[str, Any]]:
    """For each paper the most memory the process held while it was read, and how much that was above the start."""
    _read(paths[0])
    first = _peak_mb()  # VmHWM, for what getrusage tells begins with the parent's
    rows = []
    for path in paths:
        _forget_peak()
        start = _peak_mb()
        _read(path)
        rows.append({"peak_mb": round(_peak_mb(), 1), "added_mb": round(_peak_mb() - start, 1)})
    rows[0]["peak_mb"] = round(max(rows[0]["peak_mb"], first), 1)
    return rows


def _forget_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return  # the peak is then that of all papers so far


def _peak_mb() -> float:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _seconds(work: Callable[[Path], _T], path: Path) -> tuple[float, _T]:
    started = time.process_time()
    result = work(path)
    return time.process_time() - started, result


def _bare(path: Path) -> int:
    """The number of pages whose text pypdfium2 alone extracts, 0 where it cannot open the file."""
    import pypdfium2  # noqa: PLC0415 - the parent needs none

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    for page in document:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    count = len(document)
    document.close()
    return count


def _read(path: Path) -> bool:
    from kg.core.errors import UnreadablePaperError  # noqa: PLC0415 - the child's
    from kg.documents.reader import read_document  # noqa: PLC0415

    try:
        read_document(path)
    except UnreadablePaperError:
        return False
    return True


if __name__ == "__main__":
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    found = sorted(Path(sys.argv[2]).glob("*.pdf"))
    print(json.dumps(_timed(found) if sys.argv[1] == "time" else _weighed(found)))
