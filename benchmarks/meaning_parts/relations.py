"""How well it is told which model was trained or evaluated on which data, the names being given.

GOLD is a folder with ``scier/`` (whose development part trained nothing) and ``scinlp/``. A candidate is every method
and dataset in one sentence; a relation marked between other kinds of names, or turned round, counts as missed.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "training" / "relations")]

from relation_corpora import Gold, scier_train, whole  # noqa: E402 - after the path is set
from relation_training import NAMES, RELATIONS, Candidate, candidates, cross_validated, fit  # noqa: E402

from kg.statements.relating.scores import LIKELY, Said, Weigher, relation_scores, shipped_weigher  # noqa: E402
from kg.statements.relating.second_opinion import SURE  # noqa: E402
from reading_parts.figure import Figure  # noqa: E402

ASKED = {Said.TRAINED: 0.62, Said.EVALUATED: 0.68}
"""What the best published system reports for the two relations, end to end and on SciER's test part."""
FOLDS = 5

Taken = NDArray[np.bool_]

DOUBTED = {Said.TRAINED: 0.25, Said.EVALUATED: 0.1}
"""Below these the classifier doubts what the rules say; kg does not heed it, for the rules are right more often."""


def measure(gold: Path) -> list[Figure]:
    """Precision, recall and F1 of the trained second opinion and of the rules alone, and its pairs a second."""
    train, dev = scier_train(gold), whole(gold / "scier" / "dev.jsonl")
    pairs = candidates(train)
    unseen = cross_validated(pairs, FOLDS)
    figures = []
    for relation in RELATIONS:
        held_out = candidates(dev)
        name = f"relations, SciER dev: {relation}"
        figures += _scored(name, relation, dev, held_out, _likely(relation, held_out), asked=ASKED[relation])
        figures += _scored(f"{name}, rules alone", relation, dev, held_out, _ruled(relation, held_out))
        name = f"relations, SciER train, {FOLDS} folds: {relation}"
        figures += _scored(name, relation, train, pairs, unseen[relation] >= LIKELY)
        figures += _scored(f"{name} from {SURE}", relation, train, pairs, unseen[relation] >= SURE)
        figures += _scored(f"{name}, rules alone", relation, train, pairs, _ruled(relation, pairs))
    figures += _doubted(pairs, unseen)
    return [*figures, *_scinlp(gold, pairs), _speed(dev)]


def _scinlp(gold: Path, pairs: Sequence[Candidate]) -> list[Figure]:
    """SciNLP's trainedWith, without training on SciNLP and with; its evaluatedOn joins tasks to data, and no models."""
    relation = Said.TRAINED
    papers = whole(gold / "scinlp" / "dev.jsonl")
    found = candidates(papers)
    further = candidates(whole(gold / "scinlp" / "train.jsonl"))
    both = Weigher(fit(pairs, further))
    name = "relations, SciNLP dev: trainedWith"
    return [
        *_scored(f"{name}, not trained on it", relation, papers, found, _likely(relation, found)),
        *_scored(f"{name}, trained on it too", relation, papers, found, _likely(relation, found, both)),
        *_scored(f"{name}, rules alone", relation, papers, found, _ruled(relation, found)),
    ]


def _doubted(pairs: Sequence[Candidate], unseen: Mapping[Said, NDArray[np.float64]]) -> list[Figure]:
    """How many statements that the rules make of a named model are right, those that the second opinion doubts and all.

    Beside it, how many are right of those that it could add, being sure of them where no rule is.
    """
    trained = unseen[Said.TRAINED]
    said = np.array([NAMES[Said.TRAINED] in p.said for p in pairs])
    ruled = np.array(["rule same train" in p.signs for p in pairs])
    parts = {
        "stated by the rules of a named model": ruled,
        "of these doubted": ruled & (trained < DOUBTED[Said.TRAINED]),
        "of these not doubted": ruled & (trained >= DOUBTED[Said.TRAINED]),
        f"from {SURE} on and not stated by the rules": ~ruled & (trained >= SURE),
    }
    tested = np.array(["rule own test" in p.signs for p in pairs]) & (unseen[Said.EVALUATED] < DOUBTED[Said.EVALUATED])
    evaluated = np.array([NAMES[Said.EVALUATED] in p.said for p in pairs])
    name = f"relations, SciER train, {FOLDS} folds"
    return [
        *(
            Figure(
                f"{name}: training {what}, right",
                float(said[taken].mean()), None, f"{said[taken].sum()} of {taken.sum()}",
            )
            for what, taken in parts.items()
        ),
        Figure(
            f"{name}: evaluation stated by the rules and doubted, right",
            float(evaluated[tested].mean()), None, f"{evaluated[tested].sum()} of {tested.sum()}",
        ),
    ]  # fmt: skip


def _likely(relation: Said, pairs: Sequence[Candidate], weigher: Weigher | None = None) -> Taken:
    asked = weigher or shipped_weigher()
    return np.array([asked.probabilities(p.signs)[relation] >= LIKELY for p in pairs], dtype=bool)


def _ruled(relation: Said, pairs: Sequence[Candidate]) -> Taken:
    """What the readable rules alone say: of the model that they name, or else, for "we", of each model of the sentence.

    Giving "we" to the only model, or to the nearest one, scored lower on the training part.
    """
    own, same = ("rule own train", "rule same train") if relation is Said.TRAINED else ("rule own test", "")
    return np.array([own in p.signs or same in p.signs for p in pairs], dtype=bool)


def _scored(
    name: str,
    relation: Said,
    papers: Sequence[Gold],
    pairs: Sequence[Candidate],
    taken: Taken,
    asked: float | None = None,
) -> list[Figure]:
    """Precision, recall and F1 of the pairs taken; what no pair can reach is missed."""
    marked = sum(n == NAMES[relation] for paper in papers for _, _, n in paper.relations)
    right = int(sum(NAMES[relation] in p.said for p, t in zip(pairs, taken, strict=True) if t))
    found = int(taken.sum())
    precision, recall = right / max(1, found), right / max(1, marked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    on = f"{len(papers)} papers, {len(pairs)} pairs, {marked} marked, {found} found, {right} right"
    return [
        Figure(f"{name}, F1", f1, asked, on),
        Figure(f"{name}, precision", precision, None, on),
        Figure(f"{name}, recall", recall, None, on),
    ]


def _speed(papers: Sequence[Gold]) -> Figure:
    told = [(paper.document, paper.scenes()) for paper in papers]
    pairs, seconds = _timed(lambda: sum(1 for document, scenes in told for _ in relation_scores(document, scenes)))
    return Figure("relations: pairs weighed a second", pairs / seconds, None, f"{pairs} pairs of SciER dev, one thread")


def _timed(done: Callable[[], int]) -> tuple[int, float]:
    start = time.process_time()
    return done(), time.process_time() - start
