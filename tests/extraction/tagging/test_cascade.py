import numpy as np

from kg.core.entity import EntityKind
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.tagging.cascade import worth_asking
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.opinions import LABELS, Opinion
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.witnesses import hear
from tests.made import told

LEXICON = Lexicon([LexiconEntry("Quail", EntityKind.MODEL, "Quail", "model:quail")])
TEXT = "Small birds of the wide marsh live near old reeds where Zorn sings late and nobody counts them by night at all."


def stretch(text: str) -> Stretch:
    made = told(text)
    _heading, only = stretches_of(made, hear(made, LEXICON, {}), {})[0]
    return only


def opinion(size: int, outside: dict[int, float]) -> Opinion:
    rows = np.zeros((size, len(LABELS)), dtype=np.float32)
    for word in range(size):
        rows[word, 0] = outside.get(word, 1.0)
        rows[word, 1] = 1 - rows[word, 0]
    return Opinion("crf", (rows,))


def test_only_the_words_around_a_doubt_are_asked_about() -> None:
    made = stretch(TEXT)
    at = made.words.forms.index("Zorn")
    assert worth_asking([made], opinion(len(made.words), {at: 0.5})) == [range(at - 8, at + 9)]


def test_what_the_cheap_tagger_is_sure_of_is_not_asked_about() -> None:
    made = stretch(TEXT)
    at = made.words.forms.index("Zorn")
    assert worth_asking([made], opinion(len(made.words), {at: 0.01})) == [None]
    assert worth_asking([made], opinion(len(made.words), {})) == [None]
    assert worth_asking([made], Opinion("crf", (None,))) == [None]


def test_a_known_name_that_the_cheap_tagger_does_not_see_is_asked_about() -> None:
    made = stretch("We run Quail here.")
    assert worth_asking([made], opinion(len(made.words), {})) == [range(len(made.words))]
