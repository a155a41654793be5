"""Where text stands: the page of every character, and pages that are turned, shifted or scaled."""

import random
from pathlib import Path

import pytest

from kg.core.document import Document
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf
from tests.documents.pdf.test_bad_files import _one_page

BIRDS = ("lark", "wren", "tern", "coot", "rail", "crake", "heron", "stilt", "dunlin", "avocet")


def _document(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    return read_document(path)


@pytest.mark.parametrize("seed", range(6))
def test_every_word_is_on_the_page_it_was_printed_on(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pages, printed = [], {}
    for number in range(1, chance.randint(3, 7)):
        page = MadePage()
        for row in range(chance.randint(0, 9)):
            word = f"{chance.choice(BIRDS)}{'abcdefg'[number]}{'klmnopqrst'[row]}"
            printed[word] = number
            page.write(72, 700 - 14 * row, f"Here the {word} is counted by {chance.choice(BIRDS)} watchers.")
        pages.append(page)
    if not printed:
        pytest.skip("nothing was printed")
    paper = _document(tmp_path, made_pdf(pages))
    assert len(paper.page_starts) == len(pages)
    found = {word: paper.page_of(paper.text.index(word)) for word in printed if word in paper.text}
    assert found == {word: page for word, page in printed.items() if word in found}
    assert len(found) == len(printed)


@pytest.mark.parametrize("turn", [b"0 1 -1 0 300 100", b"-1 0 0 -1 500 700", b"0 -1 1 0 300 700"])
def test_a_page_written_sideways_is_read_upright(tmp_path: Path, turn: bytes) -> None:
    lines = b" 0 -14 Td ".join(b"(Line %d tells of larks and wrens.) Tj" % n for n in range(4))
    paper = _document(tmp_path, _one_page(b"BT /F 10 Tf " + turn + b" Tm " + lines + b" ET"))
    assert paper.text.startswith("Line 0 tells of larks and wrens. Line 1 tells")
    assert paper.text.rstrip().endswith("Line 3 tells of larks and wrens.")


def test_slanted_type_is_no_turned_text(tmp_path: Path) -> None:
    content = b"BT /F 10 Tf 1 0 0 1 72 700 Tm (The heron is tall and) Tj 1 0 0.27 1 72 686 Tm (stands in water.) Tj ET"
    assert "The heron is tall and stands in water." in _document(tmp_path, _one_page(content)).text


def test_text_at_an_angle_between_is_read_where_the_page_holds_nothing_else(tmp_path: Path) -> None:
    content = b"BT /F 10 Tf .7 .7 -.7 .7 100 100 Tm (Herons stand in shallow water.) Tj ET"
    assert "Herons stand in shallow water." in _document(tmp_path, _one_page(content)).text


@pytest.mark.parametrize(
    "page",
    [b"/Rotate 90", b"/Rotate 180", b"/CropBox[50 50 500 750]", b"/UserUnit 3.5", b"/CropBox[300 300 100 100]"],
)
def test_a_page_that_is_shown_otherwise_reads_the_same(tmp_path: Path, page: bytes) -> None:
    assert "Larks sing above the marsh in the early morning." in _document(tmp_path, _one_page(page=page)).text


def test_vertical_letters_one_below_the_other_are_kept(tmp_path: Path) -> None:
    content = b"BT /F 10 Tf 1 0 0 1 72 700 Tm " + b" 0 -11 Td ".join(b"(%c) Tj" % c for c in b"HERON") + b" ET"
    text = _document(tmp_path, _one_page(content)).text
    assert [c for c in text if c.isalpha()] == list("HERON")


def test_small_capitals_in_the_private_part_of_unicode_are_letters(tmp_path: Path) -> None:
    from kg.documents.pdf.characters import cleaned  # noqa: PLC0415

    assert cleaned("H\uf765\uf772\uf76f\uf76e \uf731\uf739") == "Heron 19"


def test_a_link_leads_to_the_name_of_its_destination(tmp_path: Path) -> None:
    first = MadePage().write(72, 700, "Larks were counted (Finch, 2019) in the marsh.")
    first.links.append((155, 695, 210, 712, "cite.finch2019"))
    second = MadePage().write(72, 720, "References", size=14, font="bold")
    second.write(72, 700, "B. Finch. 2019. Counting larks by night. Marsh Studies, 4.")
    second.write(72, 680, "C. Wren. 2020. Counting wrens by day. Marsh Studies, 5.")
    paper = _document(tmp_path, made_pdf([first, second], places={"cite.finch2019": (1, 72, 712)}))
    (citation,) = paper.citations
    reference = paper.reference(citation.reference_key)
    assert reference is not None
    assert reference.year == 2019


def test_a_link_to_a_place_that_is_lost_keeps_its_name(tmp_path: Path) -> None:
    from kg.documents.limits import Limits  # noqa: PLC0415
    from kg.documents.pdf.pages import read_pages  # noqa: PLC0415
    from kg.documents.pdf.pypdf_file import PypdfFile  # noqa: PLC0415

    page = MadePage().write(72, 700, "Larks were counted by Finch and by Wren and by Tern and Coot.")
    page.links += [(x, 695, x + 30, 712, f"cite.bird{x}") for x in (100, 150, 200)]
    data = made_pdf([page])
    links = read_pages("paper.pdf", data, PypdfFile(data), Limits()).links
    assert [n.link.destination for n in links] == ["cite.bird100", "cite.bird150", "cite.bird200"]
