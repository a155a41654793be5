"""Two things of one name kept apart: a dataset or model is who its introducing work says it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rapidfuzz import fuzz

from kg.core.document import Document
from kg.core.entity import Entity
from kg.core.identifiers import digest
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.grounding import Grounded, Grounding
from kg.grounding.registry import Registry

_REACH = 30
_BETWEEN = re.compile(
    r"(?:\s+[\w-]+){0,2}\s*[(\[]?\s*"
)  # what stands between a name and the citation that belongs to it
_TITLE_LENGTH = 12  # folded characters; shorter titles identify nothing
_SAME_REST = 50.0  # of 100: below that two titles that open with one name tell of two things


def part_namesakes(document: Document, grounded: Grounded, registry: Registry) -> Grounded:
    """Give a known name an identifier of its own where the paper means another thing by it.

    It does where its own title, or the title of the entry cited with the name, is "NAME: ..." and the known introducing
    work is plainly another: one without the name in its title, or with the name and quite another rest. Citations of a
    different paper alone do not part anything, for people cite many papers for one dataset. The new identifier comes
    from that title, so it is the same in every paper that means that thing. Where the registry itself knows several
    things by the name, the one is meant whose introducing work that is.
    """
    parted: dict[str, str] = {}
    for entity in grounded.entities:
        known = registry.get(entity.id)
        namesakes = [e for e in registry.by_name(entity.name) if e.kind is entity.kind and not e.bare]
        if known is None and not namesakes:
            continue
        for title, arxiv in _works(document, entity, grounded.groundings):
            if identifier := _by_work(title, arxiv, namesakes) or (known and _another(title, entity, known)):
                parted[entity.id] = identifier
                break
    return _renamed(grounded, parted) if parted else grounded


def _by_work(title: str, arxiv: str | None, namesakes: Iterable[KnownEntity]) -> str | None:
    """The namesake that the work introduced; titles compare folded and need twelve characters."""
    folded = fold(title)
    works = ((e.id, e.introduced_by) for e in namesakes)
    same = {
        identifier
        for identifier, work in works
        if work
        and ((arxiv and work.arxiv == arxiv) or (len(folded) >= _TITLE_LENGTH and fold(work.title or "") == folded))
    }
    return next(iter(same)) if len(same) == 1 else None


def _another(title: str, entity: Entity, known: KnownEntity) -> str | None:
    """An identifier made from the title where it introduces another thing of the name."""
    return f"{entity.id}-{digest(fold(title), length=8)}" if _introduces_another(title, entity, known) else None


def _works(document: Document, entity: Entity, groundings: Iterable[Grounding]) -> list[tuple[str, str | None]]:
    """Title and arXiv id of the paper, then of what is cited right behind the entity's name, in the text's order."""
    found = [(document.title or "", document.arxiv)]
    for grounding in groundings:
        if grounding.entity_id == entity.id:
            end = grounding.mention.span.end
            for citation in document.citations_after(end, reach=_REACH):
                if not _BETWEEN.fullmatch(document.text[end : citation.span.start]):
                    break
                reference = document.reference(citation.reference_key)
                if reference:
                    found.append((reference.title or "", reference.arxiv))
    return list(dict.fromkeys(found))


def _introduces_another(title: str, entity: Entity, known: KnownEntity) -> bool:
    return introduces_another(title, (entity.name, *entity.surfaces), known)


def introduces_another(title: str, spellings: Iterable[str], known: KnownEntity) -> bool:
    """Whether a work of this title introduces a thing of the known one's name that is plainly another."""
    names = {fold(n) for n in (*spellings, *known.aliases)}
    name, colon, rest = title.partition(":")
    if not colon or fold(name) not in names or not known.introduced_by or not known.introduced_by.title:
        return False
    known_title = known.introduced_by.title
    known_name, known_colon, known_rest = known_title.partition(":")
    if known_colon and fold(known_name) in names:
        return fuzz.token_set_ratio(fold_words(rest), fold_words(known_rest)) < _SAME_REST
    return not any(n in fold(known_title) for n in names)


def fold_words(text: str) -> str:
    """The words of the text folded, with blanks between.

    >>> fold_words("A Chess-Corpus")
    'a chesscorpus'
    """
    return " ".join(fold(word) for word in text.split())


def _renamed(grounded: Grounded, ids: Mapping[str, str]) -> Grounded:
    reason = "a namesake of another thing: the paper introduces it, or cites the work that does"
    groundings = tuple(
        replace(g, entity_id=ids[g.entity_id], reason=reason) if g.entity_id in ids else g for g in grounded.groundings
    )
    entities = (replace(e, id=ids.get(e.id, e.id)) for e in grounded.entities)
    return Grounded(groundings, tuple(sorted(entities, key=lambda e: e.id)))
