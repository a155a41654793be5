"""The questions that a graph answers: what each asks for, and how its answer is had as a page, as JSON and as CSV."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request

from kg.store.reading import GraphReader
from kg.views.shown import plural
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

    default stands in where nothing is given; a NAME must be given, unless it is optional. choices are those of a
    CHOICE, of which none means all. about says more of the field to programs. hidden ones are for links, not for forms.
    """

    name: str
    label: str
    kind: FieldKind
    default: Any = None
    optional: bool = False
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    about: str = ""
    hidden: bool = False

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
class Rest:
    """What an answer leaves out, in words, and the name and value in an address that bring what comes next."""

    words: str
    name: str | None = None
    value: int = 0


def beyond(depth: int) -> Rest:
    """What a search along the lineage leaves out that came to its bounds."""
    return Rest(f"more lies beyond {plural(depth, 'hop')} or the bound on nodes")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name in addresses, what it asks, its fields, and how it is answered.

    template shows the answer with what shown makes of it. schema is the name of the answer's JSON schema. at_once says
    that the page answers though nothing was given. rest says of an answer that is not whole what is missing, and what
    to put into the address for more, if anything.
    """

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    ask: Callable[[GraphReader, Values], Any]
    as_json: Callable[[Any], Any]
    as_csv: Callable[[Any], str]
    template: str
    schema: str
    shown: Callable[[Any], Values] = lambda _: {}
    at_once: bool = False
    rest: Callable[[Any, Values], "Rest | None"] = lambda _, __: None

    def read(self, request: Request) -> dict[str, Any]:
        """The values of the fields in the request.

        Raises:
            BadRequestError: one of them makes no sense.
        """
        return {field.name: field.read(request) for field in self.fields}

    def missing(self, values: Values) -> tuple[Field, ...]:
        """The fields that must be given and are not."""
        needed = (f for f in self.fields if f.kind is FieldKind.NAME and not f.optional)
        return tuple(field for field in needed if not values[field.name])
