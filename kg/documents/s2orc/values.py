"""JSON that strangers wrote is read with bounds, and taken for what it should be or for nothing."""

import json
from typing import NoReturn

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.decoding import decode
from kg.documents.marked_up.xml_tree import MAX_BYTES

_SHORT = 40
"""Characters of the longest number that is looked at; a longer one says nothing of a paper."""


def read_json(name: str, data: bytes) -> dict[str, object]:
    """The one JSON object in the bytes; of a key given twice the last value counts.

    Raises:
        UnreadablePaperError: it is too large, damaged, nested too deeply, no object, or several, one a line.
    """
    if len(data) > MAX_BYTES:
        raise UnreadablePaperError(
            name, ReasonCode.TOO_LARGE, f"it is larger than {MAX_BYTES} bytes, which no paper's JSON is; split it"
        )
    text = decode(name, data).strip()
    try:
        value = json.loads(text, parse_int=_whole, parse_float=_real, parse_constant=_refused)
    except RecursionError as error:
        raise UnreadablePaperError(
            name, ReasonCode.DAMAGED, "it is nested too deeply to be a paper; fetch it again"
        ) from error
    except ValueError as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data" and text[error.pos :][:1] in "{[":
            raise UnreadablePaperError(
                name, ReasonCode.UNSUPPORTED, "it holds several papers, one a line; split it into a file for each"
            ) from error
        raise UnreadablePaperError(
            name, ReasonCode.DAMAGED, f"its JSON is damaged ({error}); fetch it again"
        ) from error
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list):
        raise UnreadablePaperError(
            name, ReasonCode.UNSUPPORTED, "it holds a list, not one paper; split it into a file for each"
        )
    return mapping(value)


def mapping(value: object) -> dict[str, object]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[object]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def mappings(value: object) -> list[dict[str, object]]:
    """The objects in a list, or the values of an object that are objects."""
    values = list(value.values()) if isinstance(value, dict) else sequence(value)
    return [v for v in values if isinstance(v, dict)]


def words(value: object) -> str:
    """The value on one line where it is a text or a number, else nothing."""
    return " ".join(str(value).split()) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def place(value: object) -> int:
    """The value where it is an offset, else -1."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1


def _whole(digits: str) -> int:
    return int(digits) if len(digits) < _SHORT else -1


def _real(digits: str) -> float:
    return float(digits) if len(digits) < _SHORT else -1.0


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
