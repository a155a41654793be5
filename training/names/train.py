"""Trains the shipped taggers on all texts that are for training.

usage: python training/names/train.py GOLD [--crf] [--network MINILM] [--threads N] [--out FOLDER]

GOLD holds gsap_ner/, heddes/ and tdmsci/ (of the last two the training half is used, by the network alone). The weights
for the network lie in the folder MINILM. The decision over both is trained by decision.py.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import gsap, sentences  # noqa: E402 - after the path is set
from crf import train_crf  # noqa: E402
from read_texts import read_texts  # noqa: E402

from kg.extraction.tagging.crf import MODEL as CRF  # noqa: E402

SHIPPED = ROOT / "kg" / "extraction" / "tagging" / "model"


def main() -> None:
    """Read the arguments, train, say what was used."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--crf", action="store_true")
    arguments.add_argument("--network", type=Path, metavar="MINILM")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    given = arguments.parse_args()
    papers = list(read_texts(gsap(given.gold)))
    if given.crf:
        used = train_crf(papers, given.out / CRF)
        print(f"{used} stretches, {(given.out / CRF).stat().st_size / 1e6:.1f} MB in {CRF}")
    if given.network:
        import torch  # noqa: PLC0415
        from network import MODEL, export, train_network  # noqa: PLC0415

        torch.set_num_threads(given.threads)
        halves = [t for c in ("heddes", "tdmsci") for t in sentences(given.gold, c) if t.fold == 0]
        export(train_network([*papers, *read_texts(halves)], given.network), given.out)
        print(f"{(given.out / MODEL).stat().st_size / 1e6:.1f} MB in {MODEL}")


if __name__ == "__main__":
    main()
