"""What a paper states of training: whom each finding is of, and what the paper itself trains on."""

from collections.abc import Iterable, Iterator, Sequence

from kg.core.statement import OWN_RUN, PAPER, Predicate, Statement
from kg.statements.all_models import find_training_of_all
from kg.statements.paper import LINEAGE_FLOOR, Paper
from kg.statements.relating.second_opinion import EXTRACTOR, sure_of_training
from kg.statements.subjects import subject_here
from kg.statements.training import Training
from kg.statements.weighing import ROLE_FLOOR

_UNDERSTOOD = "understood: on what is tested beside it"
_NAMED_BESIDE = "names the data; the training is told of elsewhere"


def state_training(paper: Paper, found: Sequence[Training]) -> Iterator[Statement]:
    """Yield the statements of what was found, and those of the second opinion where no rule speaks of the data."""
    for t in found:
        model = t.model or subject_here(t.scene, paper.scenes, paper.main)
        own_or_used = t.ours or t.model in paper.own
        note = _UNDERSTOOD if t.understood else ""
        told = [(t.dataset, t.scene, t.rule, t.confidence, t.marker, note)]
        if t.beside:  # a quote that does not name the data would leave the reader to find them
            told.append((t.dataset, t.beside[0], t.rule, t.confidence, t.beside[1], note or _NAMED_BESIDE))
        if own_or_used and t.confidence >= ROLE_FLOOR:
            yield from (paper.statement(PAPER, Predicate.TRAINS_ON, *each) for each in told)
        if model and t.confidence >= LINEAGE_FLOOR and (model == paper.main or not t.understood):
            yield from (paper.statement(model, Predicate.TRAINED_ON, *each) for each in told)
    yield from _sure(paper, found)


def state_training_of_all(paper: Paper, found: Iterable[Training], stated: Iterable[Statement]) -> Iterator[Statement]:
    """Yield what "all models" were trained on, for each model that the paper runs by what is stated already."""
    roles = (Predicate.INTRODUCES, Predicate.USES)
    run = frozenset(s.object for s in stated if s.subject == PAPER and s.predicate in roles)
    for model, t in find_training_of_all(paper.scenes, found, run):
        yield paper.statement(model, Predicate.TRAINED_ON, t.dataset, t.scene, f"{OWN_RUN}all-models", 0.65, t.marker)


def _sure(paper: Paper, found: Iterable[Training]) -> Iterator[Statement]:
    """What the second opinion is sure of in scenes where no rule says of the data what was trained on them."""
    told = {(t.scene.span, t.dataset) for t in found}
    for pair in sure_of_training(paper.document, paper.scenes):
        model, dataset = pair.scene.entity(pair.model), pair.scene.entity(pair.dataset)
        if (pair.scene.span, dataset) not in told:
            yield paper.statement(
                model, Predicate.TRAINED_ON, dataset, pair.scene, EXTRACTOR, pair.trained, pair.dataset
            )
