"""Identifiers that a reference prints: DOI, arXiv id, address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.core import identifiers

BLANK = "\0"
"""Stands for each character of an address that was blanked out."""

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_DOI_WORD = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi\s*(?:[:.]\s*)?)?10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:ar\s?xiv(?:\s+(?:preprint|e-?prints?))?\s*(?:[,:]\s*)?(?:ar\s?xiv\s*:\s*)?(?:abs/)?|abs/|eprint\s*(?::\s*)?)"
    r"((?:\d{4}\.\s?\d{4,5})|[a-z][a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\s*\[[\w.-]+(?:\s*,\s*[\w.-]+)*\])?",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"\b((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|physics|math|cs|cmp-lg)"
    r"(?:\.[A-Z]{2})?/\d{7})"
)
_BRACKETED_ARXIV = re.compile(r"\b(\d{4}\.\d{4,5})(?:v\d+)?\s*\[[a-z-]+(?:\.[A-Z]{2})?\]")
_BROKEN_DOI = re.compile(r"(10\.\d{4,9}/)\s+")
_WORDS = (
    (_URL, ("http", "www.")),
    (_DOI_WORD, ("10.",)),
    (_ARXIV, ("xiv", "abs/", "eprint")),
    (_OLD_ARXIV, ("/",)),
    (_BRACKETED_ARXIV, ("[",)),
)
"""In order of their use, with what a text in lower case must hold for them to match."""
_ODD = "ıİſK"
"""Letters that stand for others of ASCII where case is ignored."""


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
    patterns = _possible(text)
    doi = identifiers.doi(_BROKEN_DOI.sub(r"\1", text)) if "10." in text else None
    url = _URL.search(text) if _URL in patterns else None
    blanked = text
    for pattern in patterns:
        blanked = pattern.sub(lambda m: BLANK * len(m.group()), blanked)
    return Identifiers(
        doi=doi,
        arxiv=_arxiv(text, doi, url.group() if url else "", patterns),
        url=url.group().rstrip(".,;:)>]}'") if url else None,
        blanked=blanked,
    )


def _possible(text: str) -> list[re.Pattern[str]]:
    """The patterns that can match at all: of a text without their words it is known that they do not."""
    lower = text.lower()
    odd = not text.isascii() and any(letter in text for letter in _ODD)
    return [p for p, words in _WORDS if odd or any(word in lower for word in words)]


def _arxiv(text: str, doi: str | None, url: str, patterns: Sequence[re.Pattern[str]]) -> str | None:
    for pattern in (_ARXIV, _BRACKETED_ARXIV, _OLD_ARXIV):
        if pattern in patterns and (found := pattern.search(text)):
            return "".join(found.group(1).split())
    of_doi = identifiers.arxiv_of_doi(doi) if doi else None
    return of_doi or (identifiers.arxiv_id("arxiv " + url) if "arxiv.org/" in url else None)
