"""A token classifier of the size and build of DeBERTa-v3-base (He et al., 2021), with weights drawn by chance.

What the best published taggers of such names cost to run: twelve layers, 768 wide, attention to content and to places
both ways. What it says is nonsense; how long it takes is not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from speed_parts.network import Network

LABELS = 9
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Size:
    """How large the network is; the defaults are those of DeBERTa-v3-base."""

    layers: int = 12
    wide: int = 768
    heads: int = 12
    inner: int = 3072
    vocabulary: int = 128_100
    places: int = 512  # relative ones: 256 buckets before and behind


def write(folder: Path, size: Size = Size()) -> tuple[Path, int]:
    """Write the network into the folder; its file and the number of its parameters."""
    network = Network(folder / "weights.bin")
    pieces = network.node("Gather", network.drawn(size.vocabulary, size.wide), "pieces")
    state = _normed(network, pieces, size)
    places = _normed(network, network.drawn(size.places, size.wide), size)
    for _ in range(size.layers):
        state = _layer(network, state, places, size)
    labels = network.node("Softmax", _linear(network, state, size.wide, LABELS), axis=-1)
    inputs = {"pieces": (True, ("some", "length")), "there": (False, ("some", "one", "one2", "length"))}
    inputs |= {"apart": (True, ("length", "length"))}
    file = folder / "model.onnx"
    file.write_bytes(network.model(inputs, labels, 3))
    return file, network.parameters


def _layer(network: Network, state: str, places: str, size: Size) -> str:
    read = _attention(network, state, places, size)
    state = _normed(network, network.node("Add", state, _linear(network, read, size.wide, size.wide)), size)
    inner = network.node("Gelu", _linear(network, state, size.wide, size.inner))
    return _normed(network, network.node("Add", state, _linear(network, inner, size.inner, size.wide)), size)


def _attention(network: Network, state: str, places: str, size: Size) -> str:
    """Content to content, content to place and place to content; keys and queries share weights with places."""
    asked, keys, values = (_weights(network, size.wide, size.wide) for _ in range(3))
    query, key = (_heads(network, _applied(network, state, w), size) for w in (asked, keys))
    value = _heads(network, _applied(network, state, values), size)
    place_query, place_key = (_heads_of_places(network, _applied(network, places, w), size) for w in (asked, keys))
    scores = network.node("MatMul", query, network.node("Transpose", key, perm=(0, 1, 3, 2)))
    apart = network.node("Expand", "apart", network.node("Shape", scores))
    forth = network.node("GatherElements", network.node("MatMul", query, place_key), apart, axis=-1)
    back = network.node("GatherElements", network.node("MatMul", key, place_query), apart, axis=-1)
    back = network.node("Transpose", back, perm=(0, 1, 3, 2))
    scores = network.node("Add", network.node("Add", scores, forth), back)
    scale = network.fixed(np.asarray((3 * size.wide // size.heads) ** -0.5, dtype=np.float32))
    weighed = network.node("Softmax", network.node("Add", network.node("Mul", scores, scale), "there"), axis=-1)
    read = network.node("Transpose", network.node("MatMul", weighed, value), perm=(0, 2, 1, 3))
    return network.node("Reshape", read, network.fixed(np.asarray([0, 0, size.wide], dtype=np.int64)))


def _heads(network: Network, state: str, size: Size) -> str:
    shape = network.fixed(np.asarray([0, 0, size.heads, size.wide // size.heads], dtype=np.int64))
    return network.node("Transpose", network.node("Reshape", state, shape), perm=(0, 2, 1, 3))


def _heads_of_places(network: Network, state: str, size: Size) -> str:
    shape = network.fixed(np.asarray([size.places, size.heads, size.wide // size.heads], dtype=np.int64))
    return network.node("Transpose", network.node("Reshape", state, shape), perm=(1, 2, 0))


def _weights(network: Network, wide: int, to: int) -> tuple[str, str]:
    return network.drawn(wide, to), network.drawn(to)


def _applied(network: Network, state: str, weights: tuple[str, str]) -> str:
    return network.node("Add", network.node("MatMul", state, weights[0]), weights[1])


def _linear(network: Network, state: str, wide: int, to: int) -> str:
    return _applied(network, state, _weights(network, wide, to))


def _normed(network: Network, state: str, size: Size) -> str:
    one, none = (np.full(size.wide, value, dtype=np.float32) for value in (1, 0))
    return network.node("LayerNormalization", state, network.fixed(one), network.fixed(none), epsilon=1e-7)


def session(file: Path) -> Any:
    """The network in onnxruntime, on one thread, as kg runs its own."""
    import onnxruntime  # noqa: PLC0415 - only where it is measured

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def label(running: Any, sentences: Sequence[Sequence[int]], size: Size = Size()) -> int:
    """Label sentences given as numbers of pieces, sentences of like length together; how many labels came."""
    count = 0
    for batch in _batches(sorted(sentences, key=len)):
        (found,) = running.run(None, _inputs(batch, size))
        count += sum(map(len, batch))
        assert found.shape[2] == LABELS
    return count


def _batches(sentences: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    for at in range(0, len(sentences), _BATCH):
        yield sentences[at : at + _BATCH]


def _inputs(batch: Sequence[Sequence[int]], size: Size) -> dict[str, np.ndarray]:
    length = max(map(len, batch))
    pieces = np.zeros((len(batch), length), dtype=np.int64)
    there = np.full((len(batch), 1, 1, length), -1e9, dtype=np.float32)
    for row, sentence in enumerate(batch):
        pieces[row, : len(sentence)] = sentence
        there[row, 0, 0, : len(sentence)] = 0
    half, at = size.places // 2, np.arange(length, dtype=np.int64)
    apart = np.clip(at[:, None] - at[None, :] + half, 0, size.places - 1)
    return {"pieces": pieces, "there": there, "apart": apart}
