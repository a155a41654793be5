"""Algorithms and programs stand outside the running text."""

from pathlib import Path

from kg.core.document import BlockKind, Document
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

PROSE = [
    "We count marsh birds with a small model that was trained on little data. It is named after a",
    "bird that runs along the edges of fields. If it is seen, for all of us the day is a good one:",
    "while others look for it, we return home. All of the counts were made twice by the authors.",
]


def _read(page: MadePage, folder: Path) -> Document:
    (folder / "paper.pdf").write_bytes(made_pdf([page]))
    return read_document(folder / "paper.pdf")


def _blocks(paper: Document, kind: BlockKind) -> list[str]:
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


def test_the_steps_of_an_algorithm_are_apart_from_its_head_and_no_paragraph(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    y = page.paragraph(72, 720, PROSE) - 20
    page.write(72, y, "Algorithm 1: Counting the birds of one marsh")
    steps = ["Input: the marsh, and a model of its birds", "for each pond of the marsh do", "count := count + birds"]
    y = page.paragraph(72, y - 12, [*steps, "end for", "return the count of all the ponds"])
    page.paragraph(72, y - 24, PROSE)
    paper = _read(page, tmp_path)
    assert _blocks(paper, BlockKind.CAPTION) == ["Algorithm 1: Counting the birds of one marsh"]
    assert len(_blocks(paper, BlockKind.PARAGRAPH)) == 2
    assert any("for each pond" in text for text in _blocks(paper, BlockKind.OTHER))


def test_prose_whose_lines_begin_with_words_of_programs_is_a_paragraph(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    page.paragraph(72, 720, ["If and only if the birds of the marsh are counted twice, we say that", *PROSE])
    assert len(_blocks(_read(page, tmp_path), BlockKind.PARAGRAPH)) == 1
