from pathlib import Path

import pytest

from kg.documents.reader import read_document
from kg.documents.titles import FrontLine, joined_title, title_lines
from tests.documents.made_pdf import MadePage, made_pdf

PROSE = [
    "We count birds from few examples and find that the count is better than that of others,",
    "who look at birds for days and then return home. Another pair of eyes looks at the lake,",
    "while others look for it, we return home. All of the counts were made twice by the authors.",
]


def _title(*lines: tuple[str, float, bool]) -> str | None:
    front = [FrontLine(text, (text,), size, bold) for text, size, bold in lines]
    start, end = title_lines(front, 10)
    return joined_title(front[start:end])


def test_a_subtitle_set_a_little_smaller_belongs_to_the_title() -> None:
    lines = [("Quail: Taught by Birds", 17.2, True), ("Counting Birds With Birds", 14.3, True), ("Ada Lark", 10, False)]
    assert _title(*lines) == "Quail: Taught by Birds Counting Birds With Birds"


@pytest.mark.parametrize("below", ["Ada Lark and Ben Finch", "Reed University", "Quail Team"])
def test_authors_and_their_institutions_below_a_title_are_no_subtitle(below: str) -> None:
    assert _title(("Counting Birds", 17.2, True), (below, 14.3, True)) == "Counting Birds"


def test_prose_that_goes_on_from_an_unread_page_is_no_title() -> None:
    assert _title(("birds, are therefore counted. Further", 10, False), ("counts of the lake are", 10, False)) is None


def test_a_title_whose_last_word_could_head_a_section_is_read_to_its_end(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "Quail: Counting Birds from Few Examples using", size=17, font="bold")
    page.write(270, 718, "Methods", size=17, font="bold").write(200, 680, "Ada Lark   Ben Finch", size=11)
    y = page.write(72, 640, "Abstract", size=12, font="bold").paragraph(72, 620, PROSE * 3)
    page.write(72, y - 20, "1 Introduction", size=12, font="bold").paragraph(72, y - 40, PROSE * 5)
    (tmp_path / "quail.pdf").write_bytes(made_pdf([page]))
    paper = read_document(tmp_path / "quail.pdf")
    assert paper.title == "Quail: Counting Birds from Few Examples using Methods"
