"""What must hold for real papers in TEI and JATS, which do not travel with the project."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.documents.reader import read_document

GOLD = Path(os.environ.get("KG_GOLD", "/nonexistent"))
pytestmark = [
    pytest.mark.papers,
    pytest.mark.skipif(not GOLD.is_dir(), reason="KG_GOLD names no folder of real papers"),
]


def _files(folder: str, suffix: str) -> list[Path]:
    return sorted((GOLD / folder).glob(f"*{suffix}"))


def _holds(paper: Document) -> None:
    assert paper.title
    assert paper.authors
    assert "".join(paper.quote(s.span) for s in paper.sections) == paper.text
    assert all(a.span.end <= b.span.start for a, b in pairwise(paper.blocks))
    assert all(a.end <= b.start for a, b in pairwise(paper.sentences))
    assert any(s.kind is SectionKind.ABSTRACT for s in paper.sections)
    keys = [r.key for r in paper.references]
    assert len(set(keys)) == len(keys)
    assert {c.reference_key for c in paper.citations} <= set(keys)
    for reference in paper.references:
        assert reference.span is not None
        assert reference.raw in paper.quote(reference.span)
    for citation in paper.citations:
        shown = paper.quote(citation.span)
        assert shown == shown.strip(" [;,")


@pytest.mark.parametrize("path", _files("nlp_tdms/tei", ".xml"), ids=lambda p: p.name)
def test_a_tei_file_is_read_whole(path: Path) -> None:
    paper = read_document(path)
    assert paper.reader == "tei"
    _holds(paper)


@pytest.mark.parametrize("path", _files("jats", "xml"), ids=lambda p: p.name)
def test_a_jats_file_is_read_whole(path: Path) -> None:
    paper = read_document(path)
    assert paper.reader == "jats"
    _holds(paper)
    assert paper.doi
    assert all(r.title for r in paper.references)
    cited = {c.reference_key for c in paper.citations}
    assert len(cited) == len(paper.references)  # all that journals list is cited
    for table in paper.tables:
        assert len({len(row) for row in table.rows}) == 1
    assert {BlockKind.CAPTION, BlockKind.TABLE, BlockKind.FOOTNOTE} <= {b.kind for b in paper.blocks}
