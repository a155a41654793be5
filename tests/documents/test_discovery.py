from pathlib import Path

import pytest

from kg.core.errors import ReasonCode
from kg.documents.discovery import find_papers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.pdf", "b.MD", "notes.docx", ".hidden.pdf", "deep/er/c.tex", ".git/d.pdf", "deep/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def _names(folder: Path, *paths: str) -> list[str]:
    return [p.relative_to(folder).as_posix() for p in find_papers(paths).files]


def test_a_folder_is_searched_to_the_bottom_without_hidden_files(folder: Path) -> None:
    assert _names(folder, str(folder)) == ["a.pdf", "b.MD", "deep/e.txt", "deep/er/c.tex"]


def test_a_file_given_by_name_is_taken_whatever_its_suffix(folder: Path) -> None:
    assert _names(folder, str(folder / "notes.docx"), str(folder / ".hidden.pdf")) == [".hidden.pdf", "notes.docx"]


def test_a_glob_takes_what_we_read(folder: Path) -> None:
    assert _names(folder, f"{folder}/*") == ["a.pdf", "b.MD", "deep/e.txt", "deep/er/c.tex"]
    assert _names(folder, f"{folder}/**/*.tex") == ["deep/er/c.tex"]


def test_files_are_sorted_and_each_is_found_once(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "a.pdf")
    assert _names(folder, str(folder / "b.MD"), str(folder), str(folder / "a.pdf")) == [
        "a.pdf",
        "b.MD",
        "deep/e.txt",
        "deep/er/c.tex",
    ]


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder)
    assert _names(folder, str(folder)) == ["a.pdf", "b.MD", "deep/e.txt", "deep/er/c.tex"]


def test_a_path_that_is_missing_is_a_problem_and_the_others_are_found(folder: Path) -> None:
    found = find_papers([str(folder / "a.pdf"), str(folder / "gone.pdf"), f"{folder}/*.ps", "bad\0name"])
    assert [p.name for p in found.files] == ["a.pdf"]
    assert [p.code for p in found.problems] == [ReasonCode.MISSING] * 3
    assert str(found.problems[0]).startswith(f"{folder}/gone.pdf: ")


def test_brackets_in_a_name_are_no_pattern_where_the_file_exists(folder: Path) -> None:
    (folder / "paper [1].pdf").write_text("x")
    assert _names(folder, str(folder / "paper [1].pdf")) == ["paper [1].pdf"]
