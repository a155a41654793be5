import numpy as np
import pytest

from kg.extraction.lexicon import Lexicon
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.network import network_tagger
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.witnesses import hear
from tests.made import told

SENTENCES = [
    "We evaluate on MarshQA and on ReedBank.",
    "The Quail-2 model is trained on the Marshbirds corpus.",
    "It is late.",
]


def read(*sentences: str) -> tuple[list[Stretch], DocumentWords]:
    made = told(*sentences)
    (_heading, *stretches), seen = stretches_of(made, hear(made, Lexicon([]), {}), {})
    return stretches, seen


def test_words_that_are_asked_about_have_probabilities_that_sum_to_one() -> None:
    tagger = network_tagger()
    assert tagger
    stretches, seen = read(*SENTENCES)
    asked = [range(len(stretches[0].words)), range(2, 6), None]
    first, second, third = tagger.opinion(stretches, seen, asked).stretches
    assert first is not None
    assert second is not None
    assert third is None
    assert np.allclose(first.sum(axis=1), 1, atol=1e-4)
    assert second[0].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert np.allclose(second[2:6].sum(axis=1), 1, atol=1e-4)


def test_names_are_likelier_inside_than_other_words() -> None:
    tagger = network_tagger()
    assert tagger
    stretches, seen = read(*SENTENCES)
    (rows, *_) = tagger.opinion(stretches, seen, [range(len(s.words)) for s in stretches]).stretches
    assert rows is not None
    words = stretches[0].words.forms
    assert rows[words.index("MarshQA"), 0] < 0.5 < rows[words.index("evaluate"), 0]


@pytest.mark.parametrize("size", [1, 40])
def test_a_text_is_told_the_same_twice(size: int) -> None:
    tagger = network_tagger()
    assert tagger
    stretches, seen = read(*(SENTENCES * size))
    asked = [range(len(s.words)) for s in stretches]
    one, two = (tagger.opinion(stretches, seen, asked).stretches for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
