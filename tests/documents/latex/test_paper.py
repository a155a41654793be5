from pathlib import Path

import pytest

from kg.core.document import BlockKind, Document, SectionKind
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.latex.paper import read_latex
from kg.documents.limits import Limits

PAPER = r"""
\documentclass{article}
\usepackage[round]{natbib}
\newcommand{\heron}{Heron-1}
\newcommand{\both}[2]{#1 and #2}
\title{Herons \\ at Dusk\thanks{Paid by no one.}}
\author{Ada Fenwick\thanks{Equal.} \\ Marsh University \\ \texttt{ada@example.org} \And Bo M{\"u}ller \\ Reed Lab}
\begin{document}
\maketitle
\begin{abstract} We count herons. % not ducks
\end{abstract}
\section{Introduction}
\heron{} was trained on \both{Reeds}{Ponds}~\citep{brandt2019,ek2020}. \citet{ek2020} count
5\% more\footnote{A note on \heron{} \citep{ek2020}.}. % \cite{nobody}

Unknown \cite{missing} and $x_1$ stay.
\subsection{Data}\label{sec:data}
See \url{https://example.org/a_b} and Table~\ref{tab:scores} in Section~\ref{sec:data}.
\begin{table}\begin{tabular}{lr} \toprule Model & Score \\ \midrule \heron{} & 12 \\ \end{tabular}
\caption{Scores of \heron.}\label{tab:scores}\end{table}
\appendix
\section{More}
\begin{itemize} \item One. \item Two. \end{itemize}
BIBLIOGRAPHY
\end{document}
"""
PRINTED = r"""\begin{thebibliography}{9}
\bibitem[Brandt(2019)]{brandt2019} Bo Brandt. \newblock Reeds: a corpus. \newblock In \emph{Proceedings of BIRD}, 2019.
\bibitem{ek2020} Dag Ek, Eva Lind, and Bo Ort. \newblock Ponds. \newblock {\em Journal of Birds}, 2020.
\end{thebibliography}"""
BIBTEX = r"""
@string{bird = "Proceedings of BIRD"}
@inproceedings{brandt2019, title={Reeds: a {C}orpus}, author={Brandt, Bo}, booktitle=bird, year=2019}
@article{ek2020, title={Ponds}, author={Ek, Dag and Lind, Eva and Ort, Bo}, journal={Journal of Birds}, year={2020},
  eprint={2001.01234}, archivePrefix={arXiv}, doi={10.1234/AB.5}}
@article{uncited, title={Nothing}, year=2000}
@article{broken, title={Never closed
"""


def paper(folder: Path, bibliography: str = PRINTED, **files: str) -> Document:
    for name, content in files.items():
        target = folder / name.replace("__", "/").replace("_dot_", ".")
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, encoding="utf-8")
    main = folder / "paper.tex"
    main.write_text(PAPER.replace("BIBLIOGRAPHY", bibliography), encoding="utf-8")
    return read_latex(main)


def quotes(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(b.span) for b in document.blocks if b.kind is kind]


def test_title_and_authors_come_without_notes_and_affiliations(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert document.title == "Herons at Dusk"
    assert document.authors == ("Ada Fenwick", "Bo Müller")
    assert document.reader == "latex"


def test_macros_of_the_paper_are_expanded_and_comments_dropped(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert "Heron-1 was trained on Reeds and Ponds (Brandt, 2019; Ek et al., 2020)." in document.text
    assert "ducks" not in document.text
    assert "nobody" not in document.text
    assert "5% more" in document.text


def test_sections_are_numbered_as_printed(tmp_path: Path) -> None:
    sections = paper(tmp_path).sections
    assert [s.heading for s in sections] == ["", "Abstract", "1 Introduction", "1.1 Data", "A More", "References"]
    assert sections[1].kind is SectionKind.ABSTRACT
    assert sections[-1].kind is SectionKind.REFERENCES


def test_labels_print_their_numbers(tmp_path: Path) -> None:
    assert "and Table 1 in Section 1.1." in paper(tmp_path).text


def test_captions_tables_and_footnotes_are_blocks_of_their_own(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert quotes(document, BlockKind.TABLE) == ["Model\tScore\nHeron-1\t12"]
    assert quotes(document, BlockKind.CAPTION) == ["Table 1: Scores of Heron-1."]
    assert quotes(document, BlockKind.FOOTNOTE) == ["¹A note on Heron-1 (Ek et al., 2020)."]
    assert document.links == ("https://example.org/a_b",)


def test_citations_lie_on_the_words_they_print(tmp_path: Path) -> None:
    document = paper(tmp_path)
    assert [(document.quote(c.span), c.reference_key) for c in document.citations] == [
        ("Brandt, 2019", "brandt2019"),
        ("Ek et al., 2020", "ek2020"),
        ("Ek et al. (2020)", "ek2020"),
        ("Ek et al., 2020", "ek2020"),
    ]


def test_printed_entries_have_a_place_in_the_text(tmp_path: Path) -> None:
    brandt, ek = paper(tmp_path).references
    assert (brandt.key, brandt.title, brandt.year, brandt.venue) == (
        "brandt2019",
        "Reeds: a corpus",
        2019,
        "Proceedings of BIRD",
    )
    assert ek.authors == ("Dag Ek", "Eva Lind", "Bo Ort")
    assert brandt.span
    assert ek.span


def test_a_bbl_beside_the_paper_is_its_bibliography(tmp_path: Path) -> None:
    document = paper(tmp_path, r"\bibliography{birds}", paper_dot_bbl=PRINTED)
    assert [r.key for r in document.references] == ["brandt2019", "ek2020"]
    assert document.sections[-1].heading == "References"


def test_cited_entries_come_from_a_bib_beside_the_paper(tmp_path: Path) -> None:
    document = paper(tmp_path, r"\bibliography{birds}", birds_dot_bib=BIBTEX)
    brandt, ek = document.references
    assert (brandt.title, brandt.authors, brandt.venue) == ("Reeds: a Corpus", ("Bo Brandt",), "Proceedings of BIRD")
    assert (ek.arxiv, ek.doi, ek.year) == ("2001.01234", "10.1234/ab.5", 2020)
    assert ek.span
    assert document.quote(ek.span) == ek.raw
    assert len(document.citations) == 4


def test_input_is_followed_inside_the_folder(tmp_path: Path) -> None:
    document = paper(
        tmp_path, r"\input{parts/more} \input{parts/gone}", parts__more_dot_tex=r"More of \heron. \input{parts/deep}",
        parts__deep_dot_tex="Deep.",
    )  # fmt: skip
    assert "More of Heron-1. Deep." in document.text


def test_input_never_leaves_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET", encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link.tex").symlink_to(tmp_path / "secret.tex")
    target = str(tmp_path / "secret.tex")
    document = paper(
        inner, rf"\input{{../secret}} \input{{link}} \input{{{target}}} \input{{/etc/passwd}} \include{{..}}"
    )
    assert "SECRET" not in document.text
    assert "root:" not in document.text


def test_input_that_loops_comes_to_an_end(tmp_path: Path) -> None:
    document = paper(tmp_path, r"\input{loop}", loop_dot_tex=r"Round. \input{loop} \input{paper}")
    assert "Round." in document.text


def test_macros_that_call_themselves_come_to_an_end(tmp_path: Path) -> None:
    main = tmp_path / "a.tex"
    main.write_text(r"\newcommand{\x}{\y\y} \newcommand{\y}{\x\x} Some text. \x", encoding="utf-8")
    assert "Some text." in read_latex(main).text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", ReasonCode.EMPTY_FILE),
        ("   \n ", ReasonCode.NO_TEXT),
        (r"\documentclass{article}\begin{document}\end{document}", ReasonCode.NO_TEXT),
        ("{" * 5000, ReasonCode.DAMAGED),
        (r"\begin{a}" * 5000, ReasonCode.DAMAGED),
    ],
)
def test_what_is_no_paper_is_refused_with_a_reason(tmp_path: Path, content: str, code: ReasonCode) -> None:
    main = tmp_path / "a.tex"
    main.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadablePaperError) as caught:
        read_latex(main)
    assert caught.value.code is code


def test_a_paper_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "a.tex"
    main.write_text("word " * 100, encoding="utf-8")
    for limits in (Limits(max_bytes=100), Limits(max_characters=100)):
        with pytest.raises(UnreadablePaperError) as caught:
            read_latex(main, limits=limits)
        assert caught.value.code is ReasonCode.TOO_LARGE
    with pytest.raises(UnreadablePaperError):
        read_latex(tmp_path / "gone.tex")


@pytest.mark.parametrize(
    "content",
    [
        r"Text \cite{ \section{A} \begin{table} \caption{",
        r"Word \cite \footnote \section",
        "Word $x \\[ y % z",
        r"Word \newcommand{\a}[1]{#1} \a",
    ],
)
def test_broken_latex_gives_what_text_it_has(tmp_path: Path, content: str) -> None:
    main = tmp_path / "a.tex"
    main.write_text(content, encoding="utf-8")
    assert read_latex(main).text
