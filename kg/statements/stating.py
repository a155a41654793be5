"""From grounded names to all that a paper states."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.document import Document
from kg.core.entity import Entity, EntityKind
from kg.core.registry import Work
from kg.core.spans import Span
from kg.core.statement import CARRIES_DATA, OWN_RUN, PAPER, UNDISCLOSED, Predicate, Statement, reference_node
from kg.statements.assembly import assemble
from kg.statements.dataset_roles import FLOATING, RoleSighting, find_evaluation
from kg.statements.disclosure import find_refusals
from kg.statements.evaluated import models_evaluated, speaks_of_us
from kg.statements.everyone import find_training_of_all
from kg.statements.evidence import text_evidence
from kg.statements.introductions import find_introductions
from kg.statements.known_parts import find_known_parts
from kg.statements.model_roles import find_model_roles
from kg.statements.own import Own, find_own, main_model
from kg.statements.parts import find_listed_parts, parts_of
from kg.statements.pronouns import find_pronoun_training
from kg.statements.qualifiers import qualifier_of
from kg.statements.relating.second_opinion import EXTRACTOR, sure_of_training
from kg.statements.relations import Relation, find_relations
from kg.statements.scenes import Named, Scene, scenes
from kg.statements.subjects import subject_here
from kg.statements.supervised import find_supervised
from kg.statements.surroundings import find_surrounded_training, opens_with_data
from kg.statements.tables import TableTopics
from kg.statements.training import Training, find_training
from kg.statements.weighing import ROLE_FLOOR, one_role_each, sure

_LINEAGE_FLOOR = 0.6
_MENTION_CONFIDENCE = 0.8
_UNDERSTOOD = "understood: on what is tested beside it"
_PRETRAINED = re.compile(r"\bpre-?\s?train\w*\b(?:(?!fine-?\s?tun)[^.;]){0,150}", re.I)
_QUALIFIED = frozenset({Predicate.TRAINS_ON, *CARRIES_DATA})
_COUNT = re.compile(r"\d+[a-z]?")  # "GPT-2", "Mixtral-8x": another number is another model, not a variant
_BUILD = re.compile(
    r"\b(?:attention heads?|heads per layer|group(?:ed)?[- ]query|self-attention|GQA|same configuration|architecture|hidden (?:size|dimension)s?)\b",
    re.I,
)
_POINTS_AT_FLOAT = re.compile(r"(?:Fig(?:ure|\.)|Tab(?:le|\.)|Eq(?:uation|\.))\s*\(?\d")


@dataclass(frozen=True, slots=True)
class _Paper:
    """All that the rules need of one paper."""

    document: Document
    scenes: Sequence[Scene]
    names: Sequence[Named]
    entities: Mapping[str, Entity]
    own: Mapping[str, Own]
    main: str | None


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
    that another paper introduced them, known_parts the known parts of data by the whole. Every statement quotes the document. Sorted by triple.
    """
    ordered = sorted(names, key=lambda n: n.span)
    by_id = {e.id: e for e in entities}
    told = list(scenes(document, ordered))
    own = find_own(document, told, by_id, not_own=introduced_elsewhere)
    main = main_model(own, by_id, document, ordered)
    paper = _Paper(document, told, ordered, by_id, own, main)
    topics = TableTopics(document, ordered)
    relations = [*find_relations(told), *find_listed_parts(told), *find_known_parts(told, known_parts)]
    training = [*find_training(told), *find_surrounded_training(told, topics, parts_of(relations))]
    training += find_pronoun_training(told)
    tried = _tried(paper, topics, _pretrained_on(training))
    training += find_supervised(told, tried, training)
    stated = [
        *_own(paper),
        *_training(paper, training),
        *_sure_training(paper, training),
        *_evaluation(paper, tried),
        *_model_roles(paper),
        *_relations(paper, relations),
        *_named_after(paper, introducing),
        *_refusals(paper),
        *_introductions(paper, introducing),
    ]
    stated += _training_of_all(paper, training, stated)
    stated += _inherited(stated)
    return assemble(_without_derived_parts([*stated, *_mentions(paper, stated)]))


def _without_derived_parts(stated: list[Statement]) -> list[Statement]:
    """The statements without those that derive a part from its whole: "the WSJ portion of X" says the one thing only."""
    parts = {(s.object, s.subject) for s in stated if s.predicate is Predicate.HAS_PART}
    return [s for s in stated if s.predicate is not Predicate.DERIVED_FROM or (s.subject, s.object) not in parts]


def _statement(
    paper: _Paper,
    subject: str,
    predicate: Predicate,
    object_: str,
    scene: Scene,
    rule: str,
    confidence: float,
    marker: str | None = None,
    note: str = "",
) -> Statement:
    focus = scene.names[int(marker[2:])].span if marker else None
    if _POINTS_AT_FLOAT.match(scene.template):
        confidence -= 0.1  # "Figure 7 shows …" names things in passing
    if marker and predicate in _QUALIFIED:
        note = note or qualifier_of(paper.document, scene, marker)
    evidence = text_evidence(paper.document, scene.span, extractor=rule, confidence=confidence, focus=focus, note=note)
    return Statement(subject, predicate, object_, (evidence,))


def _own(paper: _Paper) -> Iterator[Statement]:
    for own in paper.own.values():
        for scene, _ in own.scenes:
            yield _statement(
                paper, PAPER, Predicate.INTRODUCES, own.entity_id, scene, "rule:introduces", own.confidence
            )


def _training(paper: _Paper, found: Iterable[Training]) -> Iterator[Statement]:
    for t in found:
        model = t.model or subject_here(t.scene, paper.scenes, paper.main)
        own_or_used = t.ours or t.model in paper.own
        note = _UNDERSTOOD if t.understood else ""
        told = (t.dataset, t.scene, t.rule, t.confidence, t.marker, note)
        if own_or_used and t.confidence >= ROLE_FLOOR:
            yield _statement(paper, PAPER, Predicate.TRAINS_ON, *told)
        if model and t.confidence >= _LINEAGE_FLOOR and (model == paper.main or not t.understood):
            yield _statement(paper, model, Predicate.TRAINED_ON, *told)


def _training_of_all(paper: _Paper, training: Sequence[Training], stated: Iterable[Statement]) -> list[Statement]:
    """What "all models" were trained on, for each model that the paper runs."""
    run = frozenset(
        s.object for s in stated if s.subject == PAPER and s.predicate in (Predicate.INTRODUCES, Predicate.USES)
    )
    return [
        _statement(paper, model, Predicate.TRAINED_ON, t.dataset, t.scene, f"{OWN_RUN}all-models", 0.65, t.marker)
        for model, t in find_training_of_all(paper.scenes, training, run)
    ]


def _sure_training(paper: _Paper, training: Iterable[Training]) -> Iterator[Statement]:
    """What the second opinion is sure of in scenes where no rule says of the data what was trained on them."""
    told = {(t.scene.span, t.dataset) for t in training}
    for pair in sure_of_training(paper.document, paper.scenes):
        model, dataset = pair.scene.entity(pair.model), pair.scene.entity(pair.dataset)
        if (pair.scene.span, dataset) not in told:
            yield _statement(
                paper, model, Predicate.TRAINED_ON, dataset, pair.scene, EXTRACTOR, pair.trained, pair.dataset
            )


def _tried(paper: _Paper, topics: TableTopics, pretrained: Collection[str]) -> list[RoleSighting]:
    """The sightings of data that are surely evaluated on; of what was pre-trained on, tables alone do not show it.

    There the data name the models that were pre-trained on them.
    """
    told = [s for s in paper.scenes if topics.at(s.span.start).rows_are_tested or not opens_with_data(s)]
    found = list(sure(find_evaluation(told)))
    in_prose = {s.entity_id for s in found if s.rule not in FLOATING}
    return [s for s in found if s.entity_id in in_prose or s.entity_id not in pretrained]


def _pretrained_on(training: Iterable[Training]) -> set[str]:
    """The data that the text says to be pre-trained on, whatever else is done with them."""
    return {
        t.dataset
        for t in training
        if t.marker
        and any(re.search(rf"{t.marker}\b", found.group()) for found in _PRETRAINED.finditer(t.scene.template))
    }


def _evaluation(paper: _Paper, tried: Iterable[RoleSighting]) -> Iterator[Statement]:
    for found in tried:
        yield _statement(
            paper,
            PAPER,
            Predicate.EVALUATES_ON,
            found.entity_id,
            found.scene,
            found.rule,
            found.confidence,
            found.marker,
        )
        for model in _evaluated(paper, found):
            yield _statement(
                paper,
                model,
                Predicate.EVALUATED_ON,
                found.entity_id,
                found.scene,
                found.rule,
                found.confidence,
                found.marker,
            )


def _evaluated(paper: _Paper, found: RoleSighting) -> list[str]:
    """The models that a sighting of evaluation tells of: those it names so, and the paper's own unless it names others."""
    named = [found.scene.entity(marker) for marker in models_evaluated(found.scene)]
    own = subject_here(found.scene, paper.scenes, paper.main)
    if own and (not named or speaks_of_us(found.scene)):
        named.append(own)
    return list(dict.fromkeys(named))


def _model_roles(paper: _Paper) -> Iterator[Statement]:
    sightings = list(sure(find_model_roles(paper.scenes, frozenset(paper.own))))
    for found in one_role_each(sightings):
        yield _statement(
            paper, PAPER, found.role, found.entity_id, found.scene, found.rule, found.confidence, found.marker
        )


def _relations(paper: _Paper, found: Iterable[Relation]) -> Iterator[Statement]:
    for r in found:
        subject = r.subject or (_own_data(paper) if r.predicate is Predicate.DERIVED_FROM else paper.main)
        if subject and subject != r.object and r.confidence >= _LINEAGE_FLOOR:
            yield _statement(paper, subject, r.predicate, r.object, r.scene, r.rule, r.confidence, r.marker)


def _named_after(paper: _Paper, introducing: Mapping[str, Work]) -> Iterator[Statement]:
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
            yield _statement(paper, model.id, Predicate.ARCHITECTURE_FROM, base, told, "rule:named-after", 0.6)


def _own_data(paper: _Paper) -> str | None:
    """The one data set that the paper introduces, which "our data set" means; None where there are more or none."""
    data = [i for i in paper.own if paper.entities[i].kind is EntityKind.DATASET]
    return data[0] if len(data) == 1 else None


def _refusals(paper: _Paper) -> Iterator[Statement]:
    for model, scene in find_refusals(paper.scenes):
        if subject := model or paper.main:
            yield _statement(paper, subject, Predicate.DISCLOSURE, UNDISCLOSED, scene, "rule:refuses-to-disclose", 0.8)


def _introductions(paper: _Paper, introducing: Mapping[str, Work]) -> Iterator[Statement]:
    for found in find_introductions(paper.document, paper.names, paper.entities, introducing):
        if found.entity_id in paper.own:
            continue
        span = _sentence_around(paper.document, found.span)
        evidence = text_evidence(
            paper.document, span, extractor=found.rule, confidence=found.confidence, focus=found.span
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


def _mentions(paper: _Paper, stated: Sequence[Statement]) -> Iterator[Statement]:
    """For every entity without a role: the paper mentions it, with the sentences in which it stands."""
    with_role = {s.object for s in stated if s.subject == PAPER}
    for scene in paper.scenes:
        for named in scene.names:
            if named.entity_id not in with_role:
                evidence = text_evidence(
                    paper.document, scene.span, extractor="mention", confidence=_MENTION_CONFIDENCE, focus=named.span
                )
                yield Statement(PAPER, Predicate.MENTIONS, named.entity_id, (evidence,))
