"""Commands that answer questions from a graph: report, query."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, cause, command, print_json
from kg.cli.completing import papers, questions
from kg.cli.telling import message

if TYPE_CHECKING:
    from kg.store.graph import Graph
    from kg.store.query_result import QueryResult
    from kg.store.reading import GraphReader


_SPARQL = re.compile(
    r"\s*(?:base|prefix|select|ask|construct|describe|load|clear|drop|create|add|move|copy|insert|delete|with)[\s<*?$(]",
    re.IGNORECASE,
)
"""How SPARQL without a brace begins: what it is refused for is told, and not that there is no such question."""


class ReportFormat(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


@contextmanager
def reading(graph: str) -> "Iterator[GraphReader]":
    """A reader of the graph in the folder or behind the endpoint, closed at the end."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        yield GraphReader(opened)


def tell_naming(reader: "GraphReader", *names: str | None) -> None:
    """Say which thing is meant where a name that was given is another name of it."""
    from kg.views.naming_text import naming_notes  # noqa: PLC0415

    for note in (note for name in names if name for note in naming_notes(reader, name)):
        message(f"kg: {note}")


@command("report")
def report_(
    paper: Annotated[
        str, typer.Argument(help="Title, short title, file name, arXiv id or DOI.", autocompletion=papers)
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="Form of the report.")] = ReportFormat.TEXT,
    as_json: JsonOption = False,
) -> None:
    """Tell what was looked at in a paper, section by section, and what was found, with quotes."""
    from kg.views.report import report  # noqa: PLC0415
    from kg.views.report_json import report_json  # noqa: PLC0415
    from kg.views.report_text import report_html, report_markdown, report_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = report(reader.graph, paper)
    if (thing := answer.introducing) is not None:
        message(f"kg: {paper} is a {thing.kind.value}; this is the paper that introduces it: {answer.paper.label}")
    if as_json or form is ReportFormat.JSON:
        print_json(report_json(answer))
        return
    render = {ReportFormat.TEXT: report_text, ReportFormat.MD: report_markdown, ReportFormat.HTML: report_html}[form]
    typer.echo(render(answer), nl=False)


class QueryFormat(StrEnum):
    """The forms of a query's answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    SPARQL_JSON = "sparql-json"
    XML = "xml"
    TURTLE = "turtle"
    NQUADS = "nquads"


@command("query")
def query_(
    query: Annotated[
        str, typer.Argument(help="A named question, a file of SPARQL, or SPARQL itself.", autocompletion=questions)
    ] = "",
    graph: GraphOption = DEFAULT_GRAPH,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="name=value: fixes a variable of the query.")
    ] = None,
    form: Annotated[QueryFormat, typer.Option("--format", "-f", help="Form of the answer.")] = QueryFormat.TABLE,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows at most.")] = 10_000,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0.1, help="Seconds at most.")] = 30,
    memory_limit: Annotated[int, typer.Option("--memory-limit", min=256, help="Mebibytes at most.")] = 8192,
    list_them: Annotated[bool, typer.Option("--list", help="Show the named questions.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Answer SPARQL 1.1 or a named question from the graph, or have an endpoint answer it."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.named_queries import named_queries  # noqa: PLC0415
    from kg.store.query import run_query  # noqa: PLC0415
    from kg.views.query_text import cut_reason  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    if list_them:
        for named in named_queries():
            asked = "".join(f" --set {parameter}=…" for parameter in named.parameters)
            typer.echo(f"{named.name}{asked}\n    {named.question}")
        return
    if not query:
        raise typer.BadParameter("give a named question, a file or SPARQL; --list shows the named ones")
    values = dict(_setting(s) for s in settings or [])
    with Graph.open_read_only(graph) as opened:
        result = run_query(
            opened,
            _sparql(query),
            values,
            max_rows=max_rows,
            time_limit_s=time_limit,
            memory_limit_bytes=memory_limit * 2**20,
        )
        notes = _namings(opened, values) if values else []
    for note in (*notes, *result.notes):
        message(f"kg: {note}")
    _print_result(result, QueryFormat.JSON if as_json else form)
    if result.cut is not None:
        message(f"kg: truncated at {plural(len(result.terms), 'row')}; {cut_reason(result.cut)}")


def _namings(graph: "Graph", values: dict[str, str]) -> list[str]:
    """Which thing is meant where a value is another name of it."""
    from kg.store.parameters import is_name, kinds_of  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415
    from kg.views.naming_text import naming_notes  # noqa: PLC0415

    reader, given = GraphReader(graph), [(k, v) for k, v in values.items() if is_name(v)]
    return [n for variable, value in given for n in naming_notes(reader, value, kinds_of(variable))]


def _setting(text: str) -> tuple[str, str]:
    name, given, value = text.partition("=")
    if not given or not name:
        raise typer.BadParameter(f"--set {text}: write name=value")
    return name, value


def _sparql(query: str) -> str:
    """The text of the query: of the file, where there is one, of the named question, or the argument itself."""
    from kg.cli.unknown import looks_like_path  # noqa: PLC0415
    from kg.core.errors import KgError  # noqa: PLC0415
    from kg.store.named_queries import named_query  # noqa: PLC0415

    if "{" in query or "\n" in query or _SPARQL.match(query):
        return query
    path = Path(query)
    if path.suffix in {".rq", ".sparql"} or path.is_file() or looks_like_path(query):
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KgError(f"{path}: cannot be read; {cause(error)}; check the spelling") from error
    return named_query(query).text


def _print_result(result: "QueryResult", form: QueryFormat) -> None:
    import shutil  # noqa: PLC0415

    from pyoxigraph import RdfFormat  # noqa: PLC0415

    from kg.views import query_text as views  # noqa: PLC0415

    match form:
        case QueryFormat.TABLE:
            typer.echo(views.query_table(result, width=shutil.get_terminal_size((100, 20)).columns), nl=False)
        case QueryFormat.JSON:
            print_json(views.query_json(result))
        case QueryFormat.SPARQL_JSON:
            print_json(views.query_sparql_json(result))
        case QueryFormat.XML:
            typer.echo(views.query_xml(result), nl=False)
        case QueryFormat.CSV:
            typer.echo(views.query_csv(result), nl=False)
        case QueryFormat.TSV:
            typer.echo(views.query_tsv(result), nl=False)
        case QueryFormat.TURTLE:
            typer.echo(views.query_rdf(result, RdfFormat.TURTLE), nl=False)
        case QueryFormat.NQUADS:
            typer.echo(views.query_rdf(result, RdfFormat.N_QUADS), nl=False)
