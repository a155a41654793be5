"""What must hold for real papers, which do not travel with the project."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from kg.core.document import Document, SectionKind
from kg.core.errors import UnreadablePaperError
from kg.documents.reader import read_document

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


@pytest.mark.parametrize("path", _files("broken"), ids=lambda p: p.name)
def test_an_odd_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    try:
        paper = read_document(path)
    except UnreadablePaperError:
        return  # refused in words; anything else fails the test
    _holds(paper)


@pytest.mark.parametrize("path", [*_files("mission"), *_files("mixed")], ids=lambda p: p.name)
def test_a_paper_is_read_whole(path: Path) -> None:
    paper = read_document(path)
    _holds(paper)
    assert paper.sentences
    assert sum(s.kind is SectionKind.ABSTRACT for s in paper.sections) <= 4
