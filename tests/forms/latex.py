"""A paper as LaTeX, and packed as arXiv packs it."""

import io
import tarfile

from tests.forms.paper import CITATION, Paper


def as_latex(paper: Paper) -> bytes:
    """LaTeX with natbib and a bibliography of its own."""

    def cited(text: str) -> str:
        return CITATION.sub(lambda m: rf"\citep{{{m[1]}}}" if m[1] else rf"\citet{{{m[2]}}}", text)

    lines = [
        r"\documentclass{article}",
        r"\usepackage" + ("[numbers]" if paper.numbered else "") + "{natbib}",
        rf"\title{{{paper.title}}}",
        r"\author{" + r" \and ".join(" ".join(a) for a in paper.authors) + "}",
        r"\begin{document}",
        r"\maketitle",
        rf"\begin{{abstract}}{paper.abstract}\end{{abstract}}",
    ]
    for _, heading, paragraphs in paper.sections:
        lines += [rf"\section{{{heading}}}", *(cited(p) + "\n" for p in paragraphs)]
        if heading == "Experiments":
            rows = "\n".join(" & ".join(row) + r" \\" for row in paper.table[1])
            caption = paper.table[0].split(": ")[1]
            lines.append(
                "\\begin{table}\n\\caption{"
                + caption
                + "}\n\\begin{tabular}{lrr}\n"
                + rows
                + "\n\\end{tabular}\n\\end{table}"
            )
    lines.append(r"\begin{thebibliography}{9}")
    for e in paper.entries:
        label = e.cited_as.replace("et al.", "et~al.")
        lines.append(
            rf"\bibitem[{label}({e.year})]{{{e.key}}} {e.names}. \newblock {e.year}. \newblock {e.title}. \newblock In "
            rf"\emph{{{e.venue}}}."
        )
    return "\n".join([*lines, r"\end{thebibliography}", r"\end{document}"]).encode()


def as_archive(paper: Paper) -> bytes:
    """The LaTeX as arXiv packs it, in two files."""
    source = as_latex(paper).decode()
    start = source.index(r"\section{Experiments}")
    end = source.index(r"\section{", start + 1)
    files = {
        "ms.tex": source[:start] + "\\input{parts/experiments}\n" + source[end:],
        "parts/experiments.tex": source[start:end],
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            archive.addfile(member, io.BytesIO(content.encode()))
    return packed.getvalue()
