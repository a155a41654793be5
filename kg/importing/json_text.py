"""JSON as plain values, within bounds."""

import json
from typing import Any

from kg.importing.limits import MOST_DEPTH, MOST_NODES


def parse_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: it is none, or exceeds the bounds on depth and number; the message is a clause.
    """
    try:
        value = json.loads(text, parse_constant=_refused, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error.msg} in line {error.lineno}); mend it there") from error
    except RecursionError as error:
        raise ValueError("its values are nested too deeply; it is no file of this form") from error
    _check(value)
    return value


def _check(value: object) -> None:
    level, count = [value], 0
    for _ in range(MOST_DEPTH):
        count += len(level)
        if count > MOST_NODES * 10:  # values of JSON are cheap: they are there once each
            raise ValueError("it holds too many values; split it")
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return
    raise ValueError("its values are nested too deeply; it is no file of this form")


def _refused(constant: str) -> None:
    raise ValueError(f"it is no JSON ({constant} is no number); mend it there")


def _whole(number: str) -> int | float:
    return int(number) if len(number) < 100 else float("inf")
