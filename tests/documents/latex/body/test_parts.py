"""Tables, listings, notes and titles as the body of a paper shows them."""

from pathlib import Path

from kg.core.document import BlockKind, Document
from kg.documents.latex.paper import read_latex


def read(tmp_path: Path, text: str, preamble: str = "") -> Document:
    path = tmp_path / "paper.tex"
    path.write_text(f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\n{text}\n\\end{{document}}\n")
    return read_latex(path)


def shown(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(b.span) for b in document.blocks if b.kind is kind]


def test_a_rule_with_trimmed_ends_is_no_cell(tmp_path: Path) -> None:
    table = r"\begin{tabular}{lcc} & \multicolumn{2}{c}{Data} \\ \cmidrule(lr){2-3} & Fen & Bog \\ \end{tabular}"
    assert shown(read(tmp_path, table), BlockKind.TABLE) == ["\tData\t\n\tFen\tBog"]


def test_a_table_over_pages_has_its_head_once_and_a_number(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        r"""
        \begin{longtable}{lr}
        \caption{Splits of FenBirds.}\\ Split & Size \\ \endfirsthead
        \multicolumn{2}{c}{continued} \\ Split & Size \\ \endhead
        \multicolumn{2}{c}{see next page} \\ \endfoot
        \endlastfoot
        train & 9 \\ test & 1 \\
        \end{longtable}
        """,
    )
    assert shown(document, BlockKind.CAPTION) == ["Table 1: Splits of FenBirds."]
    assert shown(document, BlockKind.TABLE) == ["Split\tSize\ntrain\t9\ntest\t1"]


def test_notes_of_a_table_are_footnotes_and_their_marks_no_part_of_a_name(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        r"""
        \begin{table}\begin{threeparttable}
        \begin{tabular}{lr} FenBirds\tnote{a} & 9 \\ BogBirds & 8 \\ \end{tabular}
        \begin{tablenotes}\item[a] Test set only.\end{tablenotes}
        \end{threeparttable}\end{table}
        """,
    )
    assert shown(document, BlockKind.TABLE) == ["FenBirds ᵃ\t9\nBogBirds\t8"]
    assert shown(document, BlockKind.FOOTNOTE) == ["a Test set only."]


def test_a_footnote_whose_text_stands_elsewhere_has_its_mark(tmp_path: Path) -> None:
    document = read(tmp_path, r"FenBirds\footnotemark{} is new.\footnotetext{At the marsh.}")
    assert "FenBirds ¹ is new." in document.text
    assert shown(document, BlockKind.FOOTNOTE) == ["¹At the marsh."]


def test_code_in_a_line_and_the_caption_of_a_listing_are_read(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "Call \\lstinline[language=C]|load_data(x)| or \\mintinline{python}{a[1] % 2} on it.\n\n"
        "\\begin{lstlisting}[language=C,caption={Loading FenBirds, twice}]\nload(x);\n\\end{lstlisting}\n",
    )
    assert "Call load_data(x) or a[1] % 2 on it." in document.text
    assert shown(document, BlockKind.CAPTION) == ["Listing 1: Loading FenBirds, twice"]
    assert shown(document, BlockKind.OTHER) == ["load(x);"]


def test_symbols_are_shown(tmp_path: Path) -> None:
    assert "See § 3 of fen_birds." in read(tmp_path, r"See \S~3 of fen\textunderscore birds.").text


def test_a_title_keeps_what_is_set_in_typewriter_letters(tmp_path: Path) -> None:
    document = read(tmp_path, r"\maketitle Text.", r"\title{On \texttt{QuestBank}, a Corpus}\author{Ann Lee}")
    assert document.title == "On QuestBank, a Corpus"


def test_what_spans_both_columns_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, r"\twocolumn[\begin{center}Tidal Texts\end{center}] Text.").text.startswith("Tidal Texts")


def test_a_formula_within_a_macro_reads_as_in_dollars(tmp_path: Path) -> None:
    document = read(tmp_path, r"It has \size{} words.", r"\newcommand{\size}{\ensuremath{2 \times 10^{6}}}")
    assert "It has 2 × 10⁶ words." in document.text


def test_a_title_may_be_set_by_hand(tmp_path: Path) -> None:
    opening = r"\begin{center}{\LARGE\bf Tidal Texts: Words of Estuaries}\par {\large Ann Lee}\end{center}"
    assert read(tmp_path, opening + r"\section{Data} {\Large Not this one}").title == "Tidal Texts: Words of Estuaries"
    assert read(tmp_path, r"\section{Data} {\Large Not this one}").title != "Not this one"
