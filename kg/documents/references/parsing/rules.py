"""The parts of a reference as rules of punctuation and style see them."""

import re
from dataclasses import dataclass

from kg.documents.references.parsing.author_names import AuthorList, read_authors
from kg.documents.references.parsing.title import quoted_title, title_end
from kg.documents.references.parsing.venue import is_bare_journal, venue_in
from kg.documents.references.parsing.year import LeadingYear, leading_year

_INSIDE = re.compile(r"in:?\s+(?=[A-Z])|In:?\s+(?=Proc|[A-Z]\w+\s+(?:Conference|Workshop|Symposium))")


@dataclass(frozen=True, slots=True)
class RuleReading:
    """Where the rules see the parts: names, the year that follows them, title and venue as (start, end), or None.

    tail is where what follows the title begins.
    """

    authors: AuthorList
    leading: LeadingYear
    title: tuple[int, int] | None
    tail: int
    venue: tuple[int, int] | None


def read_by_rules(text: str, blanked: str) -> RuleReading:
    """The parts of a reference by rules; blanked is the text with its addresses blanked out."""
    authors = read_authors(text)
    if not authors.initials and len(authors.names) <= 1 and is_bare_journal(blanked, dated=True):
        authors = AuthorList((), 0, "")
    leading = leading_year(text[authors.end :])
    # blanked addresses cannot be taken for a title or a venue
    title, tail = _title_and_tail(blanked, authors.end + leading.end, leading.closed_by or authors.closed_by)
    return RuleReading(authors, leading, title, tail, venue_bounds(blanked, tail))


def _title_and_tail(text: str, start: int, closed_by: str) -> tuple[tuple[int, int] | None, int]:
    """The bounds of the title that opens text at start, and where it goes on; closed_by ended the authors."""
    rest = text[start:]
    quoted = quoted_title(rest)
    if quoted:
        return (start + quoted.start, start + quoted.end), start + quoted.after
    if is_bare_journal(rest):
        return None, start  # physics prints authors, journal and numbers, no title
    start += len(rest) - len(rest.lstrip(" .,;:"))
    rest = text[start:]
    if not rest or _INSIDE.match(rest):
        return None, start  # a work without a title of its own, inside another
    end = start + title_end(rest, closed_by)
    return (start, end) if end > start else None, end


def venue_bounds(text: str, tail: int) -> tuple[int, int] | None:
    """Where the venue stands in what begins at tail, behind the title."""
    venue = venue_in(text[tail:])
    at = text.find(venue, tail) if venue else -1
    return (at, at + len(venue)) if venue and at >= 0 else None
