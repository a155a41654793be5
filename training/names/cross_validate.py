"""Trains the taggers on parts of the papers and asks them about the others, for the decision to learn from.

usage: python training/names/cross_validate.py GOLD WORK [--network MINILM] [--threads N]

GOLD holds gsap_ner/, heddes/ and tdmsci/. WORK takes a file for each part: opinions-crf-0.pickle and so on, what a
tagger thinks of papers that it was not trained on. The linear-chain tagger is trained six times, the network, which
takes half an hour a time, three times; the weights for it lie in the folder MINILM. What is there already is not made
again.
"""

import argparse
import pickle
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import FOLDS, gsap, sentences  # noqa: E402 - after the path is set
from crf import train_crf  # noqa: E402
from read_texts import ReadText, read_texts  # noqa: E402

from kg.extraction.tagging.crf import CrfTagger  # noqa: E402
from kg.extraction.tagging.opinions import Opinion  # noqa: E402

PARTS = {"crf": 6, "net": 3}
Opinions = dict[tuple[str, str], Opinion]
"""Opinions by corpus and text."""


def is_held(text: ReadText, part: int, parts: int) -> bool:
    """Whether the text is left out of the training of this part; the measuring halves of sentences always are."""
    annotated = text.annotated
    return annotated.fold * parts // FOLDS == part if annotated.whole else annotated.fold == 1


def crf_opinions(texts: Sequence[ReadText], part: int, work: Path) -> Opinions:
    """What a linear-chain tagger trained without the part says of its papers."""
    model = work / f"crf-{part}.crfsuite"
    train_crf((t for t in texts if t.annotated.whole and not is_held(t, part, PARTS["crf"])), model)
    tagger = CrfTagger(model.read_bytes())
    return {
        (t.annotated.corpus, t.annotated.id): tagger.opinion(t.stretches, t.seen)
        for t in texts
        if is_held(t, part, PARTS["crf"]) and t.annotated.whole
    }


def network_opinions(texts: Sequence[ReadText], part: int, work: Path, minilm: Path) -> Opinions:
    """What a network trained without the part says of its papers, as it is shipped: in whole numbers of eight bits.

    It is asked about every stretch that may hold a name; kg itself asks about fewer.
    """
    from network import export, train_network  # noqa: PLC0415 - needs PyTorch

    from kg.extraction.tagging.network import NetworkTagger  # noqa: PLC0415

    trained = train_network([t for t in texts if not is_held(t, part, PARTS["net"])], minilm)
    folder = work / f"net-{part}"
    export(trained, folder)
    tagger = NetworkTagger.from_folder(folder)
    held = [t for t in texts if is_held(t, part, PARTS["net"]) and (t.annotated.whole or part == 0)]
    return {
        (t.annotated.corpus, t.annotated.id): tagger.opinion(
            t.stretches, t.seen, [range(len(s.words)) if s.may_name else None for s in t.stretches]
        )
        for t in held
    }


def all_opinions(work: Path, tagger: str) -> Opinions:
    """The opinions of a tagger that lie in the folder."""
    found: Opinions = {}
    for part in range(PARTS[tagger]):
        found |= pickle.loads((work / f"opinions-{tagger}-{part}.pickle").read_bytes())  # noqa: S301 - made by this script
    return found


def corpora(gold: Path) -> list[ReadText]:
    """All texts that are trained on or held out."""
    return [*read_texts(gsap(gold)), *read_texts(sentences(gold, "heddes")), *read_texts(sentences(gold, "tdmsci"))]


def wanted(work: Path, tagger: str, parts: Iterable[int]) -> list[int]:
    """The parts whose opinions are not there yet."""
    return [p for p in parts if not (work / f"opinions-{tagger}-{p}.pickle").exists()]


def main() -> None:
    """Read the arguments, make what is missing."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--network", type=Path, metavar="MINILM")
    arguments.add_argument("--threads", type=int, default=2)
    given = arguments.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    texts = corpora(given.gold)
    for part in wanted(given.work, "crf", range(PARTS["crf"])):
        opinions = crf_opinions(texts, part, given.work)
        (given.work / f"opinions-crf-{part}.pickle").write_bytes(pickle.dumps(opinions))
        print(f"crf {part}: {len(opinions)} texts", flush=True)
    if given.network:
        import torch  # noqa: PLC0415

        torch.set_num_threads(given.threads)
        for part in wanted(given.work, "net", range(PARTS["net"])):
            opinions = network_opinions(texts, part, given.work, given.network)
            (given.work / f"opinions-net-{part}.pickle").write_bytes(pickle.dumps(opinions))
            print(f"net {part}: {len(opinions)} texts", flush=True)


if __name__ == "__main__":
    main()
