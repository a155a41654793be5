"""What a paper states of evaluation: on which data it evaluates, and which models."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.core.document import BlockKind
from kg.core.statement import PAPER, Predicate, Statement
from kg.statements.dataset_roles import FLOATING, find_evaluation
from kg.statements.evaluated_models import models_evaluated, speaks_of_us, tested_by_others
from kg.statements.paper import Paper
from kg.statements.result_cells import find_results
from kg.statements.sightings import RoleSighting
from kg.statements.subjects import subject_here
from kg.statements.surroundings import opens_with_data
from kg.statements.tables import TableTopics
from kg.statements.training import Training
from kg.statements.weighing import sure

_PRETRAINED = re.compile(r"\bpre-?\s?train\w*\b(?:(?!fine-?\s?tun)[^.;]){0,150}", re.I)


def find_tested(paper: Paper, topics: TableTopics, training: Iterable[Training]) -> list[RoleSighting]:
    """The sightings of data that are surely evaluated on; of what was pre-trained on, tables alone do not show it.

    There the data name the models that were pre-trained on them.
    """
    told = [s for s in paper.scenes if topics.at(s.span.start).rows_are_tested or not opens_with_data(s)]
    found = list(sure(find_evaluation(told)))
    in_prose = {s.entity_id for s in found if s.rule not in FLOATING}
    pretrained = _pretrained_on(training)
    return [s for s in found if s.entity_id in in_prose or s.entity_id not in pretrained]


def state_evaluation(paper: Paper, tested: Sequence[RoleSighting], topics: TableTopics) -> Iterator[Statement]:
    """Yield that the paper evaluates on the data sighted, and which models it evaluates on them."""
    for found in tested:
        another = tested_by_others(found.scene).get(found.marker)
        if another and (model := found.scene.entity(another)) not in paper.own:
            rule, confidence = "rule:tested-by-others", min(found.confidence, 0.75)
            yield paper.statement(
                model, Predicate.EVALUATED_ON, found.entity_id, found.scene, rule, confidence, found.marker
            )
            continue
        told = (found.entity_id, found.scene, found.rule, found.confidence, found.marker)
        yield paper.statement(PAPER, Predicate.EVALUATES_ON, *told)
        for model in _evaluated(paper, found):
            yield paper.statement(model, Predicate.EVALUATED_ON, *told)
    yield from _results(paper, frozenset(s.entity_id for s in tested), topics)


def _results(paper: Paper, tested: Collection[str], topics: TableTopics) -> Iterator[Statement]:
    """What the cells of tables report of models on the data that are evaluated on."""
    lines = {s.span.start: s for s in paper.scenes if s.block is BlockKind.TABLE}
    for result in find_results(paper.document, paper.names, topics):
        line = lines.get(result.row.start)
        if line is not None and result.dataset in tested:
            yield paper.statement(
                result.model,
                Predicate.EVALUATED_ON,
                result.dataset,
                line,
                "rule:cell-of-results",
                0.75,
                note=result.score,
            )


def _pretrained_on(training: Iterable[Training]) -> Collection[str]:
    """The data that the text says to be pre-trained on, whatever else is done with them."""
    return {
        t.dataset
        for t in training
        if t.marker
        and any(re.search(rf"{t.marker}\b", found.group()) for found in _PRETRAINED.finditer(t.scene.template))
    }


def _evaluated(paper: Paper, found: RoleSighting) -> list[str]:
    """The models that a sighting of evaluation tells of: those it names so, and the paper's own unless it names others."""
    named = [found.scene.entity(marker) for marker in models_evaluated(found.scene)]
    own = subject_here(found.scene, paper.scenes, paper.main)
    if own and (not named or speaks_of_us(found.scene)):
        named.append(own)
    return list(dict.fromkeys(named))
