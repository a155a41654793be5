"""A network in ONNX, written node by node; its weights are drawn by chance and lie in a file beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np

from speed_parts.protobuf import held, many, single, whole

_FLOAT, _INT64 = 1, 7  # of TensorProto.DataType
_OPSET = 20
_BLOCK = 1 << 22


class Network:
    """A graph that grows by nodes; each method gives the name of what it made."""

    def __init__(self, weights: Path) -> None:
        self._weights = weights
        self._file: BinaryIO = weights.open("wb")
        self._chance = np.random.default_rng(1)
        self._nodes: list[bytes] = []
        self._kept: list[bytes] = []
        self.parameters = 0

    def node(self, kind: str, *inputs: str, **attributes: int | float | Sequence[int]) -> str:
        """A node of this kind with one output."""
        name = f"n{len(self._nodes)}"
        told = b"".join(held(5, _attribute(key, value)) for key, value in sorted(attributes.items()))
        self._nodes.append(many(1, inputs) + held(2, name) + held(4, kind) + told)
        return name

    def drawn(self, *shape: int) -> str:
        """Weights of this shape, drawn by chance."""
        size, start, name = int(np.prod(shape)), self._file.tell(), f"w{len(self._kept)}"
        for left in range(size, 0, -_BLOCK):
            block = self._chance.random(min(left, _BLOCK), dtype=np.float32)
            self._file.write(((block - 0.5) * 0.07).tobytes())
        places = {"location": self._weights.name, "offset": str(start), "length": str(4 * size)}
        entries = many(13, (held(1, key) + held(2, value) for key, value in places.items()))
        self._keep(_tensor(name, _FLOAT, shape) + entries + whole(14, 1))
        self.parameters += size
        return name

    def fixed(self, values: np.ndarray) -> str:
        """A tensor of these values, of 64-bit whole numbers or 32-bit others."""
        name = f"w{len(self._kept)}"
        kind = _INT64 if values.dtype == np.int64 else _FLOAT
        self._keep(_tensor(name, kind, values.shape) + held(9, values.tobytes()))
        return name

    def model(self, inputs: dict[str, tuple[bool, Sequence[str]]], output: str, rank: int) -> bytes:
        """The network with these inputs (whether whole numbers, names of their sides), closing the file of weights."""
        self._file.close()
        taken = many(11, (_value(n, _INT64 if w else _FLOAT, sides) for n, (w, sides) in inputs.items()))
        given = held(12, _value(output, _FLOAT, [f"out{side}" for side in range(rank)]))
        graph = many(1, self._nodes) + held(2, "network") + many(5, self._kept) + taken + given
        return whole(1, 9) + held(7, graph) + held(8, whole(2, _OPSET))

    def _keep(self, tensor: bytes) -> None:
        self._kept.append(tensor)


def _tensor(name: str, kind: int, shape: Sequence[int]) -> bytes:
    return b"".join(whole(1, side) for side in shape) + whole(2, kind) + held(8, name)


def _value(name: str, kind: int, sides: Sequence[str]) -> bytes:
    shape = many(1, (held(2, side) for side in sides))
    return held(1, name) + held(2, held(1, whole(1, kind) + held(2, shape)))


def _attribute(name: str, value: int | float | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return held(1, name) + whole(3, value) + whole(20, 2)
    if isinstance(value, float):
        return held(1, name) + single(2, value) + whole(20, 1)
    return held(1, name) + b"".join(whole(8, each) for each in value) + whole(20, 7)
