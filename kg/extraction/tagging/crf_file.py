"""Models in CRFsuite's file format: which weight each feature has for each label, and each label after another."""

import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]

_FEATURE = np.dtype([("type", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])


class CrfModel(NamedTuple):
    """A linear-chain model: its labels, the row of each feature, features by labels, and labels by following labels."""

    labels: list[str]
    rows: dict[bytes, int]
    state: Weights
    transition: Weights


def read_model(data: bytes) -> CrfModel:
    """The model in the bytes of a file that CRFsuite wrote (Okazaki, 2007; version 0.12, first-order chain).

    Raises:
        ValueError: the bytes are no such model.
    """
    if data[:4] != b"lCRF" or data[8:12] != b"FOMC":
        raise ValueError("not a first-order model of CRFsuite")
    _, _, _, at_features, at_labels, at_names, *_ = struct.unpack_from("<8I", data, 16)
    labels, names = _strings(data, at_labels), _strings(data, at_names)
    (count,) = struct.unpack_from("<I", data, at_features + 8)
    told = np.frombuffer(data, _FEATURE, count, at_features + 12)
    state, transition = np.zeros((len(names), len(labels))), np.zeros((len(labels), len(labels)))
    for matrix, kind in ((state, 0), (transition, 1)):
        own = told[told["type"] == kind]
        matrix[own["source"], own["label"]] = own["weight"]
    rows = {name: number for number, name in enumerate(names)}
    return CrfModel([label.decode() for label in labels], rows, state, transition)


def _strings(data: bytes, base: int) -> list[bytes]:
    """The strings of one of the file's dictionaries, by number; each stands behind its number and length, and ends in 0."""
    count, table = struct.unpack_from("<2I", data, base + 16)
    strings = []
    for offset in np.frombuffer(data, "<u4", count, base + table).tolist():
        (size,) = struct.unpack_from("<I", data, base + offset + 4)
        strings.append(data[base + offset + 8 : base + offset + 7 + size])
    return strings
