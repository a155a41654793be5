"""What a PDF file says of itself beyond its text: the values."""

from dataclasses import dataclass

MAX_LINKS = 20_000
MAX_LINKS_PER_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place that links may lead to: page from 0, and the point in points from the lower left, None where not said."""

    page: int
    left: float | None
    top: float | None


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A link on a page (from 0): its rectangle (left, bottom, right, top), and where it leads to."""

    page: int
    box: tuple[float, float, float, float]
    destination: str | None
    place: Place | None
    uri: str | None


@dataclass(frozen=True, slots=True)
class PdfStructure:
    """Titles of the outline with their level from 1, and metadata."""

    outline: tuple[tuple[int, str], ...] = ()
    title: str | None = None
    author: str | None = None
    subject: str | None = None
    keywords: str | None = None
