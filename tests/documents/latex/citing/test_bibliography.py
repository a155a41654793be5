"""Bibliographies in the forms in which they lie beside a paper."""

from pathlib import Path

import pytest

from kg.core.document import Document
from kg.documents.latex.paper import read_latex

BIBLATEX = r"""
\datalist[entry]{nty/global//global/global}
  \entry{brandt2019}{inproceedings}{}
    \name{author}{2}{}{%
      {{hash=a}{family={Brandt},familyi={B\bibinitperiod},given={Bo},giveni={B\bibinitperiod}}}%
      {{hash=b}{family={Berg},given={Ilse},prefix={van\bibnamedelima der}}}%
    }
    \list{publisher}{1}{ {Reed Press} }
    \field{booktitle}{Proceedings of {BIRD}}
    \field{title}{Reeds: {A} Corpus}
    \field{year}{2019}
    \verb{doi}
    \verb 10.1234/ab.5
    \endverb
  \endentry
\enddatalist
"""
LABELS = r"""\begin{thebibliography}{9}
\bibitem[{Brandt et~al.(2019{\natexlab{a}})Brandt, Lee, and Ek}]{a} Bo Brandt, Ann Lee, and Dag Ek. 2019{\natexlab{a}}.
\newblock \href{https://example.org/reeds}{Reeds: a corpus}. \newblock In \emph{Proceedings of BIRD}.
\bibitem[\protect\citeauthoryear{M{\"u}ller and Ek}{M{\"u}ller and Ek}{2020}]{b} A. M{\"u}ller and D. Ek.
\newblock {\em The Book of Ponds}, volume~3. \newblock Reed Press, 2020.
\end{thebibliography}"""
ALPHA = r"\begin{thebibliography}{9}\bibitem[BLE19]{a} Bo Brandt. \newblock Reeds. \newblock 2019.\end{thebibliography}"
ACM = r"""\begin{thebibliography}{9}
\bibitem[Brandt(2019)]{a} \bibfield{author}{\bibinfo{person}{Bo Brandt}.} \bibinfo{year}{2019}\natexlab{}.
\newblock \showarticletitle{Reeds: A Corpus}. \newblock \bibinfo{journal}{\emph{Journal of Birds}} (2019).
\end{thebibliography}"""
CROSSED = r"""
@preamble{"\newcommand{\x}{y}"}
@string(bird = "Proceedings of " # "BIRD")
@inproceedings{a, title = "Reeds", author = {Brandt, Bo}, crossref = {proc}}
@article{broken, title = {Never closed, year = 2000
@inproceedings{c, title = {After the broken one}, author = {Ek, Dag}, year = 2021}
@proceedings{proc, title = {Proceedings of Birds}, year = 2018}
@article{A2, title = {H$_2$O and \emph{more}}, author = {{The Reed Group} and Berg, Ilse and others}, year = 2017}
"""


def paper(folder: Path, body: str, preamble: str = "", **files: str) -> Document:
    for name, text in files.items():
        (folder / name.replace("_dot_", ".")).write_text(text, "utf-8")
    main = folder / "paper.tex"
    main.write_text(rf"\documentclass{{article}}{preamble}\begin{{document}}Some text. {body}\end{{document}}", "utf-8")
    return read_latex(main)


def test_bibers_list_is_read(tmp_path: Path) -> None:
    document = paper(
        tmp_path, r"As \autocite{brandt2019} say.", r"\usepackage[style=authoryear]{biblatex}", paper_dot_bbl=BIBLATEX
    )
    (found,) = document.references
    assert (found.title, found.year, found.doi, found.venue) == (
        "Reeds: A Corpus",
        2019,
        "10.1234/ab.5",
        "Proceedings of BIRD",
    )
    assert found.authors[0] == "Bo Brandt"
    assert found.authors[1].endswith("Berg")
    assert "(Brandt and" in document.text


def test_labels_say_how_an_entry_is_cited(tmp_path: Path) -> None:
    document = paper(tmp_path, r"\citet{a} and \citep{b}." + LABELS, r"\usepackage[round]{natbib}")
    assert "Brandt et al. (2019a) and (Müller and Ek, 2020)." in document.text
    reeds, ponds = document.references
    assert (reeds.title, reeds.year, reeds.url) == ("Reeds: a corpus", 2019, "https://example.org/reeds")
    assert (ponds.title, ponds.year) == ("The Book of Ponds", 2020)


def test_labels_of_letters_are_printed(tmp_path: Path) -> None:
    assert "See [BLE19]." in paper(tmp_path, r"See \cite{a}." + ALPHA).text


def test_what_a_style_marks_as_title_is_the_title(tmp_path: Path) -> None:
    (found,) = paper(tmp_path, r"\cite{a}" + ACM).references
    assert (found.title, found.authors, found.year) == ("Reeds: A Corpus", ("Bo Brandt",), 2019)


def test_a_broken_entry_loses_only_itself(tmp_path: Path) -> None:
    document = paper(tmp_path, r"\cite{a,c,a2}\bibliography{refs}", refs_dot_bib=CROSSED)
    titles = {r.key: (r.title, r.year, r.venue) for r in document.references}
    assert titles["a"] == ("Reeds", 2018, "Proceedings of Birds")
    assert titles["c"][0] == "After the broken one"
    assert titles["a2"][0] == "H2O and more"


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (r"\citep[see][p.~3]{a}", "(see Brandt, 2019, p. 3)"),
        (r"\citet*{a}", "Brandt (2019)"),
        (r"\citealp{a}", "Brandt, 2019"),
        (r"\citeauthor{a}", "Brandt"),
        (r"\citeyearpar{a}", "(2019)"),
        (r"\parencite{a}", "(Brandt, 2019)"),
        (r"\textcite{a}", "Brandt (2019)"),
        (r"\footcite{a}", "(Brandt, 2019)"),
        (r"\parencites{a}[3]{a}", "(Brandt, 2019; Brandt, 2019)"),
        (r"\newcite{a}", "Brandt (2019)"),
        (r"\shortcite{a}", "(Brandt, 2019)"),
        (r"\cite{a}", "Brandt (2019)"),
        (r"\citep{a, nobody}", "(Brandt, 2019; nobody)"),
    ],
)
def test_each_command_prints_its_form(tmp_path: Path, command: str, printed: str) -> None:
    listed = r"\begin{thebibliography}{1}\bibitem[Brandt(2019)]{a} Bo Brandt. \newblock Reeds.\end{thebibliography}"
    document = paper(tmp_path, f"Said: {command} there. {listed}", r"\usepackage{natbib}")
    assert f"Said: {printed} there." in document.text
    assert {c.reference_key for c in document.citations} == {"a"}


def test_the_list_of_a_paper_without_its_own_bbl_is_not_taken_from_another(tmp_path: Path) -> None:
    (tmp_path / "other.tex").write_text(r"\documentclass{article}", "utf-8")
    assert paper(tmp_path, r"\cite{a}", other_dot_bbl=ALPHA).references == ()
