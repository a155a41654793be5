"""Numbers that stand raised beside others: exponents, notes, the marks of authors."""

from pathlib import Path

import pytest

from kg.core.document import Document
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf


def _read(page: MadePage, folder: Path) -> Document:
    (folder / "paper.pdf").write_bytes(made_pdf([page]))
    return read_document(folder / "paper.pdf")


def _page() -> MadePage:
    return MadePage().write(72, 740, "1 Introduction", size=12, font="bold")


@pytest.mark.parametrize(
    ("base", "width", "raised", "after", "shown"),
    [
        ("10", 10, "6", ")", "(10⁶)"),
        ("10", 10, "–6", ",", "(10⁻⁶,"),
        ("2", 5, "10", "", "(2¹⁰"),
        ("3.5×10", 28.2, "12", ".", "(3.5×10¹²."),
        ("d", 5, "2", "x", "(d²x"),
    ],
)
def test_an_exponent_is_raised_behind_its_base(
    tmp_path: Path, base: str, width: float, raised: str, after: str, shown: str
) -> None:
    page = _page().write(72, 720, "All of the counts that were made gave a number of (" + base)
    left = 72 + 207.4 + width
    page.write(left, 723.6, raised, size=7).write(left + 3.5 * len(raised), 720, f"{after} birds in spring.")
    assert f"a number of {shown} birds" in _read(page, tmp_path).text


def test_a_note_behind_a_name_that_ends_in_a_digit_is_no_exponent(tmp_path: Path) -> None:
    page = _page().write(72, 720, "We count with RAIL20").write(160.6, 723.6, "21", size=7)
    page.write(170, 720, "and with nothing else.")
    assert "with RAIL20 ²¹ and" in _read(page, tmp_path).text


def test_lowered_numbers_stay_as_they_are(tmp_path: Path) -> None:
    page = _page().write(72, 720, "We write the count as F").write(166.3, 717.5, "0.5", size=7)
    page.write(176, 720, "and nothing else.")
    assert "as F0.5 and" in _read(page, tmp_path).text
