"""What an endpoint of the API is: where it is, what it takes, what it answers, and what it says of both."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in an address: its name, which is in braces in a path, its JSON schema, and what it is for."""

    name: str
    schema: Mapping[str, Any]
    about: str
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A place that answers GET with JSON: its path, what it answers, and the name of the answer's schema."""

    path: str
    name: str
    about: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Request], Any]
    schema: str


def text_of(name: str, about: str, *, needed: bool = False) -> Parameter:
    """A parameter that takes a text."""
    return Parameter(name, {"type": "string", "maxLength": 4000}, about, needed)


def whole(name: str, about: str, *, least: int, most: int, default: int) -> Parameter:
    """A parameter that takes a whole number."""
    return Parameter(name, {"type": "integer", "minimum": least, "maximum": most, "default": default}, about)


def choice(name: str, about: str, *choices: str) -> Parameter:
    """A parameter that takes one of these words, the first if it is not given."""
    return Parameter(name, {"type": "string", "enum": list(choices), "default": choices[0]}, about)


PAGE = whole("page", "Page of the list, from 1.", least=1, most=1_000_000, default=1)
"""Which page of a list is wanted."""
