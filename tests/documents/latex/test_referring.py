r"""What \ref, \cref and their kin print."""

from pathlib import Path

from kg.core.document import Document
from kg.documents.latex.paper import read_latex

BODY = r"""
\section{Marsh data}\label{s}
\begin{table}\caption{Counts.}\label{t}\end{table}
\begin{figure}
\begin{subfigure}{3cm}\caption{Herons.}\label{a}\end{subfigure}
\begin{subfigure}{3cm}\caption{Egrets.}\label{b}\end{subfigure}
\caption{Birds.}\label{f}
\end{figure}
"""


def read(tmp_path: Path, text: str, preamble: str = "") -> Document:
    path = tmp_path / "paper.tex"
    path.write_text(f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{BODY}\n{text}\n\\end{{document}}\n")
    return read_latex(path)


def test_numbers_of_several_kinds_are_named_apart(tmp_path: Path) -> None:
    assert "In section 1 and table 1 we count." in read(tmp_path, r"In \cref{s,t} we count.").text


def test_figures_are_abbreviated_unless_cleveref_is_told_otherwise(tmp_path: Path) -> None:
    assert "see fig. 1 here" in read(tmp_path, r"We see \cref{f} here.").text
    preamble = r"\usepackage[capitalise,noabbrev]{cleveref}"
    assert "see Figure 1 here" in read(tmp_path, r"We see \cref{f} here.", preamble).text


def test_names_that_the_paper_gives_are_printed(tmp_path: Path) -> None:
    assert "see Sec. 1 here" in read(tmp_path, r"We see \cref{s} here.", r"\crefname{section}{Sec.}{Secs.}").text


def test_parts_of_a_figure_have_its_number_and_a_letter(tmp_path: Path) -> None:
    document = read(tmp_path, r"Herons (\autoref{a}) and egrets (\ref{b}) nest.")
    assert "Herons (Figure 1a) and egrets (1b) nest." in document.text
    assert "(b) Egrets." in document.text


def test_a_title_is_printed_by_nameref(tmp_path: Path) -> None:
    assert "See Marsh data for more." in read(tmp_path, r"See \nameref{s} for more.").text
