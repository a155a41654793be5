"""Titles, authors, years and venues as the classes of conferences and journals want them written."""

from pathlib import Path

import pytest

from kg.core.document import Document, SectionKind
from kg.documents.latex.paper import read_latex

THREE = ("Ada Fenwick", "Bo Müller", "Chidi van der Berg")


AUTHORS = r"""
\author{Ada Fenwick \and Bo M{\"u}ller \and Chidi van der Berg}
---
\author{Ada Fenwick$^{1,*}$, Bo M\"uller$^{2}$, and Chidi van der Berg$^1$ \\ $^1$Marsh University \\ $^2$Reed Lab}
---
\author{Ada Fenwick\thanks{Equal.} \\ Marsh University \\ \texttt{a@b.org} \And Bo M\"{u}ller \\ Lab
  \AND Chidi van der Berg \\ Inc}
---
\author{\IEEEauthorblockN{Ada Fenwick} \IEEEauthorblockA{Marsh University}
  \and \IEEEauthorblockN{Bo M\"uller, Chidi van der Berg}}
---
\author{Ada Fenwick}\affiliation{\institution{Marsh University}\city{Reed}\country{X}}\email{a@b}
\author{Bo M\"uller}
\author{Chidi van der Berg}
---
\begin{icmlauthorlist}\icmlauthor{Ada Fenwick}{mu}\icmlauthor{Bo M\"uller}{equal,mu}
\icmlauthor{Chidi van der Berg}{x}\end{icmlauthorlist}\icmlaffiliation{mu}{Marsh}
---
\author[1]{Ada Fenwick\corref{cor1}}\author[1,2]{Bo M\"uller}\author[2]{Chidi van der Berg}
\affiliation[1]{Marsh}
---
\author{Ada Fenwick\inst{1}\orcidID{0000} \and Bo M\"uller\inst{2} \and Chidi van der Berg}\institute{Marsh}
---
\author{\textbf{Ada Fenwick}\textsuperscript{1} \quad \textbf{Bo M\"uller}\textsuperscript{2}
  \quad \textbf{Chidi van der Berg} \\ Marsh University}
---
\author{Ada Fenwick,~ Bo M\"uller,\\ Chidi van der Berg\\ \small Marsh University}
"""


def read(folder: Path, preamble: str, body: str = "", name: str = "paper.tex") -> Document:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        rf"\documentclass{{article}}{preamble}\begin{{document}}{body}\section{{Introduction}} Herons stand."
        r"\end{document}",
        "utf-8",
    )
    return read_latex(path)


@pytest.mark.parametrize("authors", AUTHORS.split("---"))
def test_authors_are_found_in_every_style(tmp_path: Path, authors: str) -> None:
    document = read(tmp_path, r"\title{Herons}" + authors)
    assert document.authors == THREE
    assert "Marsh" not in document.text


def test_acm_and_journals_say_venue_year_and_doi(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        r"\title[Short]{A Study of Herons\footnote{Paid.}}\acmYear{2023}"
        r"\acmConference[BIRD '23]{Conference on Birds}{June 2023}{Reed}"
        r"\acmDOI{10.1145/1234567.89}",
    )
    assert (document.title, document.venue, document.year, document.doi) == (
        "A Study of Herons",
        "Conference on Birds",
        2023,
        "10.1145/1234567.89",
    )
    assert read(tmp_path, r"\title{H}\journal{Journal of Birds}\date{May 2021}").venue == "Journal of Birds"


def test_a_conference_style_tells_the_venue_of_a_final_paper_only(tmp_path: Path) -> None:
    final = read(tmp_path, r"\usepackage{iclr2024_conference}\iclrfinalcopy\title{Herons}")
    assert (final.venue, final.year) == ("ICLR 2024", 2024)
    assert read(tmp_path, r"\usepackage[accepted]{icml2023}\icmltitle{Herons}").venue == "ICML 2023"
    assert read(tmp_path, r"\usepackage[preprint]{neurips_2023}\title{Herons}").venue is None


def test_the_arxiv_id_comes_from_the_name_of_the_file_or_its_folder(tmp_path: Path) -> None:
    assert read(tmp_path, r"\title{Herons}", name="2302.13971v1.tex").arxiv == "2302.13971"
    document = read(tmp_path, r"\title{Herons}", name="herons_2302.13972/main.tex")
    assert (document.arxiv, document.year) == ("2302.13972", 2023)


@pytest.mark.parametrize(
    ("preamble", "body"),
    [
        ("", r"\begin{abstract}We count.\end{abstract}"),
        ("", r"\abstract{We count.}"),
        (r"\abstract{We count.}", r"\maketitle"),
        ("", r"\IEEEtitleabstractindextext{\begin{abstract}We count.\end{abstract}}"),
        ("", r"\begin{frontmatter}\title{H}\begin{abstract}We count.\end{abstract}\end{frontmatter}"),
    ],
)
def test_the_abstract_is_found_in_every_style(tmp_path: Path, preamble: str, body: str) -> None:
    document = read(tmp_path, preamble, body)
    abstract = next(s for s in document.sections if s.kind is SectionKind.ABSTRACT)
    assert document.quote(abstract.span).split("\n\n")[1] == "We count."


def test_an_appendix_is_lettered_and_thanks_have_a_heading(tmp_path: Path) -> None:
    document = read(
        tmp_path, "", r"\begin{ack}Thanks.\end{ack}\section*{Limitations}Few.\appendix\section{Data Sheets}More."
    )
    found = [(s.heading, s.kind) for s in document.sections]
    assert found == [
        ("Acknowledgements", SectionKind.ACKNOWLEDGEMENTS),
        ("Limitations", SectionKind.LIMITATIONS),
        ("A Data Sheets", SectionKind.APPENDIX),
        ("B Introduction", SectionKind.INTRODUCTION),
    ]
