"""What finding names costs, beside a network of the size that the best published taggers have."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path

from kg.core.document import Document
from kg.core.errors import UnreadablePaperError
from kg.documents.reader import read_document
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.recognizer import find_mentions
from kg.extraction.tagging.network import VOCABULARY
from kg.extraction.tagging.pieces import Pieces
from kg.extraction.tagging.words import WORD
from kg.pipeline import load_lexicon
from reading_parts.figure import Figure
from speed_parts import deberta
from speed_parts.given import Given, cpu_of, in_turn

_MOST_PAPERS, _LONGEST = 5, 510  # papers; pieces of a sentence


def measure(given: Given) -> list[Figure]:
    """CPU a thousand pieces of words of all kg does to find names, with its network and without, and of the peer.

    The peer is shown some of the sentences, evenly drawn, as many as the bound of pieces allows; ours reads them all.
    """
    documents = list(islice(_read(given.papers), _MOST_PAPERS))
    sentences = list(_pieces(documents))
    pieces = sum(map(len, sentences))
    shown = _some(sentences, given.pieces)
    _find(documents[:1], quick=False)  # models are loaded once a process
    with tempfile.TemporaryDirectory() as folder:
        file, parameters = deberta.write(Path(folder))
        running = deberta.session(file)
        ours, quick, peer = in_turn(
            given.turns,
            lambda: cpu_of(lambda: _find(documents, quick=False)),
            lambda: cpu_of(lambda: _find(documents, quick=True)),
            lambda: cpu_of(lambda: deberta.label(running, shown)),
        )
    ours, quick, peer = ours / pieces, quick / pieces, peer / sum(map(len, shown))
    on = f"{len(documents)} papers, {len(sentences)} sentences, {pieces} pieces"
    some = f"{len(shown)} of them, {sum(map(len, shown))} pieces, {parameters / 1e6:.0f} M weights by chance"
    return [
        Figure("finding names: CPU s a thousand pieces", 1_000 * ours, None, on),
        Figure("finding names without the network: the same", 1_000 * quick, None, on),
        Figure("a DeBERTa-v3-base under onnxruntime: the same", 1_000 * peer, None, some),
        Figure("DeBERTa over finding names", peer / ours, None, some),
    ]


def _read(papers: Sequence[Path]) -> Iterator[Document]:
    for paper in papers:
        try:
            yield read_document(paper)
        except UnreadablePaperError:
            continue


def _find(documents: Sequence[Document], *, quick: bool) -> None:
    for document in documents:
        abbreviations = abbreviation_finder().find(document)
        find_mentions(document, load_lexicon(), abbreviations, quick=quick, broad=True)


def _pieces(documents: Sequence[Document]) -> Iterator[list[int]]:
    """The sentences as pieces of words; which pieces matters to nothing, how many to all."""
    vocabulary = files("kg.extraction.tagging.model").joinpath(VOCABULARY).read_text("utf-8").rstrip("\n").split("\n")
    cut = Pieces(vocabulary)
    for document in documents:
        for sentence in document.sentences:
            found = [piece for word in WORD.findall(document.quote(sentence)) for piece in cut.of(word)]
            if found:
                yield found[:_LONGEST]


def _some(sentences: Sequence[list[int]], most: int) -> list[list[int]]:
    """Sentences drawn by chance, always the same, until they have so many pieces."""
    drawn, count = [], 0
    for sentence in random.Random(1).sample(list(sentences), len(sentences)):
        if count and count + len(sentence) > most:
            break
        drawn.append(sentence)
        count += len(sentence)
    return drawn
