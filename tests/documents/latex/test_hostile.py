"""LaTeX that no author wrote to be read."""

import os
import time
from pathlib import Path

import pytest

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.paper import read_latex
from kg.documents.latex.project.digest import digest_of_latex
from kg.documents.reader import read_document
from kg.documents.source import source_of

HEAD = r"\documentclass{article}\begin{document}Some text of a paper."


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "$a_{b" * 30_000,
        HEAD + r"\a" * 500_000,
        HEAD + "{" * 100 + "x" + "}" * 100,
        HEAD + r"\begin{tabular}{ll}" + "a & b \\\\ " * 3000,
        HEAD + "\n\n\\footnote{word}" * 3000,
        HEAD + "word" * 100_000,
        HEAD + r"\section{" * 100,
        HEAD + r"\verb|" * 1000,
        HEAD + r"\cite[" * 1000,
        HEAD + "%" * 100_000,
        HEAD + r"\begin{tabular}{l}" * 50 + "x",
        HEAD + r"\multicolumn{999999999}{c}{x} & \multirow{-3}{*}{y}",
        HEAD + r"\section{An accent \'\footnote{over} a note}",
        HEAD + "\x00\x01\x02" * 5,
        HEAD
        + r"\input{/etc/passwd}\input{../../../../etc/passwd}\input{|ls}\include{/dev/zero}\bibliography{/etc/passwd}",
    ],
)
def test_odd_sources_end_soon_with_a_document_or_a_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.tex"
    path.write_text(content, "utf-8")
    started = time.monotonic()
    try:
        document = read_document(path)
    except UnreadablePaperError:
        return
    finally:
        assert time.monotonic() - started < 30
    assert "root:" not in document.text
    assert "".join(document.quote(s.span) for s in document.sections) == document.text


def test_a_sparse_file_is_refused_unread(tmp_path: Path) -> None:
    for name in ("a.tex", "a.tar.gz", "a.zip", "a.tar"):
        path = tmp_path / name
        path.touch()
        os.truncate(path, 2 * 1024**3)
        started = time.monotonic()
        with pytest.raises(UnreadablePaperError) as caught:
            read_document(path)
        assert caught.value.code is ReasonCode.TOO_LARGE
        assert time.monotonic() - started < 2


def test_a_large_part_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "big.tex").touch()
    os.truncate(tmp_path / "big.tex", 2 * 1024**3)
    (tmp_path / "a.tex").write_text(HEAD + r"\input{big}\bibliography{big.tex}\end{document}", "utf-8")
    assert "Some text" in read_latex(tmp_path / "a.tex").text


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "cp1252"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.tex").write_bytes((HEAD + " Bo Müller.").encode(encoding))
    assert "Bo Müller." in read_latex(tmp_path / "a.tex").text


def test_links_in_the_folder_lead_nowhere_outside(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.tex").write_text("SECRET", "utf-8")
    (inner / "out.tex").symlink_to(tmp_path / "secret.tex")
    (inner / "loop.tex").symlink_to(inner / "loop.tex")
    (inner / "up").symlink_to(tmp_path)
    (inner / "null.tex").symlink_to("/dev/zero")
    os.mkfifo(inner / "pipe.tex")
    (inner / "a.tex").write_text(
        HEAD + r"\input{out}\input{loop}\input{up/secret}\input{null}\input{pipe}\bibliography{null.tex}", "utf-8"
    )
    assert "SECRET" not in read_latex(inner / "a.tex").text


def test_a_change_in_a_part_changes_the_digest_and_nothing_else_does(tmp_path: Path) -> None:
    main, part = tmp_path / "a.tex", tmp_path / "parts" / "b.tex"
    part.parent.mkdir()
    main.write_text(HEAD + r"\input{parts/b}\bibliography{refs}\end{document}", "utf-8")
    part.write_text(r"Part one. \input{parts/c}", "utf-8")
    first = digest_of_latex(main, 10**6)
    assert read_latex(main).source.sha256 == source_of(main).sha256 == first
    (tmp_path / "notes.tex").write_text("not taken in", "utf-8")
    os.utime(part, (0, 0))
    assert digest_of_latex(main, 10**6) == first
    (tmp_path / "parts" / "c.tex").write_text("Deep.", "utf-8")
    second = digest_of_latex(main, 10**6)
    (tmp_path / "refs.bib").write_text("@misc{x, title={Y}}", "utf-8")
    third = digest_of_latex(main, 10**6)
    part.write_text("Part two.", "utf-8")
    assert len({first, second, third, digest_of_latex(main, 10**6)}) == 4
    assert read_latex(main).source.sha256 == source_of(main).sha256


def test_a_file_that_takes_nothing_in_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    import hashlib  # noqa: PLC0415

    (tmp_path / "a.tex").write_text(HEAD, "utf-8")
    assert digest_of_latex(tmp_path / "a.tex", 10**6) == hashlib.sha256(HEAD.encode()).hexdigest()


def test_a_file_that_takes_itself_in_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(HEAD + r"\input{intro}\end{document}")
    (tmp_path / "intro.tex").write_text(r"Herons stand in reeds. \input{intro} \input{main.tex}")
    text = read_latex(tmp_path / "main.tex").text
    assert (text.count("Herons stand"), text.count("Some text")) == (1, 1)
