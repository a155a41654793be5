"""The neural model: a small transformer that knows words, with the signs of case, lists and document added to them."""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch, signs_of
from kg.extraction.tagging.opinions import LABELS, Opinion, Probabilities
from kg.extraction.tagging.pieces import Pieces

MODEL, VOCABULARY, SIGNS = "names.onnx", "pieces.txt", "signs.json"
_MOST_PIECES = 126
_MOST_PIECES_OF_A_WORD = 12
_BATCH, _UNEVEN = 16, 2
"""How many windows run side by side, and by how many pieces they may differ: each is as dear as the longest of them."""
INNER = b"##"
"""The sign of a piece that goes on inside a word."""
CONVENTION = b"corpus=gsap"
"""The sign of the corpus whose convention of what a name is the tagger follows."""


class Window(NamedTuple):
    """As many words of a stretch as the network takes at once.

    pieces are the numbers of their pieces, signs those of the signs of each piece, words the numbers of the words, and
    firsts where among the pieces each begins, counted from 1 because a mark opens the window.
    """

    pieces: list[int]
    signs: list[list[int]]
    words: list[int]
    firsts: list[int]


def windows_of(
    stretch: Stretch,
    asked: range,
    document: DocumentWords,
    pieces: Pieces,
    known: dict[bytes, int],
    convention: bytes = CONVENTION,
) -> Iterator[Window]:
    """These words of the stretch in windows of at most 126 pieces; no word is parted."""
    window = Window([], [], [], [])
    for number, signs in zip(asked, signs_of(stretch, asked, document), strict=True):
        cut = pieces.of(stretch.words.forms[number])[:_MOST_PIECES_OF_A_WORD]
        if len(window.pieces) + len(cut) > _MOST_PIECES:
            yield window
            window = Window([], [], [], [])
        told = [known[s] for s in (*signs, convention) if s in known]
        window.words.append(number)
        window.firsts.append(len(window.pieces) + 1)
        for at, piece in enumerate(cut):
            window.pieces.append(piece)
            window.signs.append(told if at == 0 else [*told, known[INNER]])
    if window.words:
        yield window


def batch_of(
    windows: Sequence[Window], pieces: Pieces, signs: int
) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.float32]]:
    """The windows side by side: numbers of pieces, which of them are there, and which signs hold of each."""
    length = max(len(w.pieces) for w in windows) + 2
    ids = np.zeros((len(windows), length), dtype=np.int64)
    there = np.zeros((len(windows), length), dtype=np.float32)
    held = np.zeros((len(windows), length, signs), dtype=np.float32)
    for row, window in enumerate(windows):
        size = len(window.pieces)
        ids[row, 0], ids[row, size + 1] = pieces.id_of("[CLS]"), pieces.id_of("[SEP]")
        ids[row, 1 : size + 1] = window.pieces
        there[row, : size + 2] = 1
        for at, told in enumerate(window.signs):
            held[row, at + 1, told] = 1
    return ids, there, held


class NetworkTagger:
    """MiniLM (Wang et al., 2020) with a layer for signs, run by onnxruntime on one thread in whole numbers of eight bits."""

    name = "net"

    def __init__(self, model: bytes, pieces: Pieces, signs: Sequence[str]) -> None:
        import onnxruntime  # noqa: PLC0415 - an import paid only where the network is asked

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._pieces = pieces
        self._signs = {sign.encode(): number for number, sign in enumerate(signs)}

    @classmethod
    def from_folder(cls, folder: Any) -> "NetworkTagger":
        """The tagger in a folder: the model, the vocabulary of pieces, the list of signs."""
        vocabulary = folder.joinpath(VOCABULARY).read_text("utf-8").rstrip("\n").split("\n")
        signs = json.loads(folder.joinpath(SIGNS).read_text("utf-8"))
        return cls(folder.joinpath(MODEL).read_bytes(), Pieces(vocabulary), signs)

    def opinion(self, stretches: Sequence[Stretch], document: DocumentWords, asked: Sequence[range | None]) -> Opinion:
        """The probabilities of the labels for the words asked about; other words of such a stretch are outside of names.

        None for the stretches that are not asked about at all.
        """
        rows: list[Probabilities | None] = [None] * len(stretches)
        waiting: list[tuple[Probabilities, Window]] = []
        for number, (stretch, words) in enumerate(zip(stretches, asked, strict=True)):
            if words is not None:
                into = rows[number] = np.zeros((len(stretch.words), len(LABELS)), dtype=np.float32)
                into[:, 0] = 1
                windows = windows_of(stretch, words, document, self._pieces, self._signs)
                waiting += [(into, window) for window in windows]
        for batch in _batches(waiting):
            ids, there, held = batch_of([w for _, w in batch], self._pieces, len(self._signs))
            (found,) = self._session.run(["probabilities"], {"pieces": ids, "there": there, "signs": held})
            for (into, window), given in zip(batch, found, strict=True):
                into[window.words] = given[window.firsts]
        return Opinion(self.name, tuple(rows))


def _batches(waiting: list[tuple[Probabilities, Window]]) -> Iterator[list[tuple[Probabilities, Window]]]:
    batch: list[tuple[Probabilities, Window]] = []
    for one in sorted(waiting, key=lambda w: len(w[1].pieces)):
        if batch and (len(batch) == _BATCH or len(one[1].pieces) > len(batch[0][1].pieces) + _UNEVEN):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


@lru_cache(maxsize=1)
def network_tagger() -> NetworkTagger | None:
    """The tagger that travels with kg, loaded once a process; None where this installation goes without it."""
    folder = files("kg.extraction.tagging.model")
    return NetworkTagger.from_folder(folder) if folder.joinpath(MODEL).is_file() else None
