"""Which lines of a first page are the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.person_names import may_name_authors, person_names


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line above the abstract: its text, its parts where wide gaps cut it, its size in points and its weight."""

    text: str
    parts: tuple[str, ...]
    size: float = 10.0
    bold: bool = False


ABSTRACT = re.compile(r"\W*(?:abstract|summary)\b", re.IGNORECASE)
"""How a line begins that ends the lines of authors."""

_HEADER = re.compile(
    r"arxiv:|under review|published (as|in|at)|proceedings|preprint|to appear|accepted|submitted|journal of"
    r"|transactions on|conference (on|paper)|workshop on|copyright|©|issn|isbn|doi:|https?:|www\.|^technical report"
    r"|technical report (no|number|#)|^draft|typeset using|downloaded|vol(ume)?[. ]|volume \d|open access"
    r"|research article|original (article|paper)|letters?$|communicated by|article$|^\W*\d+\W*$|received|contents lists"
    r"|available at|see discussions|permission|^review$|^survey$|^paper$|machine learning research|, pages? \d",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"microsoft word|untitled|\.(?:docx?|dvi|tex|pdf|ps|indd|qxd|eps)\b|^paper|^title|^pii|^doi|^sig-|^main$|template"
    r"|latex|^\W*$|^\S+$|manuscript|proceedings|arxiv|^journal|^acl|^iclr|^icml|^nips",
    re.IGNORECASE,
)


def is_junk(title: str) -> bool:
    """Whether what a file calls its title is a file's name, a template's or a venue's."""
    return _JUNK.search(title) is not None


def title_lines(lines: Sequence[FrontLine], body_size: float) -> tuple[int, int]:
    """Which of the lines are the title, as a half-open range: the largest, else the first bold line, else the first."""
    usable = [i for i, line in enumerate(lines) if _may_be_title(line)]
    if not usable:
        return 0, 0
    largest = max(lines[i].size for i in usable)
    if largest > body_size + 0.8:
        first = next(i for i in usable if lines[i].size > largest - 0.7)
    else:
        first = next((i for i in usable if lines[i].bold), usable[0])
        if not lines[first].bold and lines[first].text[:1].islower():
            return 0, 0  # prose that goes on from a page that could not be read
    end = first + 1
    while end < len(lines) and end - first < 6 and _goes_on(lines[first], lines[end]):
        end += 1
    while end < len(lines) and end - first < 3 and _is_subtitle(lines[first], lines[end], body_size):
        end += 1
    return first, end


def _may_be_title(line: FrontLine) -> bool:
    letters = sum(c.isalpha() for c in line.text)
    return (
        letters > 3
        and letters > 0.5 * len(line.text)
        and not _HEADER.search(line.text)
        and "@" not in line.text
        and not ABSTRACT.match(line.text)
    )


def _goes_on(first: FrontLine, line: FrontLine) -> bool:
    if len(line.parts) > 2 or "@" in line.text or ABSTRACT.match(line.text):
        return False
    large = first.size > 13 and line.size > 13
    if abs(line.size - first.size) > 0.7 or (line.bold != first.bold and not large):
        return False
    return large or not person_names([line])


def _is_subtitle(first: FrontLine, line: FrontLine, body_size: float) -> bool:
    """Whether a line below the title's, set a little smaller in the same weight, belongs to it."""
    return (
        0.7 * first.size < line.size < first.size
        and line.size > body_size + 3
        and line.bold == first.bold
        and len(line.parts) == 1
        and _may_be_title(line)
        and not may_name_authors(line)
    )


def joined_title(lines: Sequence[FrontLine]) -> str | None:
    """The lines of a title as one, without marks of footnotes; None where nothing is left."""
    text = " ".join(line.text for line in lines)
    text = re.sub(r"(?<=[a-z])\ufffe (?=[a-z])", "", text).replace("\ufffe ", "-").replace("\ufffe", "-")
    text = re.sub(r"(?<![∗*†‡§¹²³⁰])[∗*†‡§¹²³⁰]+$", "", text).strip()
    return text or None
