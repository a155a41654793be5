"""Addresses of the web that the end of a line breaks."""

from pathlib import Path

import pytest

from kg.documents.pdf.broken_addresses import address_goes_on
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

KNOWN = {"data", "counts", "and"}.__contains__


@pytest.mark.parametrize(
    ("written", "following"),
    [
        ("https:", "//quail.org/birds"),
        ("https://", "quail.org/birds"),
        ("https://github.com/", "quail-lab/counts."),
        ("https://github.", "com/quail-lab/counts"),
        ("https://quail.org/marsh_", "birds"),
        ("(www.quail.org/data/index.", "html)"),
        ("https://quail.org/birds", "/marsh.zip"),
        ("https://quail.org/birds?", "year=2020"),
        ("doi:10.1234/", "quail.56"),
    ],
)
def test_an_address_goes_on_over_the_end_of_a_line(written: str, following: str) -> None:
    assert address_goes_on(written, following, KNOWN)


@pytest.mark.parametrize(
    ("written", "following"),
    [
        ("https://quail.org/", "and"),
        ("https://quail.org.", "The"),
        ("https://quail.org.", "data"),
        ("https://quail.org/birds", "counts"),
        ("https://quail.org/birds", "?The"),
        ("https://quail.org/birds/", "(last"),
        ("and/", "or"),
    ],
)
def test_words_after_an_address_stay_apart_from_it(written: str, following: str) -> None:
    assert not address_goes_on(written, following, KNOWN)


def test_an_address_broken_over_three_lines_is_whole(tmp_path: Path) -> None:
    page = MadePage().write(72, 740, "1 Introduction", size=12, font="bold")
    lines = [
        "All of the counts that were made in this year can be had from https://github.com/",
        "quail-lab/marsh_birds_of_the_northern_lakes_and_of_the_southern_rivers/",
        "counts-2020.tar.gz and from nowhere else, as nobody keeps a copy of them in the",
        "marshes or in other places that are near to them.",
    ]
    page.paragraph(72, 720, lines)
    (tmp_path / "paper.pdf").write_bytes(made_pdf([page]))
    address = (
        "https://github.com/quail-lab/marsh_birds_of_the_northern_lakes_and_of_the_southern_rivers/counts-2020.tar.gz"
    )
    paper = read_document(tmp_path / "paper.pdf")
    assert f"from {address} and from nowhere" in paper.text
    assert paper.links == (address,)
