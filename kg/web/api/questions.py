"""The questions as endpoints of the API."""

from typing import Any

from starlette.requests import Request

from kg.web.api.endpoints import Endpoint, Parameter
from kg.web.failing import BadRequestError
from kg.web.questions.all import QUESTIONS
from kg.web.questions.question import Field, FieldKind, Question
from kg.web.serving import reading


def _endpoint(question: Question) -> Endpoint:
    def answer(request: Request) -> Any:
        values = question.read(request)
        if missing := question.missing(values):
            raise BadRequestError(f"give {', '.join(field.name for field in missing)}")
        with reading(request) as reader:
            return question.as_json(question.ask(reader, values))

    parameters = tuple(map(_parameter, question.fields))
    return Endpoint(f"/api/{question.name}", question.name, question.about, parameters, answer, question.schema)


def _parameter(field: Field) -> Parameter:
    schema: dict[str, Any]
    match field.kind:
        case FieldKind.NAME:
            schema = {"type": "string", "maxLength": 4000}
        case FieldKind.WHOLE:
            schema = {"type": "integer", "minimum": field.least, "maximum": field.most, "default": field.default}
        case FieldKind.FRACTION:
            schema = {"type": "number", "minimum": 0, "maximum": 1, "default": field.default}
        case FieldKind.FLAG:
            schema = {"type": "boolean", "default": False}
        case FieldKind.CHOICE:
            schema = {"type": "string", "enum": list(field.choices)}
    about = f"{field.label}. {field.about}".strip()
    return Parameter(field.name, schema, about, needed=field.kind is FieldKind.NAME and not field.optional)


ENDPOINTS = tuple(map(_endpoint, QUESTIONS))
"""One for each question."""
