"""A paper as PDF."""

import textwrap
from itertools import pairwise

from tests.documents.made_pdf import MadePage, made_pdf
from tests.forms.paper import Paper, printed


def as_pdf(paper: Paper) -> bytes:
    """Two or three pages in one column, with the stamp of arXiv on the first."""
    pages = [MadePage()]
    height = 720.0

    def room(wanted: float) -> float:
        nonlocal height
        if height - wanted < 60:
            pages.append(MadePage())
            height = 740.0
        return height

    def paragraph(text: str, *, size: float = 10, font: str = "roman", after: float = 8, indent: float = 0) -> None:
        nonlocal height
        lines = textwrap.wrap(text, 92, break_long_words=False, break_on_hyphens=False)
        y = room(len(lines) * 1.2 * size)
        for first, line in pairwise([None, *lines]):
            pages[-1].write(72 + (indent if first else 0), y, str(line), size=size, font=font)
            y -= 1.2 * size
        height = y - after

    pages[0].write(72, 770, f"arXiv:{paper.arxiv}v1 [cs.CL] 3 Jan {paper.year}", size=9)
    paragraph(paper.title, size=16, font="bold", after=12)
    paragraph(", ".join(" ".join(a) for a in paper.authors), size=11, after=16)
    paragraph("Abstract", size=12, font="bold")
    paragraph(paper.abstract)
    for number, heading, paragraphs in paper.sections:
        room(60)
        paragraph(f"{number}  {heading}", size=12, font="bold")
        for text in paragraphs:
            paragraph(printed(paper, text))
        if heading == "Experiments":
            room(90)
            paragraph(paper.table[0], size=9)
            for row in paper.table[1]:
                for column, cell in enumerate(row):
                    pages[-1].write(150 + 110 * column, height, cell, size=9)
                height -= 12
            height -= 12
    room(60)
    paragraph("References", size=12, font="bold")
    for e in paper.entries:
        paragraph(paper.raw(e), indent=10, after=4)
    return made_pdf(pages, title=paper.title)
