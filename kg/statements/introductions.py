"""Which work introduced a named thing, through the citation that stands with the name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.core.document import Citation, Document, Reference
from kg.core.entity import Entity
from kg.core.names import fold
from kg.core.registry import Work
from kg.core.spans import Span
from kg.statements.scenes import Named

_REACH = 60
# by how well an entry fits: what one sighting weighs, and how sure the winner is
_WEIGHT = {3: 100.0, 2: 10.0, 1: 1.0}
_CONFIDENCE = {3: 0.95, 2: 0.9, 1: 0.75}
_NOUN = r"(?:data\s?sets?|data|corpus|corpora|benchmarks?|tree\s?banks?|models?|networks?|architectures?|tasks?|challenges?|test\s?sets?|systems?|encoders?|embeddings|sets?|tests?|suites?|collections?)"
# what may stand between a name and the citation that belongs to it
_BETWEEN = re.compile(
    rf"(?:[’']s)?(?:\s+(?:[\w/-]+\s+){{0,3}}?{_NOUN})?\s*(?:\([^()]{{0,40}}\)\s*)?"
    r"(?:[,;:]?\s*[\(\[]|[;,]\s*|\s+(?:of|by|from|in|(?:proposed|introduced|presented|released|described|collected|developed|created|used|provided)\s+(?:by|in|with))\s*|\s*)"
    r"(?:(?:see|see also|e\.g\.,?|i\.e\.,?|cf\.)\s+)*[\(\[]?\Z"
)
# "Chelba et al. (2013) introduced the One Billion Word benchmark"
_BEFORE = re.compile(
    r"[\)\]]?\s+(?:introduc|propos|present|releas|creat|construct|collect|develop)\w*\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,4}\Z"
)


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
    the one that stands with the name most often. An entity never cited beside its name takes the entry whose title opens
    with the name, quoted from the bibliography.
    """
    votes: dict[str, list[tuple[int, int, str, Span, str]]] = defaultdict(list)
    references = {r.key: r for r in document.references}
    for named in names:
        for citation, rule in _adjacent(document, named):
            reference = references.get(citation.reference_key)
            if reference:
                fit = _fit(reference, entities[named.entity_id], known.get(named.entity_id))
                span = Span(min(named.span.start, citation.span.start), max(named.span.end, citation.span.end))
                votes[named.entity_id].append((fit, -named.span.start, reference.key, span, rule))
    found = [_elect(identifier, cast) for identifier, cast in votes.items()]
    cited = {f.entity_id for f in found}
    for identifier, entity in entities.items():
        if identifier not in cited and (entry := _by_title(document, entity)):
            assert entry.span is not None
            found.append(Introduction(identifier, entry.key, entry.span, 0.6, "rule:title-opens-with-name"))
    return sorted(found, key=lambda i: i.entity_id)


def _adjacent(document: Document, named: Named) -> list[tuple[Citation, str]]:
    """The citations of the first group right behind the name, or the one right before "introduced NAME"."""
    found: list[tuple[Citation, str]] = []
    end = named.span.end
    for citation in document.citations_after(named.span.end, reach=_REACH):
        between = document.text[named.span.end : citation.span.start]
        if found:
            if re.fullmatch(r"[\s,;–\d\[\]and-]{0,6}", document.text[end : citation.span.start]):
                found.append((citation, "rule:cited-with-name"))
                end = citation.span.end
                continue
            break
        if not _BETWEEN.match(between):
            break
        found.append((citation, "rule:cited-with-name"))
        end = citation.span.end
    if found:
        return found
    start = max(0, named.span.start - 2 * _REACH)
    for citation in reversed(document.citations_after(start, reach=named.span.start - start)):
        if citation.span.end < named.span.start and _BEFORE.match(document.text[citation.span.end : named.span.start]):
            return [(citation, "rule:introduced-by")]
    return []


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


def _elect(identifier: str, cast: list[tuple[int, int, str, Span, str]]) -> Introduction:
    weight: dict[str, float] = defaultdict(float)
    for index, (fit, _, key, _, _) in enumerate(cast):
        weight[key] += _WEIGHT[fit] + (0.001 if index == 0 else 0)
    winner = max(sorted(weight), key=lambda k: weight[k])
    fit, _, key, span, rule = max(c for c in cast if c[2] == winner)
    return Introduction(identifier, key, span, _CONFIDENCE[fit], rule)


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
