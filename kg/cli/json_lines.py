"""JSON lines as people and programs hand them to a command, a file or a stream of any length."""

import codecs
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from kg.cli.app import cause
from kg.core.errors import KgError

_LONGEST = 256 * 1024**2  # bytes of a line
_DEEPEST = 100  # arrays and objects inside one another
_BLANK = b" \t\r\n"


def json_lines(file: Path, field: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file, or of stdin for "-", as they come, each with the text field that the command needs.

    Blank lines, carriage returns at the ends of lines and a byte order mark at the beginning are passed over. One line
    is held at a time.

    Raises:
        KgError: the file cannot be read, or a line is no JSON object or lacks the field; all before it were yielded.
    """
    name = "stdin" if str(file) == "-" else str(file)
    with _opened(file, name) as stream:
        number = 0
        while line := _line(stream, name):
            number += 1
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if len(line) > _LONGEST:
                raise KgError(f"{name}, line {number}: longer than {_LONGEST >> 20} MiB; split it")
            if line.strip(_BLANK):
                try:
                    yield _object(line, field)
                except ValueError as error:
                    raise KgError(f"{name}, line {number}: {error}; mend the line") from error


@contextmanager
def _opened(file: Path, name: str) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield _stdin()
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise _unreadable(name, error) from error
    with stream:
        yield stream


def _stdin() -> BinaryIO:
    """Standard input by a reader of its own.

    The program may end while a thread waits for a line; Python would then be stuck over the lock of its own reader.
    """
    try:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except io.UnsupportedOperation:  # a stand-in that has no file
        return sys.stdin.buffer


def _line(stream: BinaryIO, name: str) -> bytes:
    try:
        return stream.readline(_LONGEST + 1)
    except OSError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError) -> KgError:
    return KgError(f"{name}: cannot be read as text; {cause(error)}; give a file of JSON lines, or - for stdin")


def _object(line: bytes, field: str) -> dict[str, Any]:
    """The object that the line holds.

    Raises:
        ValueError: it holds none with the field; says in words what is wrong.
    """
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_refused, parse_float=_finite, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise ValueError("not in UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON ({error.msg} at character {error.colno})") from error
    except ValueError as error:
        raise ValueError(f"no JSON ({error})") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict) or not isinstance(value.get(field), str):
        raise ValueError(f'expected an object with a text "{field}"')
    if _is_deep(value):  # what was read at this depth of calls might not be written at another
        raise ValueError("nested too deeply")
    return value


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError("a number is too great")
    return value


def _whole(number: str) -> int:
    try:
        return int(number)
    except ValueError as error:
        raise ValueError("a number is too long") from error


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
        if not level:
            return False
    return True
