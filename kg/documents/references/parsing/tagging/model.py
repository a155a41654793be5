"""The trained model that labels the tokens of a reference, loaded once a process and only when it is asked."""

from functools import lru_cache
from importlib.resources import files
from threading import Lock

import pycrfsuite

from kg.documents.references.parsing.rules import RuleReading
from kg.documents.references.parsing.tagging.features import features_of
from kg.documents.references.parsing.tagging.tokens import Token

MODEL = "references.crfsuite"
_ONE_AT_A_TIME = Lock()  # a tagger holds the sequence that it works on


@lru_cache(maxsize=1)
def _model() -> bytes:
    # the tagger reads these bytes in place, so they must live as long as it does
    return files("kg.documents.references.parsing.model").joinpath(MODEL).read_bytes()


@lru_cache(maxsize=1)
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger


def labels_of(tokens: list[Token], rules: RuleReading) -> list[str]:
    """The label of each token: author, title, venue, date, editor, publisher, number, address or rest."""
    if not tokens:
        return []
    features = features_of(tokens, rules)
    with _ONE_AT_A_TIME:
        labels = _tagger().tag(features)
    return [_part(label) for label in labels]


@lru_cache(maxsize=64)
def _part(label: str) -> str:
    return label.removeprefix("B-").removeprefix("E-")
