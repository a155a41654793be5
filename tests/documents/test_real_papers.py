"""What must hold for real papers, which do not travel with the project."""

import os
import resource
import time
from collections import Counter
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest
from pebble import ProcessPool

from kg.core.document import Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.reader import read_document
from kg.workers import WorkLimits

PAPERS = Path(os.environ.get("KG_PAPERS", "/nonexistent"))
pytestmark = [
    pytest.mark.papers,
    pytest.mark.skipif(not PAPERS.is_dir(), reason="KG_PAPERS names no folder of real papers"),
]


def _files(folder: str) -> list[Path]:
    return sorted((PAPERS / folder).iterdir()) if (PAPERS / folder).is_dir() else []


def _holds(paper: Document) -> None:
    assert "".join(paper.quote(s.span) for s in paper.sections) == paper.text
    assert list(paper.page_starts) == sorted(paper.page_starts)
    assert paper.page_starts[0] == 0
    spans = [b.span for b in paper.blocks]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(a.start < b.start and a.end <= b.start for a, b in pairwise(paper.sentences))
    paper.text.encode()


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (WorkLimits().memory_bytes,) * 2)


def _outcome(path: Path) -> tuple[str, float, float]:
    """How a file ends, after how many seconds, and the most memory in MB that this process ever held."""
    started = time.monotonic()
    try:
        _holds(read_document(path))
        end = "read"
    except UnreadablePaperError as error:
        end = error.code.value
    return end, time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.timeout(600)
def test_odd_files_are_read_or_refused_with_a_reason_in_time_and_memory() -> None:
    limit_s, memory_mb = WorkLimits().seconds, 1000
    paths = _files("broken")
    with ProcessPool(max_workers=2, context=get_context("spawn"), initializer=_bounded) as pool:
        ends = [(path, pool.schedule(_outcome, args=[path], timeout=limit_s)) for path in paths]
        outcomes = {path.name: end.result() for path, end in ends}  # a time-out, a crash or another error raises here
    counts = Counter(end for end, _, _ in outcomes.values())
    assert counts["read"] > 0.6 * len(paths), counts
    assert max(seconds for _, seconds, _ in outcomes.values()) < limit_s
    assert max(memory for _, _, memory in outcomes.values()) < memory_mb


def test_what_holds_letters_for_pypdf_is_not_refused() -> None:
    refused = []
    for path in _files("broken"):
        try:
            read_document(path)
        except UnreadablePaperError as error:
            if error.code not in (ReasonCode.NOT_A_PAPER, ReasonCode.ENCRYPTED):
                refused.append(path)
    lost = [path.name for path in refused if any(c.isalnum() for c in _by_pypdf(path))]
    assert lost == []


def _by_pypdf(path: Path) -> str:
    file = PypdfFile(path.read_bytes())
    return " ".join(line for page in range(file.page_count) for line in file.lines(page) or ())


@pytest.mark.parametrize("path", [*_files("mission"), *_files("mixed")], ids=lambda p: p.name)
def test_a_paper_is_read_whole(path: Path) -> None:
    paper = read_document(path)
    _holds(paper)
    assert paper.sentences
    assert sum(s.kind is SectionKind.ABSTRACT for s in paper.sections) <= 4
