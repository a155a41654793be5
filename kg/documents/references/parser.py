"""One reference string becomes its fields, whatever its style."""

import re

from kg.core.document import Reference
from kg.core.names import fold, surname
from kg.documents.references.author_names import AuthorList, read_authors
from kg.documents.references.identifiers import BLANK, identifiers_in
from kg.documents.references.text import one_line
from kg.documents.references.title import quoted_title, title_end
from kg.documents.references.venue import is_bare_journal, venue_in
from kg.documents.references.year import leading_year, year_in

_LABEL = re.compile(
    r"^\s*(?:\[([^\[\]\s]{1,24}|\w[\w+ .,&-]{0,40})\]\.?|\((\d{1,3})\)|(\d{1,3})\.(?=\s*\D)|(\d{1,3})\)|•|\*|-)\s*"
)
_SERVICE_LINKS = re.compile(
    r"(?:\s*\[(?:SPIRES|PubMed|Cross-?Ref|Medline|Google Scholar|ADS|INSPIRE|MathSciNet|Web of Science)\])+",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"in:?\s+(?=[A-Z])|In:?\s+(?=Proc|[A-Z]\w+\s+(?:Conference|Workshop|Symposium))")
_LONGEST = 6000  # characters of a string that are looked at; no entry is as long


def parse_reference(raw: str, key: str = "") -> Reference:
    """The fields of one reference; absent ones stay None.

    Without a key the printed label is the key, else one made from surname and year. raw comes back on one line without
    its label, cut after 6000 characters; span stays None.

    >>> r = parse_reference("[3] Ann Author and Bo Writer. A corpus of birds. In Proceedings of XYZ, pages 1-9, 2019.")
    >>> r.key, r.title, r.authors, r.year, r.venue
    ('3', 'A corpus of birds', ('Ann Author', 'Bo Writer'), 2019, 'Proceedings of XYZ')
    """
    label, text = _label(_SERVICE_LINKS.sub("", one_line(raw[:_LONGEST])))
    found = identifiers_in(text)
    authors = read_authors(text)
    if not authors.initials and len(authors.names) <= 1 and is_bare_journal(found.blanked, dated=True):
        authors = AuthorList((), 0, "")
    leading = leading_year(text[authors.end :])
    # blanked addresses cannot be taken for a title or a venue
    rest = found.blanked[authors.end + leading.end :]
    title, tail = _title_and_tail(rest, leading.closed_by or authors.closed_by)
    year = leading.year or year_in(tail) or year_in(rest)
    return Reference(
        key=key or label or made_key(authors.names, year, title),
        raw=text,
        title=title,
        authors=authors.names,
        year=year,
        venue=venue_in(tail),
        doi=found.doi,
        arxiv=found.arxiv,
        url=found.url,
    )


def _title_and_tail(rest: str, closed_by: str) -> tuple[str | None, str]:
    """The title that opens rest, and what follows it; closed_by is the mark that ended the authors."""
    quoted = quoted_title(rest)
    if quoted:
        return _clean_title(quoted[0]), quoted[1]
    if is_bare_journal(rest):
        return None, rest  # physics prints authors, journal and numbers, no title
    rest = rest.lstrip(" .,;:")
    if _INSIDE.match(rest):
        return None, rest  # a work without a title of its own, inside another
    end = title_end(rest, closed_by)
    return _clean_title(rest[:end]), rest[end:]


def _label(text: str) -> tuple[str, str]:
    """The printed label ("36", "ABC99") and the entry without it."""
    found = _LABEL.match(text)
    if not found:
        return "", text
    return next((g for g in found.groups() if g), ""), text[found.end() :]


def made_key(authors: tuple[str, ...], year: int | None, title: str | None) -> str:
    """A key from the first author's surname and the year, else from the title's first words."""
    name = surname(authors[0]) if authors else ""
    if not name:
        name = fold(" ".join((title or "").split()[:3]))[:24]
    return f"{name or 'reference'}{year or ''}"


def _clean_title(title: str) -> str | None:
    """The title without marks around it and without a year behind it; None where nothing is left."""
    title = title.replace(BLANK, " ").strip(' .,;:“”"–—-')
    title = re.sub(r"(?:,\s*|\s*\()(?:1[5-9]|20)\d\d\)?$", "", title)
    title = re.sub(r"\s*\[(?:Online|C|J|M)\]$", "", title)
    return " ".join(title.split()) or None if re.search(r"[^\W_]", title) else None
