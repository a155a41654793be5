import io
import re

import pypdf
import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

LEFT, RIGHT = 72, 320


def _page_one() -> MadePage:
    page = MadePage()
    page.write(100, 720, "Quail-2: Counting Birds with Few Examples", size=17, font="bold")
    page.write(200, 690, "Ada Lark, Ben Finch and Cora Wren", size=12)
    page.write(72, 660, "Abstract", size=12, font="bold")
    page.paragraph(
        LEFT, 640, ["We count marsh birds with a small model that was", "trained on little data. It is named Quail-2."]
    )
    page.write(LEFT, 600, "1 Introduction", size=12, font="bold")
    page.paragraph(
        LEFT,
        580,
        [
            "Birds are counted by hand. This takes long and is",
            "seldom repeated, so that all counts of one marsh",
            "differ (Lark, 2019) from day to day, which the multi-",
            "lingual guide of the marsh calls state-of-the-",
            "art. The multilingual guide of the marsh is old and",
        ],
    )
    page.write(LEFT + 8, 92, "1", size=5).write(LEFT + 11, 88, "Our code is at https://example.org/quail.", size=8)
    page.paragraph(
        RIGHT,
        580,
        ["goes on here in the second column of the page. We", "train on the MarshBirds corpus and on no other data."],
    )
    page.write(RIGHT, 530, "2.1 Data Sets", size=11, font="bold")
    page.paragraph(RIGHT, 510, ["MarshBirds holds photographs of nineteen kinds of bird,", "taken in Spring."])
    page.write(300, 40, "1")
    page.links.append((LEFT + 28, 552, LEFT + 72, 566, "cite.lark2019"))
    return page


def _page_two() -> MadePage:
    page = MadePage()
    page.write(LEFT, 720, "3 Results", size=12, font="bold")
    page.write(LEFT, 700, "Table 1: Counts of birds by model.", size=9)
    rows = (("Model", "Birds", "Error"), ("Quail-1", "190", "4.2"), ("Quail-2", "210", "3.1"))
    for y, row in zip((680, 668, 656), rows, strict=True):
        for x, cell in zip((LEFT, LEFT + 90, LEFT + 150), row, strict=True):
            page.write(x, y, cell, size=9)
    page.paragraph(
        LEFT, 620, ["Quail-2 finds more birds than Quail-1 on", "MarshBirds, as Table 1 shows for all kinds."]
    )
    page.write(LEFT, 580, "References", size=12, font="bold")
    page.paragraph(LEFT, 560, ["A. Lark. 2019. Counting birds twice. In Marsh"])
    page.paragraph(LEFT + 12, 548, ["Studies, pages 1-9."])
    page.paragraph(LEFT, 530, ["B. Finch and C. Wren. 2020. Photographs of marsh"])
    page.paragraph(LEFT + 12, 518, ["birds. Marsh Studies, 4."])
    page.write(LEFT, 490, "A Further Counts", size=12, font="bold")
    page.paragraph(LEFT, 470, ["Here are more counts of birds in other marshes."])
    page.write(300, 40, "2")
    return page


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("pdf") / "quail.pdf"
    path.write_bytes(made_pdf([_page_one(), _page_two()], places={"cite.lark2019": (1, LEFT, 572)}))
    return read_document(path)


def _blocks(paper: Document, kind: BlockKind) -> list[str]:
    return [paper.quote(b.span) for b in paper.blocks if b.kind is kind]


def test_title_and_authors_are_read_off_the_first_page(paper: Document) -> None:
    assert paper.title == "Quail-2: Counting Birds with Few Examples"
    assert paper.authors == ("Ada Lark", "Ben Finch", "Cora Wren")


def test_headings_become_sections_with_kinds_that_tile_the_text(paper: Document) -> None:
    assert [(s.heading, s.kind, s.level) for s in paper.sections] == [
        ("", SectionKind.FRONT, 1),
        ("Abstract", SectionKind.ABSTRACT, 1),
        ("1 Introduction", SectionKind.INTRODUCTION, 1),
        ("2.1 Data Sets", SectionKind.DATA, 2),
        ("3 Results", SectionKind.RESULTS, 1),
        ("References", SectionKind.REFERENCES, 1),
        ("A Further Counts", SectionKind.APPENDIX, 1),
    ]
    assert "".join(paper.quote(s.span) for s in paper.sections) == paper.text


def test_a_sentence_goes_on_in_the_next_column_past_a_footnote(paper: Document) -> None:
    sentences = [paper.quote(s) for s in paper.sentences]
    assert "The multilingual guide of the marsh is old and goes on here in the second column of the page." in sentences
    assert _blocks(paper, BlockKind.FOOTNOTE) == ["¹Our code is at https://example.org/quail."]


def test_words_broken_at_line_ends_are_mended_as_the_paper_writes_them(paper: Document) -> None:
    assert "which the multilingual guide of the marsh calls state-of-the-art." in paper.text


def test_page_numbers_are_left_out_and_pages_are_known(paper: Document) -> None:
    assert paper.has_pages
    assert len(paper.page_starts) == 2
    assert paper.page_of(paper.text.index("MarshBirds corpus")) == 1
    assert paper.page_of(paper.text.index("3 Results")) == 2
    assert not re.search(r"\n\n[12](\n\n|$)", paper.text)


def test_a_table_is_rows_of_cells_and_its_caption_stands_apart(paper: Document) -> None:
    assert _blocks(paper, BlockKind.TABLE) == ["Model\tBirds\tError\nQuail-1\t190\t4.2\nQuail-2\t210\t3.1"]
    assert _blocks(paper, BlockKind.CAPTION) == ["Table 1: Counts of birds by model."]
    sentences = [paper.quote(s) for s in paper.sentences]
    assert "Quail-1\t190\t4.2" in sentences


def test_the_bibliography_has_no_sentences_and_a_block_an_entry(paper: Document) -> None:
    (section,) = [s for s in paper.sections if s.kind is SectionKind.REFERENCES]
    entries = [paper.quote(b.span) for b in paper.blocks if section.span.contains(b.span)][1:]
    assert [e.split(".")[1].strip() for e in entries] == ["Lark", "Finch and C"]
    assert not any(section.span.overlaps(s) for s in paper.sentences)


def test_a_link_ties_a_citation_to_its_entry(paper: Document) -> None:
    (reference,) = [r for r in paper.references if r.year == 2019]
    assert reference.key == "lark2019"
    assert [paper.quote(c.span) for c in paper.citations if c.reference_key == "lark2019"] == ["Lark, 2019"]


def test_blocks_are_in_order_and_never_overlap(paper: Document) -> None:
    ends = [0, *(b.span.end for b in paper.blocks)]
    assert all(end <= b.span.start for end, b in zip(ends, paper.blocks, strict=False))
    assert all(any(b.span.contains(s) for b in paper.blocks) for s in paper.sentences)


def test_equal_bytes_give_an_equal_document(tmp_path_factory: pytest.TempPathFactory, paper: Document) -> None:
    path = tmp_path_factory.mktemp("again") / "quail.pdf"
    path.write_bytes(made_pdf([_page_one(), _page_two()], places={"cite.lark2019": (1, LEFT, 572)}))
    assert read_document(path) == paper


def _locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(made_pdf([_page_one()])))
    writer.encrypt(user, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_locked_by_an_empty_password_is_just_read(tmp_path) -> None:
    (tmp_path / "open.pdf").write_bytes(_locked(""))
    assert read_document(tmp_path / "open.pdf").title == "Quail-2: Counting Birds with Few Examples"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_locked("secret"), ReasonCode.ENCRYPTED),
        (made_pdf([MadePage()]), ReasonCode.NO_TEXT),
        (b"%PDF-1.7\nthis is all there is", ReasonCode.DAMAGED),
        (made_pdf([_page_one()])[:700], ReasonCode.DAMAGED),
    ],
    ids=["a password", "no text", "no objects", "cut short"],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path, data: bytes, code: ReasonCode) -> None:
    (tmp_path / "odd.pdf").write_bytes(data)
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(tmp_path / "odd.pdf")
    assert (caught.value.name, caught.value.code) == ("odd.pdf", code)


@pytest.mark.parametrize("limits", [Limits(max_pages=1), Limits(max_characters=500), Limits(max_bytes=500)])
def test_a_pdf_beyond_a_limit_is_refused(tmp_path, limits: Limits) -> None:
    (tmp_path / "big.pdf").write_bytes(made_pdf([_page_one(), _page_two()]))
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(tmp_path / "big.pdf", limits=limits)
    assert caught.value.code is ReasonCode.TOO_LARGE


def test_running_heads_are_left_out_of_the_text(tmp_path) -> None:
    pages = []
    for number, bird in enumerate(("larks", "finches", "wrens", "terns")):
        page = MadePage().write(200, 760, f"Marsh Studies {number}, Volume Nine", size=9)
        page.paragraph(
            72, 700, [f"Here {verb} {bird} of the marsh for this paper." for verb in ("sing", "nest", "eat")]
        )
        pages.append(page)
    (tmp_path / "heads.pdf").write_bytes(made_pdf(pages))
    text = read_document(tmp_path / "heads.pdf").text
    assert "Volume Nine" not in text
    assert text.count("Here nest") == 4


def test_a_file_of_nothing_but_repeated_lines_keeps_them(tmp_path) -> None:
    pages = [MadePage().write(200, 760, f"Slide {number}", size=9) for number in range(4)]
    (tmp_path / "slides.pdf").write_bytes(made_pdf(pages))
    assert "Slide 3" in read_document(tmp_path / "slides.pdf").text


def test_the_stamp_of_arxiv_gives_the_id_and_stays_out_of_the_text(tmp_path) -> None:
    page = _page_one().write(20, 500, "arXiv:2101.01234v2 [cs.CV] 3 Feb 2021", size=14)
    (tmp_path / "stamped.pdf").write_bytes(made_pdf([page]))
    paper = read_document(tmp_path / "stamped.pdf")
    assert (paper.arxiv, paper.year, paper.title) == ("2101.01234", 2021, "Quail-2: Counting Birds with Few Examples")
    assert "arXiv" not in paper.text


def test_a_cited_arxiv_id_is_not_the_papers_own(tmp_path) -> None:
    page = _page_one()
    page.paragraph(RIGHT, 300, ["We build on work of others (arXiv:1901.00001) who", "counted birds as well."])
    (tmp_path / "citing.pdf").write_bytes(made_pdf([page]))
    assert read_document(tmp_path / "citing.pdf").arxiv is None


def test_the_id_in_a_files_name_counts_where_the_text_has_none(tmp_path) -> None:
    (tmp_path / "quail_2101.01234v1.pdf").write_bytes(made_pdf([_page_one()]))
    assert read_document(tmp_path / "quail_2101.01234v1.pdf").arxiv == "2101.01234"


def test_uris_that_leave_the_file_are_kept_sorted(tmp_path) -> None:
    page = _page_one()
    page.links.append((LEFT, 84, LEFT + 200, 98, "https://example.org/quail"))
    (tmp_path / "linked.pdf").write_bytes(made_pdf([page]))
    assert read_document(tmp_path / "linked.pdf").links == ("https://example.org/quail",)
