"""Trains the model that cuts reference strings, from the labelled strings of a folder.

usage: python training/references/train.py GOLD [--dev] [--out FILE]

GOLD is a folder of .jsonl files (corpus.py tells of their form). The test part is never used; --dev leaves the dev part
out too, for choosing among settings. Equal input gives an equal model.
"""

import argparse
import sys
from pathlib import Path

import pycrfsuite

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpus import LabelledString, Part, labelled_strings  # noqa: E402 - after the path is set
from labels import labels_of, with_bounds  # noqa: E402
from modern import modern_strings  # noqa: E402

from kg.documents.references.parsing.parser import prepared  # noqa: E402
from kg.documents.references.parsing.rules import read_by_rules  # noqa: E402
from kg.documents.references.parsing.tagging.features import features_of  # noqa: E402
from kg.documents.references.parsing.tagging.tokens import tokens_of  # noqa: E402

SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 120}
"""Weights of the L1 and L2 penalties, and the most rounds of L-BFGS."""

MODERN, SEED = 5000, 7
"""How many strings in today's styles are made up, and from which seed."""

SHIPPED = ROOT / "kg" / "documents" / "references" / "parsing" / "model" / "references.crfsuite"


def sequence_of(string: LabelledString) -> tuple[list[list[str]], list[str]] | None:
    """The features and labels of a string's tokens; None where its gold is not to be found in it."""
    _, text, found = prepared(string.raw)
    tokens = tokens_of(found.blanked)
    labels = labels_of(string, text, tokens)
    if not labels:
        return None
    return features_of(tokens, read_by_rules(text, found.blanked)), with_bounds(labels)


def train(strings: list[LabelledString], out: Path) -> int:
    """Write the model to out; the number of strings that could be used comes back."""
    trainer = pycrfsuite.Trainer(verbose=False)
    used = 0
    for string in strings:
        sequence = sequence_of(string)
        if sequence:
            trainer.append(*sequence)
            used += 1
    trainer.set_params(SETTINGS)
    trainer.train(str(out))
    return used


def main() -> None:
    """Read the arguments, train, say what was used."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--dev", action="store_true", help="leave the dev part out")
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    given = arguments.parse_args()
    parts = {Part.TRAIN} if given.dev else {Part.TRAIN, Part.DEV}
    strings = [s for s in labelled_strings(given.gold) if s.part in parts]
    strings += modern_strings(ROOT / "ontology" / "registry", MODERN, seed=SEED)
    used = train(strings, given.out)
    print(f"{used} of {len(strings)} strings, {given.out.stat().st_size / 1e6:.1f} MB in {given.out.name}")


if __name__ == "__main__":
    main()
