"""Which known things another paper introduced."""

from collections.abc import Mapping

from kg.core.document import Document
from kg.core.names import fold
from kg.core.registry import Work


def introduced_elsewhere(document: Document, introducing: Mapping[str, Work]) -> frozenset[str]:
    """The entity ids whose known introducing work is not this document, judged by arXiv id, DOI or title.

    An entity whose work shares no kind of identifier with the document is not judged.
    """
    return frozenset(identifier for identifier, work in introducing.items() if _differs(document, work))


def _differs(document: Document, work: Work) -> bool:
    same_title = bool(work.title and document.title and fold(work.title) == fold(document.title))
    if same_title:
        return False
    if work.arxiv and document.arxiv:
        return work.arxiv != document.arxiv
    if work.doi and document.doi:
        return work.doi != document.doi
    return bool(work.title and document.title)
