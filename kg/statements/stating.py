"""From grounded names to all that a paper states."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kg.core.document import Document
from kg.core.entity import Entity, EntityKind
from kg.core.registry import Work
from kg.core.spans import Span
from kg.core.statement import PAPER, UNDISCLOSED, Predicate, Statement, reference_node
from kg.statements.assembly import assemble
from kg.statements.baselines import run_as_baselines
from kg.statements.disclosure import find_refusals
from kg.statements.evidence import text_evidence
from kg.statements.introductions import UNLIKE_KNOWN, find_introductions
from kg.statements.known_parts import find_known_parts
from kg.statements.model_roles import find_model_roles
from kg.statements.own import find_own, main_model
from kg.statements.paper import LINEAGE_FLOOR, Paper
from kg.statements.parts import find_listed_parts, parts_of
from kg.statements.pronouns import find_pronoun_training
from kg.statements.relations import Relation, find_relations
from kg.statements.scenes import Named, scenes
from kg.statements.supervised import find_supervised
from kg.statements.surroundings import find_surrounded_training
from kg.statements.tables import TableRows, TableTopics
from kg.statements.tested import find_tested, state_evaluation
from kg.statements.trained import state_training, state_training_of_all
from kg.statements.training_rules.finding import find_training
from kg.statements.weighing import one_role_each, sure

_MENTION_CONFIDENCE = 0.8
_COUNT = re.compile(r"\d+[a-z]?")  # "GPT-2", "Mixtral-8x": another number is another model, not a variant
_BUILD = re.compile(
    r"\b(?:attention heads?|heads per layer|group(?:ed)?[- ]query|self-attention|GQA|same configuration|architecture|hidden (?:size|dimension)s?)\b",
    re.I,
)


def state(
    document: Document,
    names: Iterable[Named],
    entities: Iterable[Entity],
    *,
    introducing: Mapping[str, Work],
    introduced_elsewhere: frozenset[str] = frozenset(),
    known_parts: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[Statement, ...]:
    """What the document states of the entities named in it: roles, introductions, lineage and refusals to disclose.

    introducing holds the known introducing work by entity id, introduced_elsewhere the entities of which it is known
    that another paper introduced them, known_parts the known parts of data by the whole. Every statement quotes the
    document. Sorted by triple.
    """
    ordered = sorted(names, key=lambda n: n.span)
    by_id = {e.id: e for e in entities}
    told = list(scenes(document, ordered))
    own = find_own(document, told, by_id, not_own=introduced_elsewhere)
    main = main_model(own, by_id, document, ordered)
    paper = Paper(document, told, ordered, by_id, own, main, TableRows(document))
    topics = TableTopics(document, ordered)
    relations = [*find_relations(told), *find_listed_parts(told), *find_known_parts(told, known_parts)]
    training = [
        *find_training(told),
        *find_surrounded_training(told, topics, parts_of(relations)),
        *find_pronoun_training(told),
    ]
    tested = find_tested(paper, topics, training)
    training += find_supervised(told, tested, training)
    stated = [
        *_own(paper),
        *state_training(paper, training),
        *state_evaluation(paper, tested, topics),
        *_model_roles(paper),
        *_relations(paper, relations),
        *_named_after(paper, introducing),
        *_refusals(paper),
        *_introductions(paper, introducing),
    ]
    stated += state_training_of_all(paper, training, stated)
    stated += _inherited(stated)
    return assemble(_without_derived_parts([*stated, *_mentions(paper, stated)]))


def _without_derived_parts(stated: list[Statement]) -> list[Statement]:
    """The statements without those that derive a part from its whole: "the WSJ portion of X" says the one thing only."""
    parts = {(s.object, s.subject) for s in stated if s.predicate is Predicate.HAS_PART}
    return [s for s in stated if s.predicate is not Predicate.DERIVED_FROM or (s.subject, s.object) not in parts]


def _own(paper: Paper) -> Iterator[Statement]:
    for own in paper.own.values():
        for scene, _ in own.scenes:
            yield paper.statement(PAPER, Predicate.INTRODUCES, own.entity_id, scene, "rule:introduces", own.confidence)


def _model_roles(paper: Paper) -> Iterator[Statement]:
    sightings = list(sure(find_model_roles(paper.scenes, frozenset(paper.own))))
    for found in run_as_baselines(paper.document, paper.scenes, list(one_role_each(sightings))):
        yield paper.statement(
            PAPER, found.role, found.entity_id, found.scene, found.rule, found.confidence, found.marker
        )


def _relations(paper: Paper, found: Iterable[Relation]) -> Iterator[Statement]:
    for r in found:
        subject = r.subject or (_own_data(paper) if r.predicate is Predicate.DERIVED_FROM else paper.main)
        if subject and subject != r.object and r.confidence >= LINEAGE_FLOOR:
            yield paper.statement(subject, r.predicate, r.object, r.scene, r.rule, r.confidence, r.marker)


def _named_after(paper: Paper, introducing: Mapping[str, Work]) -> Iterator[Statement]:
    """A model called "NAME-33H" beside NAME, where a sentence tells of its build, is a variant of its architecture.

    Of other variants ("NAME-Chat") the name does not tell what they take over.
    """
    models = [e for e in paper.entities.values() if e.kind is EntityKind.MODEL]
    by_name = {e.name: e.id for e in models}
    for model in models:
        base = by_name.get(model.name.rpartition("-")[0])
        if model.id in introducing or not base or base == model.id or _COUNT.fullmatch(model.name.rpartition("-")[2]):
            continue
        named = (s for s in paper.scenes if any(n.entity_id == model.id for n in s.names))
        if told := next((s for s in named if _BUILD.search(s.template)), None):
            yield paper.statement(model.id, Predicate.ARCHITECTURE_FROM, base, told, "rule:named-after", 0.6)


def _own_data(paper: Paper) -> str | None:
    """The one data set that the paper introduces, which "our data set" means; None where there are more or none."""
    data = [i for i in paper.own if paper.entities[i].kind is EntityKind.DATASET]
    return data[0] if len(data) == 1 else None


def _refusals(paper: Paper) -> Iterator[Statement]:
    for model, scene in find_refusals(paper.scenes):
        if subject := model or paper.main:
            yield paper.statement(subject, Predicate.DISCLOSURE, UNDISCLOSED, scene, "rule:refuses-to-disclose", 0.8)


def _introductions(paper: Paper, introducing: Mapping[str, Work]) -> Iterator[Statement]:
    for found in find_introductions(paper.document, paper.names, paper.entities, introducing):
        if found.entity_id in paper.own:
            continue
        span = _sentence_around(paper.document, found.span)
        known = introducing.get(found.entity_id) if found.rule.endswith(UNLIKE_KNOWN) else None
        note = f"the registry names {known.title or known.arxiv}" if known else ""
        evidence = text_evidence(
            paper.document, span, extractor=found.rule, confidence=found.confidence, focus=found.span, note=note
        )
        yield Statement(found.entity_id, Predicate.INTRODUCED_BY, reference_node(found.reference_key), (evidence,))


def _sentence_around(document: Document, span: Span) -> Span:
    sentence = document.sentence_of(span.start)
    return Span(sentence.start, max(sentence.end, span.end)) if sentence else span


def _inherited(stated: Sequence[Statement]) -> Iterator[Statement]:
    """A benchmark is evaluated on where one of its parts, named as such in the paper, is."""
    tried = {s.object: s for s in stated if s.predicate is Predicate.EVALUATES_ON}
    for s in stated:
        if s.predicate is Predicate.HAS_PART and s.object in tried and s.subject not in tried:
            yield Statement(PAPER, Predicate.EVALUATES_ON, s.subject, s.evidence)


def _mentions(paper: Paper, stated: Sequence[Statement]) -> Iterator[Statement]:
    """For every entity without a role: the paper mentions it, with the sentences in which it stands."""
    with_role = {s.object for s in stated if s.subject == PAPER}
    for scene in paper.scenes:
        for named in scene.names:
            if named.entity_id not in with_role:
                evidence = text_evidence(
                    paper.document, scene.span, extractor="mention", confidence=_MENTION_CONFIDENCE, focus=named.span
                )
                yield Statement(PAPER, Predicate.MENTIONS, named.entity_id, (evidence,))
