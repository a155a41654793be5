"""The pages of the questions: a form for each, the answer under it, the same as CSV and made to be printed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.views.csv_rows import cut_short
from kg.web.asked import text
from kg.web.csv_file import csv_file
from kg.web.deadlines import in_time
from kg.web.failing import BadRequestError, for_programs
from kg.web.questions.all import QUESTIONS
from kg.web.questions.question import Question, Rest
from kg.web.rendering import page
from kg.web.serving import reading


def overview(request: Request) -> Response:
    """What can be asked."""
    return page(request, "questions.html.j2", {"title": "Questions", "questions": QUESTIONS})


def _route(question: Question) -> Route:
    def answer(request: Request) -> Response:
        form = text(request, "format")
        try:
            values = question.read(request)
        except BadRequestError as error:
            if form or for_programs(request):
                raise
            told = {**_values(question, _typed(request, question), answered=False), "refused": str(error)}
            return page(request, "question.html.j2", told, status=400)
        if form not in {"", "csv"}:
            raise BadRequestError(f"format={form[:20]}: there is csv")
        if question.missing(values) or not _is_asked(request, question):
            if form:
                raise BadRequestError(f"give {', '.join(field.name for field in question.missing(values))}")
            return page(request, "question.html.j2", _values(question, values, answered=False))
        with reading(request) as reader:
            found = question.ask(reader, values)
            if form:
                return csv_answer(question, question.as_csv(found), question.rest(found, values))
            shown = {"answer": found, "rest": question.rest(found, values), **question.shown(found)}
            return page(request, question.template, {**_values(question, values, answered=True), **shown})

    return Route(f"/questions/{question.name}", in_time(answer), name=f"question_{question.name}")


def _is_asked(request: Request, question: Question) -> bool:
    """Whether a question that needs nothing was asked, and not its form alone."""
    needs = any(field.kind == "name" and not field.optional for field in question.fields)
    return needs or question.at_once or bool(request.query_params)


def _values(question: Question, values: dict[str, object], *, answered: bool) -> dict[str, object]:
    return {"title": question.title, "question": question, "values": values, "answered": answered, "refused": ""}


def _typed(request: Request, question: Question) -> dict[str, object]:
    """The fields as they were filled in, whether they make sense or not."""
    given = request.query_params
    return {f.name: given.get(f.name, "" if f.default is None else f.default) for f in question.fields}


def csv_answer(question: Question, rows: str, rest: Rest | None) -> Response:
    """The rows as a file that a spreadsheet opens; where they are not all, the last one and a header say so."""
    if rest is not None:
        further = f"; {rest.name}={rest.value} in the address has the next" if rest.name else ""
        rows = cut_short(rows, rest.words + further)
    return csv_file(question.name, rows, cut=rest is not None)


ROUTES = [Route("/questions", overview, name="questions"), *(_route(question) for question in QUESTIONS)]
