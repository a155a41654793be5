"""Talks set with beamer."""

from pathlib import Path

from kg.documents.latex.paper import read_latex


def test_slides_are_sections_without_marks_of_overlays(tmp_path: Path) -> None:
    path = tmp_path / "talk.tex"
    path.write_text(
        r"""\documentclass[12pt]{beamer}
        \title{A Talk on Fens}
        \begin{document}
        \frame{\titlepage}
        \begin{frame}[t]{Data}
        \begin{itemize}\item<1-> FenBirds was built from ImageNet.\item \textcolor<2>{red}{Herons} rest.\end{itemize}
        \end{frame}
        \begin{frame}
        \frametitle{Results}
        \begin{columns}[T]\begin{column}{0.5\textwidth}BERT wins.\end{column}\end{columns}
        \end{frame}
        \end{document}"""
    )
    document = read_latex(path)
    assert [s.heading for s in document.sections if s.heading] == ["Data", "Results"]
    assert "• FenBirds was built from ImageNet.\n\n• Herons rest." in document.text
    assert document.text.rstrip().endswith("Results\n\nBERT wins.")
