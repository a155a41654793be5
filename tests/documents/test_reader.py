import os
from pathlib import Path

import pytest

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from tests.documents.made_pdf import MadePage, made_pdf


def _code(path: Path, limits: Limits | None = None) -> ReasonCode:
    with pytest.raises(UnreadablePaperError) as caught:
        read_document(path, limits=limits or Limits())
    assert caught.value.name == path.name
    assert not caught.value.reason.endswith(".")
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", ReasonCode.EMPTY_FILE),
        ("page.pdf", b"<!DOCTYPE html><html><body>Sign in</body></html>", ReasonCode.NOT_A_PAPER),
        ("page.txt", b"\xef\xbb\xbf <html><head></head></html>", ReasonCode.NOT_A_PAPER),
        ("text.pdf", b"only words", ReasonCode.NOT_A_PAPER),
        ("junk.txt", bytes(range(256)) * 8, ReasonCode.NOT_A_PAPER),
        ("paper.docx", b"PK\x03\x04 and so on", ReasonCode.UNSUPPORTED),
        ("scan.png", b"\x89PNG\r\n", ReasonCode.UNSUPPORTED),
        ("old.ps", b"%!PS-Adobe-3.0\n", ReasonCode.UNSUPPORTED),
        ("blank.txt", b" \n\t\n", ReasonCode.NO_TEXT),
    ],
)
def test_what_is_no_paper_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes, code: ReasonCode) -> None:
    (tmp_path / name).write_bytes(data)
    assert _code(tmp_path / name) is code


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert _code(tmp_path / "pipe.pdf") is ReasonCode.NOT_A_PAPER


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert _code(tmp_path / "gone.pdf") is ReasonCode.MISSING
    assert _code(tmp_path) is ReasonCode.UNSUPPORTED


def test_a_file_larger_than_allowed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("word " * 100)
    assert _code(tmp_path / "long.txt", Limits(max_bytes=100)) is ReasonCode.TOO_LARGE
    assert _code(tmp_path / "long.txt", Limits(max_characters=100)) is ReasonCode.TOO_LARGE


def test_bytes_decide_before_the_suffix(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_bytes(made_pdf([MadePage().write(72, 700, "Marsh birds are counted by hand.")]))
    assert read_document(tmp_path / "paper.txt").source.media_type == "application/pdf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "note.txt").write_bytes("Théo counts birds.\r\nThey are few.".encode(encoding))
    assert read_document(tmp_path / "note.txt").text == "Théo counts birds.\nThey are few."


def test_markdown_and_latex_go_to_their_readers(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Marsh birds\n\n## Abstract\n\nWe count.\n")
    (tmp_path / "a.tex").write_text(r"\documentclass{article}\begin{document}We count marsh birds.\end{document}")
    assert read_document(tmp_path / "a.md").reader == "markdown"
    assert read_document(tmp_path / "a.tex").reader == "latex"


def test_limits_must_allow_something() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Limits(max_pages=0)
