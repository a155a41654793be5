"""What citations print beyond one number or name."""

from pathlib import Path

import pytest

from kg.core.document import Document
from kg.documents.latex.paper import read_latex

ENTRIES = "".join(
    f"@article{{k{n}, author={{{name} {others}}}, title={{Reeds of {name}}}, journal={{Fens}}, year={{201{n}}}}}\n"
    for n, (name, others) in enumerate(
        [("Abel, Ann", ""), ("Berg, Bo", "and others"), ("Cole, Cy", ""), ("Dahl, Di", ""), ("Ek, Ed", "")], 1
    )
)


def read(tmp_path: Path, text: str, preamble: str) -> Document:
    (tmp_path / "refs.bib").write_text(ENTRIES)
    path = tmp_path / "paper.tex"
    path.write_text(
        f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{text}\n"
        "\\nocite{*}\\bibliographystyle{plainnat}\\bibliography{refs}\n\\end{document}\n"
    )
    return read_latex(path)


@pytest.mark.parametrize("preamble", [r"\usepackage{cite}", r"\usepackage[numbers,sort&compress]{natbib}"])
def test_numbers_in_a_row_are_a_range_that_cites_all_of_them(tmp_path: Path, preamble: str) -> None:
    document = read(tmp_path, r"Reeds grow \cite{k5,k2,k1,k3}.", preamble)
    assert "Reeds grow [1–3, 5]." in document.text
    assert [(document.quote(c.span), c.reference_key) for c in document.citations] == [
        ("1–3", "k1"),
        ("1–3", "k2"),
        ("1–3", "k3"),
        ("5", "k5"),
    ]


def test_numbers_stay_as_written_where_no_package_sorts_them(tmp_path: Path) -> None:
    assert "Reeds grow [3, 1, 2]." in read(tmp_path, r"Reeds grow \cite{k3,k1,k2}.", "").text


def test_bare_numbers_have_no_brackets_and_authors_come_before_them(tmp_path: Path) -> None:
    document = read(tmp_path, r"See \citealt{k1} and \citealp{k2,k4}.", r"\usepackage[numbers]{natbib}")
    assert "See Abel 1 and 2, 4." in document.text


def test_a_citing_macro_made_another_prints_as_that(tmp_path: Path) -> None:
    for renaming in (r"\let\cite\citep", r"\renewcommand{\cite}[1]{\citep{#1}}", r"\renewcommand\cite\citep"):
        document = read(tmp_path, r"Reeds grow \cite{k1}.", rf"\usepackage{{natbib}}{renaming}")
        assert "Reeds grow (Abel, 2011)." in document.text


def test_authors_left_out_of_an_entry_are_told(tmp_path: Path) -> None:
    assert "Berg et al. (2012) agree." in read(tmp_path, r"\citet{k2} agree.", r"\usepackage{natbib}").text


def test_a_name_given_to_an_entry_is_its_citation(tmp_path: Path) -> None:
    document = read(tmp_path, r"\defcitealias{k3}{ReedSet} On \citetalias{k3} we build.", r"\usepackage{natbib}")
    assert "On ReedSet we build." in document.text
    assert [(document.quote(c.span), c.reference_key) for c in document.citations] == [("ReedSet", "k3")]


def test_macros_of_a_further_list_cite_as_the_others(tmp_path: Path) -> None:
    preamble = r"\usepackage{natbib}\usepackage{multibib}\newcites{data}{Data Sets}"
    document = read(tmp_path, r"Reeds \citepdata{k1} grow.", preamble)
    assert "Reeds (Abel, 2011) grow." in document.text
    assert [c.reference_key for c in document.citations] == ["k1"]
