"""Identifiers that a reference prints: DOI, arXiv id, address."""

import re
from dataclasses import dataclass

from kg.core import identifiers

BLANK = "\0"
"""Stands for each character of an address that was blanked out."""

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_DOI_WORD = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*[:.]?\s*)?10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:ar\s?xiv(?:\s+(?:preprint|e-?prints?))?\s*[,:]?\s*(?:ar\s?xiv\s*:)?\s*(?:abs/)?|abs/|eprint\s*:?\s*)"
    r"((?:\d{4}\.\s?\d{4,5})|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s*\[[\w.-]+(?:\s*,\s*[\w.-]+)*\])?",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"\b((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|physics|math|cs|cmp-lg)"
    r"(?:\.[A-Z]{2})?/\d{7})"
)
_BRACKETED_ARXIV = re.compile(r"\b(\d{4}\.\d{4,5})(?:v\d+)?\s*\[[a-z-]+(?:\.[A-Z]{2})?\]")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What identifies a work, and the reference with all addresses blanked out, offsets kept."""

    doi: str | None
    arxiv: str | None
    url: str | None
    blanked: str


def identifiers_in(text: str) -> Identifiers:
    """DOI, arXiv id and URL of a reference; an arXiv id may come from an address or from arXiv's own DOI.

    >>> found = identifiers_in("A title. CoRR, abs/1607.06450, 2016. URL http://example.org/x.")
    >>> found.arxiv, found.url
    ('1607.06450', 'http://example.org/x')
    """
    doi = identifiers.doi(re.sub(r"(10\.\d{4,9}/)\s+", r"\1", text))
    url = _URL.search(text)
    blanked = text
    for pattern in (_URL, _DOI_WORD, _ARXIV, _OLD_ARXIV, _BRACKETED_ARXIV):
        blanked = pattern.sub(lambda m: BLANK * len(m.group()), blanked)
    return Identifiers(
        doi=doi,
        arxiv=_arxiv(text, doi, url.group() if url else ""),
        url=url.group().rstrip(".,;:)>]}'") if url else None,
        blanked=blanked,
    )


def _arxiv(text: str, doi: str | None, url: str) -> str | None:
    found = _ARXIV.search(text) or _BRACKETED_ARXIV.search(text) or _OLD_ARXIV.search(text)
    if found:
        return re.sub(r"\s", "", found.group(1))
    of_doi = identifiers.arxiv_of_doi(doi) if doi else None
    return of_doi or (identifiers.arxiv_id("arxiv " + url) if "arxiv.org/" in url else None)
