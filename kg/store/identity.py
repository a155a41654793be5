"""Which work is meant: from the keys that papers and references bear to one IRI for each work.

The IRI of a work depends on the set of all keys in the graph and never on their order:

1. its own arXiv id;
2. the arXiv id that its DOI was seen with, or that its title and first author were seen with, if there is exactly one;
3. its own DOI;
4. the DOI that its title and first author were seen with, if there is exactly one and no arXiv id;
5. a hash of title and first author, and where these do not identify, of the content.

Titles compare folded, so case, punctuation and hyphenation do not matter. A bearer without authors joins those with its
title if they agree on the first author and the title is long.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from kg.core.identifiers import arxiv_id, arxiv_of_doi, digest, doi, title_key
from kg.core.names import fold, surname
from kg.store.terms import clean
from kg.store.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.core.document import Reference
    from kg.core.extraction import Extraction

_LONG_TITLE = 24  # folded characters from which a title identifies a work without its author


@dataclass(frozen=True, slots=True)
class WorkKeys:
    """What a paper or reference says of which work it is.

    arxiv and doi are checked and normal, title is folded and empty where it is too short to identify, surname that of
    the first author or empty. fallback hashes the bearer's content; it is empty for keys read back from the graph.
    """

    arxiv: str | None = None
    doi: str | None = None
    title: str = ""
    surname: str = ""
    fallback: str = ""


Identity = Callable[[WorkKeys], str]
"""Gives the IRI of the work that bears the keys."""


class KnownKeys(Protocol):
    """All keys in the graph, without fallbacks."""

    def titled(self, title: str) -> Collection[WorkKeys]:
        """The different keys with this title."""
        ...

    def with_doi(self, name: str) -> Collection[WorkKeys]:
        """The different keys with this DOI."""
        ...


def paper_keys(extraction: "Extraction") -> WorkKeys:
    """The keys of the paper itself."""
    return _keys(
        extraction.title,
        extraction.authors,
        extraction.arxiv,
        extraction.doi,
        digest("source", extraction.source.sha256),
    )


def reference_keys(reference: "Reference", owner: str) -> WorkKeys:
    """The keys of a bibliography entry; owner tells apart entries too short to be known again elsewhere."""
    content = fold(clean(reference.raw))
    own = ("reference", content) if len(content) >= _LONG_TITLE else ("reference", owner, clean(reference.key))
    return _keys(reference.title, reference.authors, reference.arxiv, reference.doi, digest(*own))


def _keys(title: str | None, authors: tuple[str, ...], arxiv: str | None, name: str | None, fallback: str) -> WorkKeys:
    number = arxiv_id(f"arxiv {clean(arxiv)}") if arxiv else None
    name = doi(clean(name)) if name else None
    if name and (of_doi := arxiv_of_doi(name)):
        number, name = number or of_doi, None
    author = clean(authors[0]) if authors else ""
    folded = fold(clean(title)) if title else ""
    identifies = title_key(clean(title or ""), author) is not None or len(folded) >= _LONG_TITLE
    return (
        WorkKeys(number, name, folded, surname(author), fallback)
        if identifies
        else WorkKeys(number, name, fallback=fallback)
    )


def resolve(keys: WorkKeys, known: KnownKeys) -> str:
    """The IRI of the work that bears the keys, given all keys of the graph; its own need not be there."""
    if keys.arxiv:
        return _arxiv_iri(keys.arxiv)
    members, author = _group(keys, known)
    numbers = _numbers(keys, known) or {n for m in members for n in _numbers(m, known)}
    if len(numbers) == 1:
        return _arxiv_iri(*numbers)
    if keys.doi:
        return _doi_iri(keys.doi)
    names = {m.doi for m in members if m.doi}
    if len(names) == 1 and not numbers:
        return _doi_iri(*names)
    own = digest(f"{keys.title}|{author}") if keys.title else keys.fallback
    return f"{PREFIXES['work']}{own}"


def _numbers(keys: WorkKeys, known: KnownKeys) -> set[str]:
    """The arXiv ids that the keys themselves name or their DOI was seen with."""
    if keys.arxiv:
        return {keys.arxiv}
    return {k.arxiv for k in known.with_doi(keys.doi) if k.arxiv} if keys.doi else set()


def _group(keys: WorkKeys, known: KnownKeys) -> tuple[list[WorkKeys], str]:
    """The keys that name the same work by title and author, and the author that the work goes by."""
    if not keys.title:
        return [], ""
    members = [*known.titled(keys.title), keys]
    authors = {m.surname for m in members if m.surname}
    if len(authors) == 1 and len(keys.title) >= _LONG_TITLE:
        return members, next(iter(authors))
    return [m for m in members if m.surname == keys.surname], keys.surname


def _arxiv_iri(number: str) -> str:
    return PREFIXES["arxiv"] + quote(number, safe="/.")


def _doi_iri(name: str) -> str:
    return PREFIXES["doi"] + quote(name, safe="/.-_():;")


class KeyTable:
    """Keys in memory, for a paper by itself or a handful of them."""

    def __init__(self, keys: Iterable[WorkKeys] = ()) -> None:
        self._keys = frozenset(replace(k, fallback="") for k in keys)

    def titled(self, title: str) -> Collection[WorkKeys]:
        """The different keys with this title."""
        return [k for k in self._keys if k.title == title]

    def with_doi(self, name: str) -> Collection[WorkKeys]:
        """The different keys with this DOI."""
        return [k for k in self._keys if k.doi == name]


def alone(extraction: "Extraction") -> Identity:
    """The identity of works as one paper by itself shows it."""
    references = (reference_keys(r, extraction.source.sha256) for r in extraction.references)
    table = KeyTable([paper_keys(extraction), *references])
    return lambda keys: resolve(keys, table)
