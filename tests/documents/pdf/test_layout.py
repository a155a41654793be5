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


def _read(pages: list[MadePage], folder: Path, *, scaled: bool = False) -> Document:
    (folder / "paper.pdf").write_bytes(made_pdf(pages, scaled=scaled))
    return read_document(folder / "paper.pdf")


def _blocks(paper: Document, kind: BlockKind) -> list[str]:
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


@pytest.mark.parametrize("scaled", [False, True])
def test_a_raised_mark_does_not_stick_to_the_name_before_it(tmp_path: Path, scaled: bool) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    page.write(72, 720, "All of the counts were made on SST-2").write(228.6, 724, "3", size=6.5)
    page.write(234, 720, "and on no other data that we know of.")
    paper = _read([page], tmp_path, scaled=scaled)
    assert "on SST-2 ³ and on no other" in paper.text


@pytest.mark.parametrize("sides", [(40,), (570,), (40, 570)], ids=["left", "right", "both"])
def test_numbers_in_the_margin_that_count_lines_are_left_out(tmp_path: Path, sides: tuple[int, ...]) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    for number in range(24):
        y = 720 - 12 * number
        page.write(72, y, PROSE[number % 3])
        for x in sides:
            page.write(x, y, f"{number + 54:03}", size=8)
    paper = _read([page], tmp_path)
    assert not any(f"{number + 54:03}" in paper.text for number in range(24))
    assert "It is named after a bird that runs along" in paper.text


def test_numbers_of_rows_inside_the_text_stay(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "Table 1: Counts of birds.", size=9)
    for number in range(14):
        y = 720 - 12 * number
        page.write(72, y, f"Marsh-{number}").write(172, y, str(number + 1)).write(232, y, f"{number}.5")
    paper = _read([page], tmp_path)
    assert [paper.quote(row[1]) for row in paper.tables[0].rows if row[1]] == [str(n + 1) for n in range(14)]


def test_a_footnote_that_is_an_address_ending_in_a_number_stays_out_of_the_paragraph(tmp_path: Path) -> None:
    first = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    first.paragraph(72, 124, [*PROSE, "The counts differ from day to day and from year to year, which is a var-"])
    first.write(72, 68.5, "3", size=5).write(74.6, 66, "https://example.org/BIRDS2010S01", size=7)
    second = MadePage()
    second.paragraph(72, 740, ["iation that nobody could foresee. It was found twice. We found a variation.", *PROSE])
    paper = _read([first, second], tmp_path)
    assert "which is a variation that nobody could foresee." in paper.text
    assert _blocks(paper, BlockKind.FOOTNOTE) == ["³https://example.org/BIRDS2010S01"]


def test_headings_without_numbers_have_the_level_of_their_type(tmp_path: Path) -> None:
    page = MadePage()
    page.write(72, 740, "Introduction", size=12, font="bold")
    y = page.paragraph(72, 720, PROSE)
    for heading, size in (("Experiments", 12), ("Counts in Spring", 11), ("Conclusion", 12)):
        page.write(72, y - 20, heading, size=size, font="bold")
        y = page.paragraph(72, y - 40, PROSE)
    paper = _read([page], tmp_path)
    assert [(s.heading, s.level) for s in paper.sections if s.heading] == [
        ("Introduction", 1),
        ("Experiments", 1),
        ("Counts in Spring", 2),
        ("Conclusion", 1),
    ]
    assert paper.sections[2].kind is paper.sections[1].kind


def test_a_numbered_heading_in_the_type_of_the_text_is_known_by_the_room_around_it(tmp_path: Path) -> None:
    page = MadePage()
    y = 740.0
    for heading in ("1. Introduction", "2. Marshes", "3. What was counted"):
        page.write(72, y, heading)
        y = page.paragraph(72, y - 24, PROSE * 2) - 24
    paper = _read([page], tmp_path)
    assert [s.heading for s in paper.sections if s.heading] == ["1. Introduction", "2. Marshes", "3. What was counted"]


def test_a_heading_in_capitals_and_the_one_below_it_are_two(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "Introduction", size=10, font="bold")
    y = page.paragraph(72, 720, PROSE)
    page.write(72, y - 20, "RESULTS AND DISCUSSION", size=10, font="bold")
    page.write(72, y - 33, "Counts of Birds in Spring", size=10, font="bold")
    page.paragraph(72, y - 50, PROSE)
    headings = [s.heading for s in _read([page], tmp_path).sections]
    assert "RESULTS AND DISCUSSION" in headings
    assert not any("Counts" in h and "RESULTS" in h for h in headings)


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [("well-", "established", "well-established"), ("pre-", "trained", "pre-trained"), ("pre-", "vious", "previous")],
)
def test_compounds_keep_their_hyphen_where_a_line_ends_in_it(tmp_path: Path, left: str, right: str, whole: str) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    page.paragraph(72, 720, [*PROSE, f"Twice as many birds as in other years were counted by what is a {left}", right])
    assert f"by what is a {whole}" in _read([page], tmp_path).text


def test_the_stamp_of_arxiv_is_found_among_other_words_that_stand_sideways(tmp_path: Path) -> None:
    page = MadePage().write(100, 740, "Counting Birds with Few Examples", size=17, font="bold")
    page.paragraph(72, 600, [*PROSE, *PROSE])
    page.sideways(60, 300, "error (%)", size=6).sideways(30, 200, "arXiv:2101.01234v2 [cs.CV] 3 Feb 2021", size=14)
    assert _read([page], tmp_path).arxiv == "2101.01234"


def test_rows_that_stand_at_the_edge_of_several_pages_are_no_running_heads(tmp_path: Path) -> None:
    pages = []
    for number in range(4):
        page = MadePage().write(72, 760, "Marsh Studies, Volume Nine", size=9)
        for row, name in enumerate(("Model Spring Autumn", "Quail-1", "Quail-2", "Quail-3", "Quail-4")):
            cells = name.split() if not row else [name, f"{number}{row}.1", f"{row}{number}.2"]
            for column, cell in enumerate(cells):
                page.write(72 + 80 * column, 700 - 12 * row, cell)
        page.write(72, 620, f"Table {number + 1}: Counts of birds.", size=9)
        pages.append(page)
    paper = _read(pages, tmp_path)
    assert [[paper.quote(row[0]) for row in t.rows if row[0]] for t in paper.tables] == [
        ["Model", "Quail-1", "Quail-2", "Quail-3", "Quail-4"]
    ] * 4
    assert "Volume Nine" not in paper.text


def test_rows_below_a_paragraph_are_apart_from_it(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    y = page.paragraph(72, 720, PROSE) - 8
    for number, row in enumerate((("Model", "Spring"), ("Quail-1", "18.2"), ("Quail-2", "16.2"))):
        page.write(72, y - 12 * number, row[0]).write(172, y - 12 * number, row[1])
    page.write(72, y - 48, "Table 1: Counts of birds.", size=9)
    paper = _read([page], tmp_path)
    assert _blocks(paper, BlockKind.TABLE) == ["Model\tSpring\nQuail-1\t18.2\nQuail-2\t16.2"]
    assert len(_blocks(paper, BlockKind.PARAGRAPH)) == 1


def test_the_text_of_a_page_that_begins_with_an_empty_cell_begins_at_nought(tmp_path: Path) -> None:
    page = MadePage().write(172, 740, "Spring").write(252, 740, "Autumn")
    for number in range(3):
        y = 728 - 12 * number
        page.write(72, y, f"Quail-{number}").write(172, y, f"{number}.2").write(252, y, f"{number}.4")
    page.write(72, 680, "Table 1: Counts of birds.", size=9)
    page.paragraph(72, 640, PROSE)
    assert _read([page], tmp_path).page_starts == (0,)


def test_raised_marks_of_authors_do_not_stick_to_their_names(tmp_path: Path) -> None:
    page = MadePage().write(100, 740, "Counting Birds with Few Examples", size=17, font="bold")
    page.write(100, 700, "Ada Lark").write(138.5, 704, "1,2,*", size=6.5).write(158, 700, "and Ben Finch")
    page.write(100, 660, "Abstract", size=12, font="bold")
    page.paragraph(72, 640, PROSE)
    paper = _read([page], tmp_path)
    assert paper.authors == ("Ada Lark", "Ben Finch")
    assert "Lark1" not in paper.text


def test_the_second_column_stays_behind_a_first_one_that_begins_below_a_figure(tmp_path: Path) -> None:
    narrow = [
        "Small birds in the marshes are not",
        "easy to count, as they hide among",
        "the reeds for most of the day.",
    ]
    first = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    first.paragraph(72, 720, [*narrow * 3, "All of the counts were made on the"])
    second = MadePage()
    y = second.paragraph(72, 560, ["lakes of the north in this year.", *narrow * 3])
    second.write(72, y, "Our model has made by far the best").write(72, y - 12, "of the counts on the large marsh-")
    second.paragraph(330, 740, ["land set, and won every prize there", "is for counting.", *narrow * 6])
    text = _read([first, second], tmp_path).text
    assert "made on the lakes of the north" in text
    assert "marshland set, and won" in text.replace("marsh-land", "marshland")


def test_an_open_line_that_other_paragraphs_follow_is_not_taken_up_by_a_later_one(tmp_path: Path) -> None:
    narrow = [
        "Small birds in the marshes are not",
        "easy to count, as they hide among",
        "the reeds for most of the day.",
    ]
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    y = page.paragraph(72, 720, [*narrow, "They are counted in this manner with", "numbers that are like these here"])
    y = page.paragraph(72, y - 24, narrow * 2)
    page.paragraph(330, 740, ["Other birds in the marshes are large", *narrow[1:]])
    text = _read([page], tmp_path).text
    assert "like these here Other birds" not in text
    assert "\n\nOther birds in the marshes are large" in text
