"""How near what a model was trained on comes to a dataset that it is evaluated on."""

import re
from enum import StrEnum

from kg.core.lineage import Edge, LineagePath
from kg.core.names import fold
from kg.core.statement import Predicate


class Closeness(StrEnum):
    """What of an evaluation set is upstream.

    ITSELF: the set, in the training data of what the model was made from; WHOLE: a whole that holds it; DERIVED: data
    made from it; PART: a part of it; SOURCE: data that it was made from; EDITION: what is another version or year of it
    by its name. SPLITS: any of these, where whoever trained on it evaluates on it too, so that it may be another split.
    """

    ITSELF = "itself"
    WHOLE = "whole"
    DERIVED = "derived"
    PART = "part"
    SOURCE = "source"
    EDITION = "edition"
    SPLITS = "splits"


TRAINING = frozenset({Predicate.TRAINED_ON, Predicate.TRAINS_ON})
"""The hops at which data enter a model."""

TO_MODELS = frozenset({Predicate.USES, Predicate.INTRODUCES, Predicate.FINE_TUNED_FROM})
"""The hops from a paper or model to the models that it is made from."""

_EDITION = re.compile(
    r"^(?P<name>.*?[^\W\d_])[-_ ]*"
    r"(?:v(?:ersion)? ?(?P<number>\d+(?:\.\d+)*)|(?P<dotted>\d+(?:\.\d+)+)|(?P<year>(?:19|20)\d\d))$",
    re.IGNORECASE,
)


def training_hop(path: LineagePath) -> Edge | None:
    """The hop at which the data at the path's end entered a model: the last such one, None where there is none."""
    return next((edge for edge in reversed(path.edges) if edge.predicate in TRAINING), None)


def closeness(path: LineagePath) -> Closeness | None:
    """What the way from a model or paper to a dataset shows; None where no training stands on it.

    ITSELF where something was trained on the dataset, WHOLE where on what holds it, else DERIVED.
    """
    hop = training_hop(path)
    if hop is None:
        return None
    place = path.edges.index(hop)
    before, behind = path.edges[:place], path.edges[place + 1 :]
    if any(edge.predicate not in TO_MODELS for edge in before):
        return Closeness.DERIVED
    if not behind:
        return Closeness.ITSELF
    return Closeness.WHOLE if all(e.predicate is Predicate.HAS_PART for e in behind) else Closeness.DERIVED


def editions(one: str, other: str) -> bool:
    """Whether the names are those of two versions, or years, of one thing. Sizes and numbers of classes are neither.

    >>> editions("SQuAD", "SQuAD 2.0"), editions("VOC2007", "VOC 2012"), editions("CIFAR-10", "CIFAR-100")
    (True, True, False)
    """
    (name, number), (other_name, other_number) = _parted(one), _parted(other)
    return name == other_name and number != other_number


def _parted(name: str) -> tuple[str, str | None]:
    found = _EDITION.match(name.strip())
    if found is None:
        return fold(name), None
    return fold(found["name"]), found["number"] or found["dotted"] or found["year"]
