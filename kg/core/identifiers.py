"""Identifiers of works: arXiv ids, DOIs and keys derived from titles."""

import hashlib
import re
from urllib.parse import unquote

from kg.core.names import fold, surname

_ARXIV_NEW = r"\d{4}\.\d{4,5}"
_ARXIV_OLD = r"[a-z][a-z-]{1,20}(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(rf"(?<![\w.])({_ARXIV_NEW}|{_ARXIV_OLD})(?:v\d+)?(?!\d)")
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.(.+)$", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^`\[\]]+")


def arxiv_id(text: str) -> str | None:
    """The first arXiv id in the text, without its version, or None.

    >>> arxiv_id("arXiv:2302.13971v1 [cs.CL]"), arxiv_id("cs.CL/0306050"), arxiv_id("10.1145/3292500")
    ('2302.13971', None, None)
    >>> arxiv_id("arXiv:cmp-lg/9905001")
    'cmp-lg/9905001'
    """
    found = _ARXIV.search(text)
    if not found:
        return None
    name = found.group(1)
    if "/" in name:  # the old form looks like any path, so the word must stand near
        return name if "arxiv" in text.lower() else None
    return name if 1 <= int(name[2:4]) <= 12 else None


def doi(text: str) -> str | None:
    """The first DOI in the text in lower case, without trailing punctuation, or None.

    >>> doi("https://doi.org/10.18653/v1/N19-1423."), doi("no doi")
    ('10.18653/v1/n19-1423', None)
    """
    found = _DOI.search(text)
    if not found:
        return None
    name = found.group(0).rstrip(".,;:'")
    while name.endswith(")") and name.count(")") > name.count("("):
        name = name[:-1].rstrip(".,;:")
    return name.lower()


def arxiv_of_doi(name: str) -> str | None:
    """The arXiv id that a DOI of arXiv's own stands for, or None.

    >>> arxiv_of_doi("10.48550/arXiv.2302.13971")
    '2302.13971'
    """
    found = _ARXIV_DOI.match(name)
    return arxiv_id("arxiv " + found.group(1)) if found else None


def work_identifier(iri: str) -> str | None:
    """The arXiv id or DOI that a work's IRI is made of, or None for one that is known by its title alone.

    >>> work_identifier("https://arxiv.org/abs/2302.13971"), work_identifier("https://doi.org/10.5555/water%3c1%3e")
    ('arxiv:2302.13971', 'doi:10.5555/water<1>')
    """
    for start, kind in (("https://arxiv.org/abs/", "arxiv"), ("https://doi.org/", "doi")):
        if iri.startswith(start):
            return f"{kind}:{unquote(iri.removeprefix(start))}"
    return None


def title_key(title: str, first_author: str | None) -> str | None:
    """A key for a work by title and first author's surname, or None where the title is too short to identify one.

    Titles below twelve folded characters ("Introduction") or without an author do not identify.

    >>> title_key("LLaMA: Open and Efficient Foundation Language Models", "Hugo Touvron")
    'llamaopenandefficientfoundationlanguagemodels|touvron'
    """
    folded = fold(title)
    name = surname(first_author or "")
    return f"{folded}|{name}" if len(folded) >= 12 and name else None


def digest(*parts: str, length: int = 20) -> str:
    """A hexadecimal hash of the parts, the same on every machine; parts are kept apart by NUL.

    >>> digest("a", "b") == digest("ab")
    False
    """
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
