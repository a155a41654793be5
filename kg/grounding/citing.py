"""The works that a paper cites right beside a name, and what they introduce."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.document import Document
from kg.core.mention import Mention

_REACH = 30
_BETWEEN = re.compile(
    r"(?:\s+[\w-]+){0,2}\s*(?:[(\[]\s*)?"
)  # what stands between a name and the citation that belongs to it


@dataclass(frozen=True, slots=True, order=True)
class CitedWork:
    """What a paper says of a work: the fields of its bibliography entry, or its own."""

    title: str
    arxiv: str | None = None
    doi: str | None = None


def works_cited_with(document: Document, mentions: Iterable[Mention]) -> dict[CitedWork, int]:
    """The works cited right behind any of the names, each with how often, in the text's order."""
    found = Counter[CitedWork]()
    for mention in mentions:
        end = mention.span.end
        for citation in document.citations_after(end, reach=_REACH):
            if not _BETWEEN.fullmatch(document.text[end : citation.span.start]):
                break
            if reference := document.reference(citation.reference_key):
                found[CitedWork(reference.title or "", reference.arxiv, reference.doi)] += 1
    return dict(found)


def own_work(document: Document) -> CitedWork:
    """The paper itself."""
    return CitedWork(document.title or "", document.arxiv, document.doi)
