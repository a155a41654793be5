from pathlib import Path

import pytest

from kg.core.errors import ReasonCode
from kg.documents.counting import Form, count_papers
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


@pytest.fixture
def beside_programs(tmp_path: Path) -> Path:
    """A folder of papers with what programs keep beside them."""
    programs = ("kg-env/lib/python3/site-packages/numpy/LICENSE.txt", "kg-env/README.md", "kg-env/pyvenv.cfg")
    for name in ("papers/a.md", *programs, "site/node_modules/x/README.md", "site/__pycache__/b.txt", "site/c.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_virtual_environments_and_installed_packages_are_passed_by(beside_programs: Path) -> None:
    papers = ["papers/a.md", "site/c.md"]
    assert _names(beside_programs, str(beside_programs)) == papers
    assert _names(beside_programs, f"{beside_programs}/*") == papers
    assert _names(beside_programs, f"{beside_programs}/**/*.*") == papers
    assert count_papers(beside_programs).by_folder == {"papers": {Form.MARKDOWN: 1}, "site": {Form.MARKDOWN: 1}}


def test_what_is_named_is_read_though_it_lies_in_a_virtual_environment(beside_programs: Path) -> None:
    environment = beside_programs / "kg-env"
    assert _names(beside_programs, str(environment)) == ["kg-env/README.md"]
    packages = environment / "lib" / "python3" / "site-packages"
    licence = "kg-env/lib/python3/site-packages/numpy/LICENSE.txt"
    assert _names(beside_programs, str(packages)) == [licence]
    assert _names(beside_programs, f"{packages}/*/*.txt") == [licence]
    assert _names(beside_programs, str(beside_programs / licence)) == [licence]


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


def _files(folder: Path, **contents: str) -> None:
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


MAIN = r"\documentclass{article}\begin{document}%s\end{document}"


def test_a_latex_project_is_one_paper(tmp_path: Path) -> None:
    _files(
        tmp_path,
        main_dot_tex=MAIN % r"\input{parts/data} \subfile{sub} \includegraphics[width=1cm]{figures/curve}",
        parts__data_dot_tex="Text.", left_over_dot_tex="Nobody takes this in.",
        sub_dot_tex=r"\documentclass[main]{subfiles}\begin{document}x\end{document}",
        figures__curve_dot_pdf="%PDF", figures__old_dot_pdf="%PDF", main_dot_pdf="%PDF", other_dot_pdf="%PDF",
        main_dot_bbl="x", refs_dot_bib="x", notes_dot_txt="x",
    )  # fmt: skip
    assert _names(tmp_path, str(tmp_path)) == ["main.pdf", "main.tex", "notes.txt", "other.pdf"]


def test_latex_papers_side_by_side_are_papers_each(tmp_path: Path) -> None:
    _files(tmp_path, a_dot_tex=MAIN % "A", b_dot_tex=MAIN % r"\input{c}", c_dot_tex="C", deep__d_dot_tex=MAIN % "D")
    assert _names(tmp_path, str(tmp_path)) == ["a.tex", "b.tex", "deep/d.tex"]


def test_a_part_given_by_name_is_taken(tmp_path: Path) -> None:
    _files(tmp_path, main_dot_tex=MAIN % r"\input{c}", c_dot_tex="C")
    assert _names(tmp_path, str(tmp_path), str(tmp_path / "c.tex")) == ["c.tex", "main.tex"]


def test_arxiv_sources_are_found_by_their_names(tmp_path: Path) -> None:
    for name in ("2302.13971", "2302.13971v2.tar.gz", "hep-th9901001.gz", "x.tgz", "over.zip", "data.csv.gz", "12.34"):
        (tmp_path / name).write_text("x")
    assert _names(tmp_path, str(tmp_path)) == [
        "2302.13971",
        "2302.13971v2.tar.gz",
        "hep-th9901001.gz",
        "over.zip",
        "x.tgz",
    ]
