"""As much of Protocol Buffers as a network in ONNX needs; the package `onnx` would serve one benchmark alone."""

import struct
from collections.abc import Iterable

_VARINT, _BYTES, _FLOAT = 0, 2, 5


def whole(field: int, value: int) -> bytes:
    """A whole number that is not negative, or one below zero as 64 bits.

    >>> whole(1, 300).hex()
    '08ac02'
    """
    return _varint(field << 3 | _VARINT) + _varint(value & (1 << 64) - 1)


def single(field: int, value: float) -> bytes:
    """A number of 32 bits."""
    return _varint(field << 3 | _FLOAT) + struct.pack("<f", value)


def held(field: int, value: bytes | str) -> bytes:
    """A text, bytes, or a message within."""
    raw = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | _BYTES) + _varint(len(raw)) + raw


def many(field: int, values: Iterable[bytes | str]) -> bytes:
    """A field that is repeated."""
    return b"".join(held(field, value) for value in values)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
