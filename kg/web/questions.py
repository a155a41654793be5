"""The questions that a graph answers: what each asks for, and how its answer is had as a page, as JSON and as CSV."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request

from kg.store.reading import GraphReader
from kg.web import asked

Values = Mapping[str, Any]


class FieldKind(StrEnum):
    """What a field of a question takes."""

    NAME = "name"
    WHOLE = "whole number"
    FRACTION = "fraction"
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in addresses, what people read beside it, and what it takes.

    default stands in where nothing is given; a NAME without one must be given, unless it is optional. choices are those
    of a CHOICE, an empty one meaning all.
    """

    name: str
    label: str
    kind: FieldKind
    default: Any = None
    optional: bool = False
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()

    def read(self, request: Request) -> Any:
        """The field's value in the request.

        Raises:
            BadRequestError: it makes no sense.
        """
        match self.kind:
            case FieldKind.NAME:
                return asked.text(request, self.name) or None
            case FieldKind.WHOLE:
                return asked.number(request, self.name, self.default, least=self.least, most=self.most)
            case FieldKind.FRACTION:
                return asked.fraction(request, self.name, self.default)
            case FieldKind.FLAG:
                return asked.flag(request, self.name)
            case FieldKind.CHOICE:
                return asked.choice(request, self.name, self.choices, self.default)


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, which is that of the command, what it asks, its fields, and how it is answered.

    template shows the answer, with what shown makes of it.
    """

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    ask: Callable[[GraphReader, Values], Any]
    as_json: Callable[[Any], Any]
    as_csv: Callable[[Any], str]
    shown: Callable[[Any], Mapping[str, Any]]
    template: str

    def read(self, request: Request) -> dict[str, Any]:
        """The values of the fields in the request.

        Raises:
            BadRequestError: one of them makes no sense.
        """
        return {field.name: field.read(request) for field in self.fields}

    def complete(self, values: Values) -> bool:
        """Whether all that must be given is given."""
        needed = (f for f in self.fields if f.kind is FieldKind.NAME and not f.optional)
        return all(values[field.name] for field in needed)
