"""One reference string becomes its fields, whatever its style."""

import re

from kg.core.document import Reference
from kg.core.names import fold, surname
from kg.documents.references.parsing.identifiers import Identifiers, identifiers_in
from kg.documents.references.parsing.reading import read_parts
from kg.documents.references.parsing.text import one_line

_LABEL = re.compile(
    r"^\s*(?:\[([^\[\]\s]{1,24}|\w[\w+ .,&-]{0,40})\]\.?|\((\d{1,3})\)|(\d{1,3})\.(?=\s*\D)|(\d{1,3})\)|•|\*|-)\s*"
)
_SERVICE_LINKS = re.compile(
    r"(?:(?:(?<!\s)\s+)?\[(?:SPIRES|PubMed|Cross-?Ref|Medline|Google Scholar"
    r"|ADS|INSPIRE|MathSciNet|Web of Science)\])+",
    re.IGNORECASE,
)
_LONGEST = 6000  # characters of a string that are looked at; no entry is as long


def parse_reference(raw: str, key: str = "") -> Reference:
    """The fields of one reference; absent ones stay None.

    Without a key the printed label is the key, else one made from surname and year. raw comes back on one line without
    its label, cut after 6000 characters; span stays None.

    >>> r = parse_reference("[3] Ann Author and Bo Writer. A corpus of birds. In Proceedings of XYZ, pages 1-9, 2019.")
    >>> r.key, r.title, r.authors, r.year, r.venue
    ('3', 'A corpus of birds', ('Ann Author', 'Bo Writer'), 2019, 'Proceedings of XYZ')
    """
    label, text, found = prepared(raw)
    parts = read_parts(text, found.blanked)
    return Reference(
        key=key or label or made_key(parts.authors, parts.year, parts.title),
        raw=text,
        title=parts.title,
        authors=parts.authors,
        year=parts.year,
        venue=parts.venue,
        doi=found.doi,
        arxiv=found.arxiv,
        url=found.url,
    )


def prepared(raw: str) -> tuple[str, str, Identifiers]:
    """The printed label ("36", "ABC99"), the entry on one line without it, and what identifies the work."""
    line = one_line(raw[:_LONGEST])
    label, text = _label(_SERVICE_LINKS.sub("", line) if "[" in line else line)
    return label, text, identifiers_in(text)


def _label(text: str) -> tuple[str, str]:
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
