"""The road from a file to a stored source: read, find, ground, state, store."""

from functools import lru_cache
from pathlib import Path

from kg.core.document import Document
from kg.core.extraction import Extraction
from kg.core.mention import Mention
from kg.core.registry import KnownEntity, Work
from kg.core.rejections import Rejections
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.recognizer import find_mentions
from kg.grounding.grounding import ground
from kg.grounding.registry import load_registry
from kg.program import NONE_REJECTED, extractor_version, settings_digest
from kg.statements.introduced_elsewhere import introduced_elsewhere
from kg.statements.scenes import Named
from kg.statements.stating import state


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon of the names and aliases of the registry that are sought in texts, built once a process."""
    return Lexicon(entry for known in load_registry().entities if known.sought for entry in _entries(known))


def _entries(known: KnownEntity) -> list[LexiconEntry]:
    return [
        LexiconEntry(name, known.kind, known.name, known.id, known.ambiguous or _too_short(name))
        for name in dict.fromkeys((known.name, *known.aliases))
        if len(name) > 1
    ]


def _too_short(name: str) -> bool:
    # "CC" and "NQ" stand for many things, "C4" and "SNLI" for few
    return len(name) <= 2 or (len(name) == 3 and name.isalpha() and name.isupper())


def extract(document: Document, *, rejected: Rejections = NONE_REJECTED, explain: bool = False) -> Extraction:
    """All that the document says of datasets and models: entities, statements with quotes, sections and bibliography.

    Pure but for the registry and scispaCy, which are loaded at first use; equal documents give equal extractions.
    rejected pairs are kept apart; explain adds what was weighed for each name.
    """
    registry = load_registry()
    abbreviations = abbreviation_finder().find(document)
    mentions = find_mentions(document, load_lexicon(), abbreviations, broad=True)
    grounded = ground(document, mentions, registry, abbreviations, rejected)
    works: dict[str, Work] = {}
    for entity in grounded.entities:
        known = registry.get(entity.id)
        if known and known.introduced_by:
            works[entity.id] = known.introduced_by
    names = [Named(g.mention.span, g.entity_id, g.mention.kind) for g in grounded.groundings]
    statements = state(
        document,
        names,
        grounded.entities,
        introducing=works,
        introduced_elsewhere=introduced_elsewhere(document, works),
        known_parts=registry.parts,
    )
    return Extraction(
        source=document.source,
        reader=document.reader,
        version=extractor_version(),
        settings=settings_digest(rejected),
        title=document.title,
        authors=document.authors,
        year=document.year,
        arxiv=document.arxiv,
        doi=document.doi,
        venue=document.venue,
        sections=document.sections,
        references=document.references,
        entities=grounded.entities,
        statements=statements,
        page_count=len(document.page_starts) if document.has_pages else None,
        sentence_count=len(document.sentences),
        citation_count=len(document.citations),
        links=document.links,
        unread_pages=document.unread_pages,
        explained=grounded.decisions if explain else (),
    )


def extract_file(
    path: Path,
    *,
    limits: Limits = Limits(),  # noqa: B008 - an immutable value
    rejected: Rejections = NONE_REJECTED,
    explain: bool = False,
) -> Extraction:
    """Read the file and extract from it.

    Raises:
        UnreadablePaperError: the file could not be turned into text.
    """
    return extract(read_document(path, limits=limits), rejected=rejected, explain=explain)


def mentions_in_text(text: str, *, quick: bool = False) -> list[Mention]:
    """The mentions of datasets and models in a bare text; offsets are code points of the text as given.

    quick leaves the network out.
    """
    document = document_from_text(text, "text")
    return find_mentions(document, load_lexicon(), abbreviation_finder().find(document), quick=quick)
