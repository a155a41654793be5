"""All that one paper says, ready to be stored."""

from dataclasses import dataclass

from kg.core.document import Reference, Section, SourceFile
from kg.core.entity import Entity
from kg.core.statement import Statement


@dataclass(frozen=True, slots=True)
class Extraction:
    """One paper's facts about itself, its bibliography, the entities it names and what it states of them.

    Holds only what THIS paper says. entities are sorted by id, statements by triple; subjects and objects are entity
    ids, ``PAPER``, or reference nodes. version and settings identify what made it: equal input under an equal version
    gives an equal extraction.
    """

    source: SourceFile
    reader: str
    version: str
    settings: str
    title: str | None
    authors: tuple[str, ...]
    year: int | None
    arxiv: str | None
    doi: str | None
    venue: str | None
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    page_count: int | None
    sentence_count: int
    citation_count: int
    links: tuple[str, ...] = ()
