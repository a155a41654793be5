"""PDF files that are broken or mean harm: each ends soon, with a document or a reason."""

import random
import time
import zlib
from pathlib import Path

import pytest

from kg.core.document import Document
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.pdf import pages
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
WORDS = b"BT /F 10 Tf 72 700 Td (Larks sing above the marsh in the early morning.) Tj ET"
SOON_S = 30.0


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n" % (len(content), extra) + content + b"\nendstream"


def _pdf(*objects: bytes, root: int = 1) -> bytes:
    """A file of the objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b" endobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


OUTLINED = (
    b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    _stream(WORDS),
    FONT,
)
"""The objects of a page with an outline, whose own come behind them as the sixth and further ones."""


def _one_page(content: bytes = WORDS, *, page: bytes = b"", box: bytes = b"[0 0 612 792]", extra: bytes = b"") -> bytes:
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + page + b">>",
        _stream(content, extra),
        FONT,
    )


def _image_page(width: int = 8) -> tuple[bytes, bytes]:
    """The content of a page that an image fills, and the image."""
    image = _stream(
        bytes(width * width), b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (width, width)
        + b"/ColorSpace/DeviceGray",
    )  # fmt: skip
    return b"q 612 0 0 792 0 0 cm /I Do Q", image


def _read(tmp_path: Path, data: bytes, *, limits: Limits = Limits()) -> Document | UnreadablePaperError:  # noqa: B008
    """What becomes of the bytes, which must not take long."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    started = time.monotonic()
    try:
        return read_document(path, limits=limits)
    except UnreadablePaperError as error:
        return error
    finally:
        assert time.monotonic() - started < SOON_S


def _text(tmp_path: Path, data: bytes) -> str:
    read = _read(tmp_path, data)
    assert isinstance(read, Document), read
    return read.text


def _code(tmp_path: Path, data: bytes, *, limits: Limits = Limits()) -> ReasonCode:  # noqa: B008
    read = _read(tmp_path, data, limits=limits)
    assert isinstance(read, UnreadablePaperError)
    return read.code


def test_a_page_of_ten_thousand_times_its_size_is_bounded(tmp_path: Path) -> None:
    bomb = zlib.compress(b"0 0 m " * 10_000_000, 9)
    read = _read(tmp_path, _one_page(bomb, extra=b"/Filter/FlateDecode"))
    assert isinstance(read, (Document, UnreadablePaperError))


def test_text_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(b"BT /F 10 Tf 72 700 Td " + b"(larks and wrens) Tj " * 20_000 + b" ET", 9)
    data = _one_page(bomb, extra=b"/Filter/FlateDecode")
    assert _code(tmp_path, data, limits=Limits(max_characters=10_000)) is ReasonCode.TOO_LARGE


def test_a_tree_of_pages_that_bites_its_tail_ends(tmp_path: Path) -> None:
    data = _pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>")
    assert _code(tmp_path, data) in (ReasonCode.NO_TEXT, ReasonCode.DAMAGED)


def test_a_table_of_objects_that_leads_back_to_itself_ends(tmp_path: Path) -> None:
    data = _one_page()
    start = data.rindex(b"xref\n0")
    looped = data.replace(b"trailer<<", b"trailer<</Prev %d " % start)
    assert "Larks sing" in _text(tmp_path, looped)


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    kids = b" ".join([b"3 0 R"] * 100_000)
    data = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 100000/Kids[" + kids + b"]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    )
    assert _code(tmp_path, data) is ReasonCode.TOO_LARGE


def test_a_count_of_pages_that_is_a_lie_ends(tmp_path: Path) -> None:
    data = _one_page().replace(b"/Count 1", b"/Count 2000000000")
    assert isinstance(_read(tmp_path, data), (Document, UnreadablePaperError))


@pytest.mark.parametrize("box", [b"[0 0 1e30 1e30]", b"[0 0 0 0]", b"[-99999999 -99999999 99999999 99999999]", b"[]"])
def test_a_page_of_any_size_is_read(tmp_path: Path, box: bytes) -> None:
    assert isinstance(_read(tmp_path, _one_page(box=box)), (Document, UnreadablePaperError))


def test_an_outline_of_endless_depth_and_length_ends(tmp_path: Path) -> None:
    depth = 20_000
    items = [
        b"<</Title(Level %d)/Parent %d 0 R/First %d 0 R/Last %d 0 R/Next %d 0 R>>" % (n, n + 5, n + 7, n + 7, n + 6)
        for n in range(depth)
    ]
    data = _pdf(
        *OUTLINED,
        *items,
    )
    assert "Larks sing" in _text(tmp_path, data)


def test_half_a_character_in_the_outline_and_the_metadata_is_no_fault(tmp_path: Path) -> None:
    half = b"<FEFF0041D83D0042>"  # the first half of an emoji, and no second one
    data = _pdf(
        *OUTLINED,
        b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 1>>",
        b"<</Title" + half + b"/Parent 6 0 R>>",
        b"<</Title" + half + b"/Author" + half + b">>",
    )
    assert "Larks sing" in _text(tmp_path, data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 8 0 R"))


def test_a_hundred_thousand_links_are_bounded(tmp_path: Path) -> None:
    link = b"<</Type/Annot/Subtype/Link/Rect[70 695 200 712]/A<</S/URI/URI(http://example.org/%d)>>>>"
    page = b"/Annots[" + b"".join(link % n for n in range(100_000)) + b"]"
    read = _read(tmp_path, _one_page(page=page))
    assert isinstance(read, Document)
    assert 0 < len(read.links) <= 2_000


def test_names_of_destinations_that_share_a_branch_over_and_over_end(tmp_path: Path) -> None:
    levels = 40
    names = [b"<</Kids[%d 0 R %d 0 R]>>" % (n + 7, n + 7) for n in range(levels)]
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[70 695 200 712]/A<</S/GoTo/D(cite.a)>>>>]"
    data = _pdf(
        b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 6 0 R>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + link + b">>",
        _stream(WORDS),
        FONT,
        *names,
        b"<</Names[(cite.a)[3 0 R/XYZ 72 700 0]]>>",
    )
    assert "Larks sing" in _text(tmp_path, data)


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>"
    data = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>>>",
        _stream(WORDS + b" /X Do"),
        FONT,
        _stream(b"/X Do", form),
    )
    assert "Larks sing" in _text(tmp_path, data)


def test_a_scanned_file_is_named_as_one_and_says_what_helps(tmp_path: Path) -> None:
    content, image = _image_page()
    data = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        _stream(content),
        image,
    )
    read = _read(tmp_path, data)
    assert isinstance(read, UnreadablePaperError)
    assert read.code is ReasonCode.NO_TEXT
    assert "ocrmypdf" in read.reason


def test_a_scanned_page_among_others_is_listed_and_a_blank_one_is_not(tmp_path: Path) -> None:
    content, image = _image_page()
    resources = b"/Resources<</XObject<</I 9 0 R>>/Font<</F 8 0 R>>>>/MediaBox[0 0 612 792]/Parent 2 0 R>>"
    data = _pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 3/Kids[3 0 R 4 0 R 5 0 R]>>",
        b"<</Type/Page/Contents 6 0 R" + resources,
        b"<</Type/Page/Contents 7 0 R" + resources,
        b"<</Type/Page" + resources,
        _stream(WORDS),
        _stream(content),
        FONT,
        image,
    )
    read = _read(tmp_path, data)
    assert isinstance(read, Document)
    assert read.unread_pages == (2,)
    assert read.page_of(read.text.index("Larks")) == 1


def test_a_page_that_cannot_be_loaded_costs_that_page_alone(tmp_path: Path) -> None:
    made = [
        MadePage().write(72, 700, f"The {bird} sings above the marsh at dawn.") for bird in ("lark", "wren", "tern")
    ]
    data = made_pdf(made).replace(b"/Type/Page/Parent", b"/Type/Junk/Paren_", 1)
    read = _read(tmp_path, data)
    assert isinstance(read, Document)
    assert "wren sings" in read.text
    assert read.unread_pages == (1,)


def test_a_page_that_fails_in_pdfium_is_read_by_pypdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    birds = ("lark", "wren", "tern")
    path = tmp_path / "a.pdf"
    path.write_bytes(made_pdf([MadePage().write(72, 700, f"The {b} sings above the marsh at dawn.") for b in birds]))
    by_pdfium = pages._read_page
    monkeypatch.setattr(
        pages, "_read_page", lambda d, n, links: pages._Page(pages._Found.FAILED) if n == 1 else by_pdfium(d, n, links)
    )
    read = read_document(path)
    assert (read.reader, read.unread_pages) == ("pypdfium2", ())
    assert read.page_of(read.text.index("wren sings")) == 2


def test_what_pdfium_cannot_open_is_read_by_pypdf(tmp_path: Path) -> None:
    data = _one_page().replace(b"/Type/Catalog/Pages 2 0 R", b"/Type/Katalog/Pages 2 0 R")
    read = _read(tmp_path, data)
    assert isinstance(read, Document)
    assert "Larks sing" in read.text


def test_what_pypdf_alone_can_read_is_refused_beyond_the_limit_and_not_cut(tmp_path: Path) -> None:
    data = _one_page().replace(b"/Type/Catalog/Pages 2 0 R", b"/Type/Katalog/Pages 2 0 R")
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(tmp_path / "a.pdf", limits=Limits(max_characters=5))
    assert caught.value.code is ReasonCode.TOO_LARGE


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    import io  # noqa: PLC0415

    import pypdf  # noqa: PLC0415

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_one_page()))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert _code(tmp_path, out.getvalue()) is ReasonCode.ENCRYPTED


def test_files_with_flipped_bytes_are_read_or_refused(tmp_path: Path) -> None:
    page = MadePage().write(72, 700, "Larks sing above the marsh.").write(72, 660, "1 Introduction", font="bold")
    page.links.append((70, 695, 200, 712, "cite.lark"))
    seeds = [
        made_pdf([page, page], places={"cite.lark": (1, 72, 700)}),
        _one_page(zlib.compress(WORDS), extra=b"/Filter/FlateDecode"),
        _one_page(page=b"/Rotate 90/UserUnit 2/Annots[<</Subtype/Link/Rect[1 2 3 4]/Dest[3 0 R/FitR 1 2 3 4]>>]"),
    ]
    chance = random.Random(20)
    for number in range(120):
        data = bytearray(seeds[number % len(seeds)])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(len(data)) :]
        _read(tmp_path, bytes(data))
