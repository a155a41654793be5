"""Numbers with units, and terms of a glossary."""

from pathlib import Path

import pytest

from kg.documents.latex.paper import read_latex


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\num{12000}", "12 000"),
        (r"\num{1e6}", "1 × 10⁶"),
        (r"\num{2.5e-3}", "2.5 × 10⁻³"),
        (r"\SI{5}{\giga\byte}", "5 GB"),
        (r"\qty[mode=text]{3}{\percent}", "3 %"),
        (r"\SIrange{1}{5}{\metre\per\second}", "1 m/s to 5 m/s"),
        (r"\numrange{1}{5}", "1 to 5"),
        (r"\gls{corpus} and \glspl{corpus}", "corpus and corpora"),
    ],
)
def test_a_quantity_reads_as_it_is_printed(tmp_path: Path, source: str, shown: str) -> None:
    path = tmp_path / "paper.tex"
    path.write_text(
        "\\documentclass{article}\n"
        "\\newglossaryentry{corpus}{name={corpus}, plural=corpora, description={texts}}\n"
        f"\\begin{{document}}\nFenBirds has {source} so far.\n\\end{{document}}\n"
    )
    assert f"FenBirds has {shown} so far." in read_latex(path).text
