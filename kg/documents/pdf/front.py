"""Title, authors and identifiers of a PDF, from its first page, its margins and its metadata."""

import re
from collections.abc import Sequence

from kg.documents.front_matter import FrontMatter, front_matter, named_by_file
from kg.documents.pdf.heading_lines import Body, PageBlock
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.structure import PdfStructure
from kg.documents.titles import ABSTRACT, FrontLine

_COVER = re.compile(
    r"^Downloaded from|^Link to publication|^Citation \(APA\)|^See discussions, stats|^Citation for published version"
    r"|^This version is available at|^Your use of the JSTOR archive",
    re.IGNORECASE,
)
"""What the cover pages of repositories say; the paper's own first page follows."""

_STAMP = re.compile(r"arXiv:\S{1,60}(?:\s+\[[\w.-]+\])?\s+\d{1,2}\s+\w{3,9}\s+\d{4}")
"""The stamp in the margin, which labels of axes may stand before."""


def pdf_front_matter(
    name: str,
    front: Sequence[PageBlock],
    pages: Sequence[Sequence[Line]],
    furniture: Sequence[Line],
    asides: Sequence[str],
    body: Body,
    structure: PdfStructure,
) -> FrontMatter:
    """The front matter: front are the blocks above the abstract, furniture and asides what was taken off the pages."""
    first = _first_page(pages)
    lines = [_front_line(line) for block in front if block.lines[0].page == first for line in block.lines]
    if not lines and len(pages) > first:
        lines = [_front_line(line) for line in pages[first] if line.size > body.size + 2]
    if lines and len(pages) > first:
        lines += _rest_of_front(lines[-1], pages[first], body)
    edge = [line.text for line in furniture if line.page == first]
    low = [line.text for line in pages[first][-8:] if line.size < body.size - 0.4] if len(pages) > first else []
    about = [a for a in (structure.subject, structure.keywords) if a]
    sideways = [stamp.group() if (stamp := _STAMP.search(aside)) else aside for aside in asides[: first + 1]]
    found = front_matter(
        lines,
        [*sideways, *edge, *low],
        body_size=body.size,
        file_title=structure.title,
        file_author=structure.author,
        file_about=about,
        page=[line.text for line in pages[first]] if len(pages) > first else [],
    )
    return named_by_file(found, name)


def _rest_of_front(last: FrontLine, page: Sequence[Line], body: Body) -> list[FrontLine]:
    """The lines down to the abstract, where the front ended inside the title, at a word that heads sections too."""
    if last.size < body.size + 2:
        return []
    below = [_front_line(line) for line in page]
    at = next((i for i, line in enumerate(below) if line == last), len(below))
    below = below[at + 1 : at + 12]
    abstract = next((i for i, line in enumerate(below) if ABSTRACT.match(line.text)), 0)
    goes_on = below and abs(below[0].size - last.size) < 0.4 and below[0].bold == last.bold
    return below[:abstract] if goes_on else []


def _first_page(pages: Sequence[Sequence[Line]]) -> int:
    """The page that the paper begins on, from 0: past a repository's cover and pages without text."""
    written = [n for n, lines in enumerate(pages[:4]) if len(lines) > 4] or [0]
    cover = len(written) > 1 and any(_COVER.search(line.text) for line in pages[written[0]])
    return written[1] if cover else written[0]


def _front_line(line: Line) -> FrontLine:
    parts, current = [], ""
    for i, (word, (space, text)) in enumerate(zip(line.words, line.tokens, strict=True)):
        if i and word.x0 - line.words[i - 1].x1 > 0.75 * line.size:
            parts.append(current)
            current = ""
        current += (space if current else "") + text
    return FrontLine(line.text, (*parts, current), line.size, line.bold)
