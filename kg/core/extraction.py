"""All that one paper says, ready to be stored."""

from dataclasses import dataclass

from kg.core.candidate import Decision
from kg.core.document import Reference, Section, SourceFile
from kg.core.entity import Entity
from kg.core.statement import PAPER, UNDISCLOSED, Statement, reference_node


@dataclass(frozen=True, slots=True)
class Extraction:
    """One paper's facts about itself, its bibliography, the entities it names and what it states of them.

    Holds only what THIS paper says. entities are sorted by id, statements by triple; subjects and objects are entity
    ids, ``PAPER``, or reference nodes. version and settings identify what made it: equal input under an equal version
    gives an equal extraction. References have unique keys, and statements name only what is listed. unread_pages are
    the numbers, from 1 and ascending, of pages that could not be read. explained says of each name what it might have
    meant, where that was asked for; it is not stored.
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
    unread_pages: tuple[int, ...] = ()
    explained: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        keys = {reference_node(r.key) for r in self.references}
        if len(keys) != len(self.references):
            raise ValueError(f"{self.source.name}: two entries of the bibliography share a key")
        entities = {e.id for e in self.entities}
        objects = {UNDISCLOSED, *entities, *keys}
        for s in self.statements:
            if (s.subject != PAPER and s.subject not in entities) or s.object not in objects:
                raise ValueError(f"{self.source.name}: {s.subject} {s.predicate} {s.object} names what is not listed")
