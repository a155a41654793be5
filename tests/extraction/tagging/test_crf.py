"""The tagger gives the probabilities that CRFsuite's own gives."""

from importlib.resources import files

import numpy as np
import pycrfsuite
import pytest

from kg.core.spans import Span
from kg.extraction.tagging.crf import MODEL, crf_tagger
from kg.extraction.tagging.crf_file import read_model
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch, features_of
from kg.extraction.tagging.marks import Marks
from kg.extraction.tagging.name_list import heard_names
from kg.extraction.tagging.opinions import LABELS
from kg.extraction.tagging.words import words_in

_TEXTS = (
    "We train ReedNet-50 on the ReedBank corpus and on ImageNet, CIFAR-10 and SQuAD.",
    "Marshes are wet.",
    "BERT beats ReedNet.",
)


def _stretches() -> tuple[list[Stretch], DocumentWords]:
    stretches = [
        Stretch(words, Marks([]), heard_names()) for text in _TEXTS for words in words_in(text, Span(0, len(text)))
    ]
    seen = DocumentWords()
    for stretch in stretches:
        seen.see(stretch.words, stretch.forms, stretch.anchors, stretch.marks)
    return stretches, seen


def test_probabilities_are_those_of_crfsuite() -> None:
    stretches, seen = _stretches()
    theirs = pycrfsuite.Tagger()
    model = files("kg.extraction.tagging.model").joinpath(MODEL).read_bytes()
    theirs.open_inmemory(model)
    for stretch, rows in zip(stretches, crf_tagger().opinion(stretches, seen).stretches, strict=True):
        if rows is None:
            assert not stretch.may_name
            continue
        theirs.set(features_of(stretch, seen))
        for word, row in enumerate(rows):
            given = [theirs.marginal(label, word) for label in LABELS]
            expected = given if given[0] <= 0.98 else [given[0], *[0.0] * (len(LABELS) - 1)]
            assert np.allclose(row, expected, atol=1e-6)


def test_document_without_a_stretch_that_may_name_has_no_opinion() -> None:
    stretches, seen = _stretches()
    assert crf_tagger().opinion(stretches[1:2], seen).stretches == (None,)
    assert crf_tagger().opinion([], seen).stretches == ()


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        read_model(b"reeds and waders")
