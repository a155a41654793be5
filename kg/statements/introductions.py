"""Which work introduced a named thing, through the citation that stands with the name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import Citation, Document, Reference
from kg.core.entity import Entity
from kg.core.names import fold
from kg.core.registry import Work
from kg.core.spans import Span
from kg.statements.cited_beside import cited_beside, closes_definition, next_others
from kg.statements.scenes import Named

# by how well an entry fits: what one sighting weighs, and how sure the winner is
_WEIGHT = {3: 100.0, 2: 10.0, 1: 1.0}
_KNOWN = 3
_AGAINST = 0.8
_CONFIDENCE = {3: 0.95, 2: 0.9, 1: 0.85}
_Vote = tuple[int, int, str, Span, str]
"""How well an entry fits, the place of the name (negative, so that the first is greatest), the entry, quote and rule."""
_LISTED = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or|&)\s+)")
_BY_LIST = 0.7

UNLIKE_KNOWN = "-unlike-known-work"
"""How the rule of an introduction ends that names another work than the known one."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The bibliography entry that introduces an entity, where the text says so, and how sure that is."""

    entity_id: str
    reference_key: str
    span: Span
    confidence: float
    rule: str


def find_introductions(
    document: Document, names: Iterable[Named], entities: Mapping[str, Entity], known: Mapping[str, Work]
) -> list[Introduction]:
    """The introducing entry of each entity that is cited with its name, at most one each, sorted by entity.

    Of several citations the one wins whose entry is the known introducing work, then whose title holds the name, then
    the one that stands with the name most often. An entity never cited beside its name takes an entry cited elsewhere in
    its sentence, if that is the known work or holds the name in its title, or closes a sentence that only says what the
    thing is. Failing that, it takes the known work where the bibliography lists it, or the entry whose title opens with
    the name, quoted from the bibliography. A citation of another work than the known one stands, less sure, and its rule
    says so ("…-unlike-known-work").
    """
    names = sorted(names, key=lambda n: n.span)
    votes = _beside_names(document, names, entities, known)
    for named in names:
        if named.entity_id not in votes:
            votes[named.entity_id] = _in_sentence(
                document, named, entities[named.entity_id], known.get(named.entity_id)
            )
    found = [_elect(identifier, cast, known.get(identifier)) for identifier, cast in votes.items() if cast]
    found += _with_a_list(document, names, votes, found, known)
    cited = {f.entity_id for f in found}
    for identifier, entity in entities.items():
        if identifier not in cited:
            found += _by_bibliography(document, entity, known.get(identifier))
    return sorted(found, key=lambda i: i.entity_id)


def _beside_names(
    document: Document, names: Sequence[Named], entities: Mapping[str, Entity], known: Mapping[str, Work]
) -> dict[str, list[_Vote]]:
    """Votes of the citations that stand with a name, by entity."""
    votes: dict[str, list[_Vote]] = defaultdict(list)
    references = {r.key: r for r in document.references}
    for named, another in zip(names, next_others(names, len(document.text)), strict=True):
        for citation, rule in cited_beside(document, named, another):
            reference = references.get(citation.reference_key)
            if reference:
                fit = _fit(reference, entities[named.entity_id], known.get(named.entity_id))
                votes[named.entity_id].append(_vote(fit, named, citation, reference, rule))
    return votes


def _vote(fit: int, named: Named, citation: Citation, reference: Reference, rule: str) -> _Vote:
    span = Span(min(named.span.start, citation.span.start), max(named.span.end, citation.span.end))
    return fit, -named.span.start, reference.key, span, rule


def _fit(reference: Reference, entity: Entity, work: Work | None) -> int:
    """How well an entry fits as the introduction: 3 the known work, 2 the name in its title, 1 otherwise."""
    title = fold(reference.title or "")
    if work and (
        (work.arxiv and work.arxiv == reference.arxiv)
        or (work.doi and work.doi == reference.doi)
        or (work.title and title and fold(work.title) == title)
    ):
        return 3
    names = {fold(n) for n in (entity.name, *entity.surfaces)}
    return 2 if any(len(n) > 2 and n in title for n in names) else 1


def _elect(identifier: str, cast: list[_Vote], work: Work | None) -> Introduction:
    """The introduction with most weight; its rule tells where another work than the known one is cited."""
    weight: dict[str, float] = defaultdict(float)
    for index, (fit, _, key, _, _) in enumerate(cast):
        weight[key] += _WEIGHT[fit] + (0.001 if index == 0 else 0)
    winner = max(sorted(weight), key=lambda k: weight[k])
    fit, _, key, span, rule = max(c for c in cast if c[2] == winner)
    if fit < _KNOWN and work and work.title:
        return Introduction(identifier, key, span, _AGAINST, f"{rule}{UNLIKE_KNOWN}")
    return Introduction(identifier, key, span, _CONFIDENCE[fit], rule)


def _in_sentence(document: Document, named: Named, entity: Entity, work: Work | None) -> list[_Vote]:
    """Votes of the sentence's citations that need not stand beside the name."""
    sentence = document.sentence_of(named.span.start)
    if sentence is None:
        return []
    cast: list[_Vote] = []
    for citation in document.citations_after(sentence.start, reach=len(sentence)):
        reference = document.reference(citation.reference_key)
        if reference is None:
            continue
        fit = _fit(reference, entity, work)
        rule = "rule:cited-in-its-sentence" if fit > 1 else "rule:defined-with-citation"
        if fit > 1 or closes_definition(document, sentence, named, citation):
            cast.append(_vote(fit, named, citation, reference, rule))
    return cast


def _with_a_list(
    document: Document,
    names: Sequence[Named],
    votes: Mapping[str, Sequence[_Vote]],
    found: Iterable[Introduction],
    known: Mapping[str, Work],
) -> list[Introduction]:
    """Unknown things cited nowhere else, in a list ("A, B and C [7]") at whose end stands a work of no name of its own.

    A work whose title holds the last name, or that is known to have introduced it, is that one's alone.
    """
    shared = {f.entity_id: f for f in found if f.confidence == _CONFIDENCE[1] and f.rule == "rule:cited-with-name"}
    told: dict[str, Introduction] = {}
    following: Introduction | None = None
    for index in range(len(names) - 1, -1, -1):
        named = names[index]
        after = document.text[named.span.end : names[index + 1].span.start] if index + 1 < len(names) else ""
        ends = shared.get(named.entity_id)
        if ends is not None and ends.span.start <= named.span.start < ends.span.end:
            following = ends
        elif not _LISTED.fullmatch(after):
            following = None
        elif following and not votes.get(named.entity_id) and named.entity_id not in known:
            span = Span(named.span.start, following.span.end)
            told[named.entity_id] = Introduction(
                named.entity_id, following.reference_key, span, _BY_LIST, "rule:cited-with-list"
            )
    return list(told.values())


def _by_bibliography(document: Document, entity: Entity, work: Work | None) -> list[Introduction]:
    """The entry that is the known work, else the one whose title opens with the name; none where two could be meant."""
    listed = [r for r in document.references if r.span and _fit(r, entity, work) == _KNOWN]
    cited = {c.reference_key for c in document.citations}
    listed = [r for r in listed if r.key in cited] or listed
    if len(listed) == 1 and listed[0].span:
        return [Introduction(entity.id, listed[0].key, listed[0].span, 0.92, "rule:known-work-listed")]
    entry = _by_title(document, entity)
    if entry and entry.span:
        return [Introduction(entity.id, entry.key, entry.span, 0.6, "rule:title-opens-with-name")]
    return []


def _by_title(document: Document, entity: Entity) -> Reference | None:
    names = {fold(n) for n in (entity.name, *entity.surfaces) if len(fold(n)) > 3}
    for reference in document.references:
        if (
            reference.span
            and reference.title
            and ":" in reference.title
            and fold(reference.title.split(":")[0]) in names
        ):
            return reference
    return None
