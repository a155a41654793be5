"""Archives as arXiv and Overleaf give them, and as nobody should."""

import gzip
import io
import os
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from kg.core.document import Document
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf

MAIN = rb"""\documentclass{article}\title{Herons at Dusk}\author{Ada Fenwick}
\begin{document}\maketitle We count herons. \input{parts/more}
\begin{thebibliography}{1}\bibitem{a} Bo Ek. \newblock Reeds. \newblock 2019.\end{thebibliography}\end{document}"""
MORE = b"They were many."


def pdf_bytes(lines: list[str]) -> bytes:
    page = MadePage()
    page.paragraph(72, 700, lines)
    return made_pdf([page])


def tar(path: Path, *members: tarfile.TarInfo | tuple[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                entry = tarfile.TarInfo(member[0])
                entry.size = len(member[1])
                archive.addfile(entry, io.BytesIO(member[1]))
    return path


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def code(path: Path, limits: Limits | None = None) -> ReasonCode:
    started = time.monotonic()
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(path, limits=limits or Limits())
    assert time.monotonic() - started < 20
    return caught.value.code


def holds_the_paper(document: Document) -> bool:
    return document.title == "Herons at Dusk" and "They were many." in document.text and len(document.references) == 1


@pytest.mark.parametrize(("suffix", "mode"), [(".tar.gz", "w:gz"), (".tgz", "w:gz"), (".tar", "w"), ("", "w:gz")])
def test_a_tar_of_sources_is_the_paper_in_it(tmp_path: Path, suffix: str, mode: str) -> None:
    path = tar(tmp_path / f"2302.13971v2{suffix}", ("ms.tex", MAIN), ("parts/more.tex", MORE), mode=mode)
    document = read_document(path)
    assert holds_the_paper(document)
    assert document.arxiv == "2302.13971"
    assert document.source.name == path.name
    assert document.reader == "latex"


def test_a_zipped_project_is_the_paper_in_it(tmp_path: Path) -> None:
    path = tmp_path / "project.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("paper/main.tex", MAIN)
        archive.writestr("paper/parts/more.tex", MORE)
        archive.writestr("paper/figure.png", b"\x89PNG" * 100)
    assert holds_the_paper(read_document(path))


def test_a_single_packed_file_is_read_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "2302.13971.gz").write_bytes(gzip.compress(MAIN))
    assert read_document(tmp_path / "2302.13971.gz").title == "Herons at Dusk"
    (tmp_path / "2302.13972").write_bytes(gzip.compress(gzip.compress(MAIN)))
    assert read_document(tmp_path / "2302.13972").arxiv == "2302.13972"
    (tmp_path / "2302.13973.gz").write_bytes(gzip.compress(pdf_bytes(["Herons at Dusk", "We count herons."])))
    packed = read_document(tmp_path / "2302.13973.gz")
    assert (packed.reader, packed.source.name) == ("pypdfium2", "2302.13973.gz")


def test_an_archive_with_nothing_but_a_pdf_is_that_pdf(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", ("readme.txt", b"x"), ("paper.pdf", pdf_bytes(["Herons at Dusk"])))
    assert read_document(path).reader == "pypdfium2"


def test_what_the_readme_of_arxiv_names_is_the_main_file(tmp_path: Path) -> None:
    other = MAIN.replace(b"Herons at Dusk", b"Another Title")
    listed = b'{"sources": [{"usage": "toplevel", "filename": "zz.tex"}]}'
    files = (("main.tex", other), ("zz.tex", MAIN), ("parts/more.tex", MORE))
    assert read_document(tar(tmp_path / "a.tar.gz", *files)).title == "Another Title"
    assert holds_the_paper(read_document(tar(tmp_path / "b.tar.gz", *files, ("00README.json", listed))))
    assert holds_the_paper(read_document(tar(tmp_path / "c.tar.gz", *files, ("00README.XXX", b"zz.tex toplevelfile"))))


def test_names_that_lead_out_links_and_devices_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET")
    main = MAIN.replace(
        rb"\input{parts/more}", rb"\input{parts/more}\input{../secret}\input{soft}\input{hard}\input{dev}"
    )
    path = tar(
        tmp_path / "a.tar.gz",
        ("main.tex", main),
        ("./parts/more.tex", MORE),
        ("../secret.tex", b"SECRET"),
        ("/etc/passwd.tex", b"SECRET"),
        ("a/../../secret.tex", b"SECRET"),
        special("soft.tex", tarfile.SYMTYPE, str(tmp_path / "secret.tex")),
        special("hard.tex", tarfile.LNKTYPE, "/etc/passwd"),
        special("dev.tex", tarfile.CHRTYPE),
        special("pipe.tex", tarfile.FIFOTYPE),
    )
    before = sorted(tmp_path.iterdir())
    document = read_document(path)
    assert holds_the_paper(document)
    assert "SECRET" not in document.text
    assert "root:" not in document.text
    assert sorted(tmp_path.iterdir()) == before


def test_an_archive_that_unpacks_without_end_is_refused_soon(tmp_path: Path) -> None:
    zeros = gzip.compress(bytes(1 << 24), 9)
    (tmp_path / "bomb.gz").write_bytes(zeros * 20)  # 320 MB out of 320 kB
    assert code(tmp_path / "bomb.gz") is ReasonCode.TOO_LARGE
    head = tarfile.TarInfo("big.eps")
    head.size = 1 << 40
    (tmp_path / "bomb.tar.gz").write_bytes(gzip.compress(head.tobuf()) + zeros * 20)
    assert code(tmp_path / "bomb.tar.gz", Limits(max_unpacked_bytes=100_000_000)) is ReasonCode.TOO_LARGE
    assert code(tmp_path / "bomb.tar.gz") is ReasonCode.DAMAGED
    nested = gzip.compress(gzip.compress(gzip.compress(MAIN)))
    (tmp_path / "nested.gz").write_bytes(nested)
    assert code(tmp_path / "nested.gz") is ReasonCode.UNSUPPORTED


def test_headers_of_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    head = special("pax", tarfile.XHDTYPE)
    head.size = 1 << 33
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(head.tobuf() + bytes(4096)))
    assert code(tmp_path / "a.tar.gz") is ReasonCode.DAMAGED


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(tarfile.TarInfo("a.tex").tobuf() * 200_000)
    assert code(path) is ReasonCode.TOO_LARGE
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(200):
            archive.writestr(f"{number}.tex", b"")
    assert code(tmp_path / "many.zip", Limits(max_members=100)) is ReasonCode.TOO_LARGE


def test_a_cut_archive_is_damaged_and_an_empty_one_no_paper(tmp_path: Path) -> None:
    whole = tar(tmp_path / "a.tar.gz", ("main.tex", MAIN * 50), ("parts/more.tex", os.urandom(20_000))).read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) // 2])
    assert code(tmp_path / "cut.tar.gz") is ReasonCode.DAMAGED
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    assert code(tmp_path / "cut.zip") is ReasonCode.DAMAGED
    (tmp_path / "broken.gz").write_bytes(b"\x1f\x8b" + os.urandom(500))
    assert code(tmp_path / "broken.gz") is ReasonCode.DAMAGED
    with zipfile.ZipFile(tmp_path / "flipped.zip", "w") as archive:
        archive.writestr("main.tex", MAIN)
    flipped = (tmp_path / "flipped.zip").read_bytes().replace(b"We count", b"We c0unt")
    (tmp_path / "flipped.zip").write_bytes(flipped)
    assert code(tmp_path / "flipped.zip") is ReasonCode.DAMAGED
    assert code(tar(tmp_path / "none.tar.gz", ("data.csv", b"1"))) is ReasonCode.NOT_A_PAPER
    (tmp_path / "hollow.gz").write_bytes(gzip.compress(b""))
    assert code(tmp_path / "hollow.gz") is ReasonCode.EMPTY_FILE


def test_equal_archives_give_equal_documents(tmp_path: Path) -> None:
    path = tar(tmp_path / "a.tar.gz", ("main.tex", MAIN), ("parts/more.tex", MORE))
    assert read_document(path) == read_document(path)
