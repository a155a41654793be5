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
from kg.statements.scenes import Named

_REACH = 60
# by how well an entry fits: what one sighting weighs, and how sure the winner is
_WEIGHT = {3: 100.0, 2: 10.0, 1: 1.0}
_KNOWN = 3
_AGAINST = 0.8
_CONFIDENCE = {3: 0.95, 2: 0.9, 1: 0.85}
_NOUN = r"(?:data\s?sets?|data|corpus|corpora|benchmarks?|tree\s?banks?|models?|networks?|architectures?|tasks?|challenges?|test\s?sets?|systems?|encoders?|embeddings|sets?|tests?|suites?|collections?|repositor(?:y|ies)|checkpoints?)"
_MARKS = r"[\s⁰¹²³⁴-⁹]{0,4}?"
# what may stand between a name and the citation that belongs to it
_BETWEEN = re.compile(
    rf"\)?(?:[’']s)?{_MARKS}(?:\s+(?:[\w/-]+\s+){{0,3}}?{_NOUN})?{_MARKS}\s*(?:\([^()]{{0,40}}\)\s*)?"
    r"(?:[,;:]?\s*[\(\[](?:\s*[A-Z][\w.+-]{1,15}[;,]\s*)?|[;,:]\s*|\s+(?:of|by|from|in|(?:proposed|introduced|presented|released|described|collected|developed|created|used|provided)\s+(?:by|in|with))\s*|\s*)"
    r"(?:(?:see|see also|e\.g\.,?|i\.e\.,?|cf\.)\s+)*[\(\[]?\Z"
)
# "Chelba et al. (2013) introduced the One Billion Word benchmark"
_BEFORE = re.compile(
    r"[\)\]]?\s+(?:introduc|propos|present|releas|creat|construct|collect|develop)\w*\s+(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){0,4}\Z"
)


# "The NAME (FULL NAME) is a corpus of ... (Finch, 2020)."
_OPENING = re.compile(r"\W*(?:(?:The|Our)\s+)?(?:[A-Z][\w-]*\s+){0,2}\W*")
_DEFINES = re.compile(
    r"(?:[^.,;:]{0,60}?)\s(?:is|are)\s+(?:an?|the)\s+(?!(?:same|state|best|only)\b)[^.;:]{0,160}?\(?\[?\Z", re.DOTALL
)
_CLOSING = re.compile(r"[\s)\].,]*")
_Vote = tuple[int, int, str, Span, str]
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
    votes: dict[str, list[_Vote]] = defaultdict(list)
    references = {r.key: r for r in document.references}
    for named, another in zip(names, _others(names, len(document.text)), strict=True):
        for citation, rule in _adjacent(document, named, another):
            reference = references.get(citation.reference_key)
            if reference:
                fit = _fit(reference, entities[named.entity_id], known.get(named.entity_id))
                span = Span(min(named.span.start, citation.span.start), max(named.span.end, citation.span.end))
                votes[named.entity_id].append((fit, -named.span.start, reference.key, span, rule))
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


def _others(names: Sequence[Named], end: int) -> list[int]:
    """Where behind each name the next one of another thing begins; the end of the text where none does."""
    starts = [end] * len(names)
    for index in range(len(names) - 2, -1, -1):
        following = names[index + 1]
        same = following.entity_id == names[index].entity_id
        starts[index] = starts[index + 1] if same else following.span.start
    return starts


def _adjacent(document: Document, named: Named, another: int) -> list[tuple[Citation, str]]:
    """The citations of the first group right behind the name, or the one right before "introduced NAME".

    What stands behind another name is that one's: another is where the next one begins.
    """
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
        if citation.span.start >= another or not _BETWEEN.match(between):
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
        if fit > 1 or _closes_definition(document, sentence, named, citation):
            span = Span(min(named.span.start, citation.span.start), max(named.span.end, citation.span.end))
            cast.append((fit, -named.span.start, reference.key, span, rule))
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


def _closes_definition(document: Document, sentence: Span, named: Named, citation: Citation) -> bool:
    """Whether the sentence opens with the name, says what it is, and ends with the one citation."""
    opening = document.text[sentence.start : named.span.start]
    between = document.text[named.span.end : citation.span.start]
    closing = document.text[citation.span.end : sentence.end]
    alone = len(document.citations_after(sentence.start, reach=len(sentence))) == 1
    return bool(alone and _OPENING.fullmatch(opening) and _DEFINES.match(between) and _CLOSING.fullmatch(closing))


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
