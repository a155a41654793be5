"""Trains the linear-chain tagger of names."""

from collections.abc import Iterable
from pathlib import Path

import pycrfsuite
from read_texts import ReadText

from kg.extraction.tagging.features import features_of

SETTINGS = {"c1": 0.1, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2}
"""Weights of the L1 and L2 penalties, the most rounds of L-BFGS, and how often a feature must be seen."""


def train_crf(texts: Iterable[ReadText], out: Path) -> int:
    """Write the model to out; the number of stretches that it was trained on comes back."""
    trainer = pycrfsuite.Trainer(verbose=False)
    used = 0
    for text in texts:
        for number, labels in text.training():
            trainer.append(features_of(text.stretches[number], text.seen), labels)
            used += 1
    trainer.set_params(SETTINGS)
    trainer.train(str(out))
    return used
