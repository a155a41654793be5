"""The road from a file to a stored source: read, find, ground, state, store."""

import hashlib
import stat
from functools import lru_cache
from pathlib import Path

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.extraction import Extraction
from kg.core.mention import Mention
from kg.core.registry import KnownEntity, Work
from kg.core.rejections import Rejections
from kg.core.version import __version__
from kg.documents.latex.project.digest import SUFFIXES as LATEX_SUFFIXES
from kg.documents.latex.project.digest import digest_of_latex
from kg.documents.limits import Limits
from kg.documents.reader import read_document
from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.recognizer import find_mentions
from kg.extraction.scientific import installed
from kg.grounding.grounding import ground
from kg.grounding.registry import load_registry
from kg.resources import shipped
from kg.statements.introduced_elsewhere import introduced_elsewhere
from kg.statements.scenes import Named
from kg.statements.stating import state

_MODELS = (
    "extraction/tagging/model",
    "extraction/deciding/model",
    "documents/references/parsing/model",
    "statements/relating/model",
)
NONE_REJECTED = Rejections()
_ROOMS = ("core", "documents", "extraction", "grounding", "statements")


@lru_cache(maxsize=1)
def extractor_version() -> str:
    """What made an extraction: the program's version and a digest of the code that reads, finds, grounds and states.

    It changes with every change of that code, so that papers stored by older code are read again.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        for module in sorted(Path(__file__).parent.joinpath(room).rglob("*.py")):
            digest.update(module.relative_to(Path(__file__).parent).as_posix().encode() + b"\0" + module.read_bytes())
    return f"kg {__version__}+{digest.hexdigest()[:12]}"


@lru_cache(maxsize=2)
def settings_digest(rejected: Rejections = NONE_REJECTED) -> str:
    """A digest of all that decides an extraction beside the paper and the program.

    That is the registry's tables, the trained models, a scispaCy model where the user has installed one, and the pairs
    that somebody has rejected.
    """
    digest = hashlib.sha256(repr(installed()).encode())
    for pair in rejected.pairs:
        digest.update(f"{pair.one}\0{pair.other}\0".encode())
    for folder in _MODELS:
        for model in sorted(Path(__file__).parent.joinpath(folder).iterdir()):
            if model.is_file() and model.suffix != ".py":
                digest.update(model.name.encode() + b"\0" + hashlib.sha256(model.read_bytes()).digest())
    for table in sorted(shipped("ontology", "registry").glob("*.tsv")):
        digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return digest.hexdigest()[:16]


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


def source_of(path: Path, *, limits: Limits = Limits()) -> SourceFile:  # noqa: B008 - an immutable value
    """The file's name and digest without reading it as a paper; the media type is left to the reader.

    Of a LaTeX paper the digest covers what its main file takes in, so that a change in any of its files is seen.
    Of a file that is larger than a paper may be, the digest is that of its beginning: it will be refused, and need
    not be read to the end for that.

    Raises:
        UnreadablePaperError: it is a device, a pipe or a folder, which nobody should wait for.
        OSError: the file cannot be read.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadablePaperError(path.name, ReasonCode.NOT_A_PAPER, "it is no regular file; give the paper itself")
    if path.suffix.lower() in LATEX_SUFFIXES:
        return SourceFile(path.name, "application/octet-stream", digest_of_latex(path, limits.max_bytes))
    digest = hashlib.sha256()
    left = limits.max_bytes + 1
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(left, 1 << 20))):
            digest.update(chunk)
            left -= len(chunk)
    return SourceFile(path.name, "application/octet-stream", digest.hexdigest())


def mentions_in_text(text: str, *, quick: bool = False) -> list[Mention]:
    """The mentions of datasets and models in a bare text; offsets are code points of the text as given.

    quick leaves the network out.
    """
    document = document_from_text(text, "text")
    return find_mentions(document, load_lexicon(), abbreviation_finder().find(document), quick=quick)
