"""Which papers are wanted: identifiers as people write them, and the names that their files get."""

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.core.identifiers import arxiv_id, arxiv_of_doi, digest, doi
from kg.fetching.errors import NoIdentifierError

_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*|https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|e-print)/)?(\S+?)(v\d{1,3})?(?:\.pdf)?", re.IGNORECASE
)
_DOI = re.compile(r"(?:doi\s*:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\S+)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_LIKE_ARXIV = re.compile(r"\d{4}\.\d{4,5}")
_LONGEST_NAME = 100


class Registry(StrEnum):
    """Who gave the paper its identifier."""

    ARXIV = "arxiv"
    DOI = "doi"


@dataclass(frozen=True, slots=True, order=True)
class Wanted:
    """A paper by its arXiv id, with a version where one was asked for, or by its DOI in lower case."""

    registry: Registry
    number: str

    def __str__(self) -> str:
        return f"{self.registry.value}:{self.number}"

    @property
    def stem(self) -> str:
        """The name of its file without a suffix: never that of another paper, nor like another's arXiv id.

        >>> wanted("arxiv:cmp-lg/9905001").stem, wanted("doi:10.18653/v1/N19-1423").stem
        ('cmp-lg-9905001', 'doi-10.18653_v1_n19-1423')
        """
        if self.registry is Registry.ARXIV:
            return self.number.replace("/", "-")
        plain = self.number.replace("/", "_")
        safe = _UNSAFE.sub("_", plain)[:_LONGEST_NAME]
        if _LIKE_ARXIV.search(safe):
            safe = safe.replace(".", "-")
        return f"doi-{safe}" if safe == plain and "_" not in self.number else f"doi-{safe}-{digest(self.number)[:8]}"


def wanted(text: str) -> Wanted:
    """The paper meant by an identifier, with or without its prefix, or by an address at arXiv or doi.org.

    >>> str(wanted("https://arxiv.org/abs/2302.13971v2")), str(wanted("10.48550/arXiv.2302.13971"))
    ('arxiv:2302.13971v2', 'arxiv:2302.13971')

    Raises:
        NoIdentifierError: it is no arXiv id and no DOI.
    """
    given = text.strip()
    found = _DOI.fullmatch(given)
    name = doi(found[1]) if found else None
    if name is not None and name == given[-len(name) :].lower():
        number = arxiv_of_doi(name)
        return Wanted(Registry.ARXIV, number) if number else Wanted(Registry.DOI, name)
    parts = _ARXIV.fullmatch(given)
    if parts and (number := arxiv_id(f"arxiv {parts[1]}")) is not None and number == parts[1]:
        return Wanted(Registry.ARXIV, f"{number}{(parts[2] or '').lower()}")
    raise NoIdentifierError(given)
