"""Files that the graph knows of, with what it holds of each."""

from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Store

from kg.core.errors import ReasonCode
from kg.store import vocabulary as v


class SourceStatus(StrEnum):
    """What became of a file."""

    STORED = "stored"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A file that the graph knows of.

    paper is the IRI of the work it is a copy of. code and reason are None for stored files; paper, title, reader,
    version and settings for failed ones. pages is None for a text without pages, and the other counts say how many
    sentences and in-text citations were read, how many references, datasets, models and statements are stored.
    unread_pages are the numbers, ascending, of pages that could not be read.
    """

    sha256: str
    name: str
    status: SourceStatus
    paper: str | None = None
    title: str | None = None
    reader: str | None = None
    version: str | None = None
    settings: str | None = None
    code: ReasonCode | None = None
    reason: str | None = None
    pages: int | None = None
    sentences: int = 0
    citations: int = 0
    references: int = 0
    datasets: int = 0
    models: int = 0
    statements: int = 0
    unread_pages: tuple[int, ...] = ()


def stored_source(store: Store, source: NamedNode) -> StoredSource:
    """The file that this graph is named after, which costs a look at its entities, references and statements."""

    def value(subject: NamedNode, property_: NamedNode) -> str | None:
        objects = (q.object for q in store.quads_for_pattern(subject, property_, None, source))
        return next((o.value for o in objects if isinstance(o, NamedNode | Literal)), None)

    def number(property_: NamedNode) -> int | None:
        found = value(source, property_)
        return None if found is None else int(found)

    def numbers(property_: NamedNode) -> tuple[int, ...]:
        found = (q.object for q in store.quads_for_pattern(source, property_, None, source))
        return tuple(sorted(int(o.value) for o in found if isinstance(o, Literal)))

    def count(kind: NamedNode) -> int:
        return sum(1 for _ in store.quads_for_pattern(None, v.RDF_TYPE, kind, source))

    run = next((q.subject for q in store.quads_for_pattern(None, v.PROV_USED, source, source)), None)
    software = value(run, v.PROV_WAS_ASSOCIATED_WITH) if isinstance(run, NamedNode) else None
    code = value(source, v.KG_REASON_CODE)
    return StoredSource(
        sha256=value(source, v.KG_SHA256) or "",
        name=value(source, v.SCHEMA_NAME) or "",
        status=SourceStatus.FAILED if code else SourceStatus.STORED,
        paper=value(source, v.SCHEMA_ENCODES_CREATIVE_WORK),
        title=value(source, v.DCTERMS_TITLE),
        reader=value(source, v.KG_READER),
        version=value(NamedNode(software), v.SCHEMA_SOFTWARE_VERSION) if software else None,
        settings=value(run, v.KG_SETTINGS) if isinstance(run, NamedNode) else None,
        code=ReasonCode(code) if code else None,
        reason=value(source, v.KG_REASON),
        pages=number(v.KG_PAGE_COUNT),
        sentences=number(v.KG_SENTENCE_COUNT) or 0,
        citations=number(v.KG_CITATION_COUNT) or 0,
        references=count(v.BIRO_BIBLIOGRAPHIC_REFERENCE),
        datasets=count(v.SCHEMA_DATASET),
        models=count(v.FAIR4ML_MODEL),
        statements=count(v.RDF_STATEMENT),
        unread_pages=numbers(v.KG_UNREAD_PAGE),
    )
