from pathlib import Path

import pytest

from kg.core.document import BlockKind, Document
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

PROSE = [
    "We count marsh birds with a small model that was trained on little data. It is named after a",
    "bird that runs along the edges of fields and is seldom seen there by anybody who looks for it.",
    "All of the counts were made twice, once in spring and once in autumn, by two of the authors.",
]


def _page() -> MadePage:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    page.paragraph(72, 720, PROSE * 2)
    page.paragraph(72, 200, PROSE * 2)
    return page


def _read(page: MadePage, folder: Path) -> Document:
    (folder / "table.pdf").write_bytes(made_pdf([page]))
    return read_document(folder / "table.pdf")


def _rows(paper: Document) -> list[list[list[str | None]]]:
    return [[[paper.quote(c) if c else None for c in row] for row in table.rows] for table in paper.tables]


def _captions(paper: Document) -> list[str]:
    return [paper.quote(table.caption) if table.caption else "" for table in paper.tables]


def _write(page: MadePage, top: float, rows: list[dict[float, str]], *, size: float = 10) -> None:
    for number, row in enumerate(rows):
        for x, cell in row.items():
            page.write(x, top - 12 * number, cell, size=size)


def test_empty_cells_are_told_by_the_columns_of_the_other_rows(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: Counts of birds by model and marsh.", size=9)
    _write(
        page,
        580,
        [
            {100: "Model", 200: "MarshBirds", 280: "PondBirds", 360: "LakeBirds"},
            {100: "Quail-1", 200: "81.2", 360: "79.0"},
            {100: "Quail-2", 280: "84.1", 360: "78.8"},
            {100: "Quail-3", 200: "83.3", 280: "84.4"},
        ],
    )
    paper = _read(page, tmp_path)
    assert _rows(paper) == [
        [
            ["Model", "MarshBirds", "PondBirds", "LakeBirds"],
            ["Quail-1", "81.2", None, "79.0"],
            ["Quail-2", None, "84.1", "78.8"],
            ["Quail-3", "83.3", "84.4", None],
        ]
    ]
    assert paper.tables[0].head_rows == 1
    assert _captions(paper) == ["Table 1: Counts of birds by model and marsh."]


def test_a_head_over_several_columns_stands_in_the_first_of_them(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: Counts of birds.", size=9)
    _write(
        page,
        580,
        [
            {215: "Spring", 335: "Autumn"},
            {100: "Model", 200: "dev", 240: "test", 320: "dev", 360: "test"},
            {100: "Quail-1", 200: "81.2", 240: "80.1", 320: "71.2", 360: "70.9"},
            {100: "Quail-2", 200: "84.0", 240: "82.7", 320: "74.1", 360: "73.3"},
        ],
    )
    (rows,) = _rows(_read(page, tmp_path))
    assert rows[0] == [None, "Spring", None, "Autumn", None]


def test_columns_that_are_hardly_apart_are_told_by_all_rows(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: Counts of birds.", size=9)
    _write(
        page,
        580,
        [
            {100: "Model", 140: "MARSH", 180: "POND", 222: "LAKE"},
            {100: "Quail-1", 140: "81.2 (.2)", 180: "80.1 (.3)", 220: "71.2 (.1)"},
            {100: "Quail-2", 140: "84.0 (.2)", 180: "82.7 (.4)", 220: "74.1 (.3)"},
            {100: "Quail-3", 140: "84.4 (.1)", 180: "81.0 (.4)", 220: "73.9 (.3)"},
        ],
    )
    (rows,) = _rows(_read(page, tmp_path))
    assert rows[0] == ["Model", "MARSH", "POND", "LAKE"]
    assert rows[1] == ["Quail-1", "81.2 (.2)", "80.1 (.3)", "71.2 (.1)"]


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: What the corpora hold.", size=9)
    _write(
        page,
        580,
        [
            {100: "Corpus", 180: "What it holds"},
            {100: "MarshBirds", 180: "photographs of nineteen kinds of birds that were"},
            {180: "taken in spring in many marshes of the north"},
            {100: "PondBirds", 180: "sounds of frogs and birds"},
            {100: "LakeBirds", 180: "counts of birds made from boats on the big lake"},
        ],
    )
    (rows,) = _rows(_read(page, tmp_path))
    assert [row[0] for row in rows] == ["Corpus", "MarshBirds", "PondBirds", "LakeBirds"]
    assert rows[1][1] == (
        "photographs of nineteen kinds of birds that were taken in spring in many marshes of the north"
    )


def test_a_head_in_the_middle_of_two_lines_is_one_row_with_them(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: Counts of birds.", size=9)
    page.write(100, 574, "Model").write(200, 580, "Marsh").write(200, 568, "Birds")
    page.write(280, 580, "Pond").write(280, 568, "Birds")
    _write(page, 550, [{100: "Quail-1", 200: "81.2", 280: "80.1"}, {100: "Quail-2", 200: "84.0", 280: "82.7"}])
    (rows,) = _rows(_read(page, tmp_path))
    assert rows[0] == ["Model", "Marsh Birds", "Pond Birds"]


def test_what_stands_between_a_caption_and_its_table_is_its_head(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: Counts of birds.", size=9)
    page.write(100, 580, "Model MarshBirds PondBirds", font="bold", size=11)
    _write(page, 550, [{100: "Quail-1", 160: "81.2", 230: "80.1"}, {100: "Quail-2", 160: "84.0", 230: "82.7"}])
    paper = _read(page, tmp_path)
    assert len(_rows(paper)[0]) == 3
    assert [s.heading for s in paper.sections if s.heading] == ["1 Introduction"]


def test_a_caption_below_belongs_to_the_table_above(tmp_path: Path) -> None:
    page = _page()
    for top, number in ((600, "1"), (500, "2")):
        _write(
            page,
            top,
            [{100: f"Model{number}", 200: "F1"}, {100: "Quail-1", 200: "81.2"}, {100: "Quail-2", 200: "84.0"}],
        )
        page.write(100, top - 42, f"Table {number}: Counts of birds, part {number}.", size=9)
    paper = _read(page, tmp_path)
    assert [rows[0][0] for rows in _rows(paper)] == ["Model1", "Model2"]
    assert _captions(paper) == ["Table 1: Counts of birds, part 1.", "Table 2: Counts of birds, part 2."]


@pytest.mark.parametrize(
    "rows",
    [
        [{100: "x = a + b", 380: "(1)"}, {100: "y = c - d", 380: "(2)"}],
        [{100: "0.1", 150: "0.2", 200: "0.3"}],
    ],
    ids=["formulas with numbers", "the ticks of an axis"],
)
def test_what_fills_no_columns_is_no_table(tmp_path: Path, rows: list[dict[float, str]]) -> None:
    page = _page()
    _write(page, 560, rows)
    assert _read(page, tmp_path).tables == ()


def test_a_reference_to_a_table_at_the_head_of_a_line_is_no_caption(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    page.paragraph(
        72,
        720,
        [
            "We count marsh birds with a small model. How many it found in spring and autumn is told by",
            "Table 4. The counts differ from those of others. They were made twice by two of the authors.",
        ],
    )
    paper = _read(page, tmp_path)
    assert [b.kind for b in paper.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_word_that_a_cell_breaks_is_mended(tmp_path: Path) -> None:
    page = _page().write(72, 600, "Table 1: What the corpora hold.", size=9)
    _write(
        page,
        580,
        [
            {100: "Corpus", 180: "What it holds"},
            {100: "MarshBirds", 180: "photographs of nineteen kinds of birds with sea-"},
            {180: "sonal counts taken in many marshes of the north"},
            {100: "PondBirds", 180: "seasonal sounds of frogs"},
            {100: "LakeBirds", 180: "counts of birds made from boats on the big lake"},
        ],
    )
    (rows,) = _rows(_read(page, tmp_path))
    assert (
        rows[1][1] == "photographs of nineteen kinds of birds with seasonal counts taken in many marshes of the north"
    )
