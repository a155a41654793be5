"""What is in a graph, as tables for people, as plain values for programs and as rows for tables."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.store.statistics import Statistics, Used, YearOfPapers
from kg.views.conflicts_text import relation_phrase
from kg.views.csv_rows import csv_text
from kg.views.shown import WIDTH, excerpt, plural, shown

Json = dict[str, Any]

_NAMES = {
    "papers_read": "papers read",
    "files_read": "files they were read from",
    "files_failed": "files that failed",
    "works_not_read": "works cited and not read",
    "references": "entries in bibliographies",
    "references_with_arxiv_or_doi": "  whose work has an arXiv id or DOI",
    "references_of_several_papers": "  whose work several papers cite",
    "references_to_papers_read": "  whose work was read",
    "citations_in_text": "citations in the text tied to them",
    "datasets": "datasets",
    "models": "models",
    "models_undisclosed": "  whose training data are not disclosed",
    "imported_sources": "imported sources",
}
_WIDEST = 56  # characters of a cell
_COLUMNS = ("table", "name", "iri", "measure", "count")


def statistics_text(answer: Statistics) -> str:
    """What is in the graph, the statements, what most papers use, and the papers by year. Ends with a line feed."""
    parts = [
        _printed(("", ""), [(_NAMES[what], count) for what, count in answer.counts], headed=False),
        _relations(answer),
        _used(answer.datasets, "datasets used most", "papers", "train on it", "evaluate on it"),
        _used(answer.models, "models used most", "papers", "compare with it"),
        _years(answer),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _relations(answer: Statistics) -> str:
    kinds = [kind.value for kind, _ in answer.relations[0].evidence] if answer.relations else []
    rows = [(relation_phrase(r.name), r.statements, *(n for _, n in r.evidence)) for r in answer.relations]
    return _printed(("statements", "number", *(f"evidence {kind}" for kind in kinds)), rows)


def _used(things: Sequence[Used], *headings: str) -> str:
    return _printed(headings, [(t.name, t.papers, *(count for _, count in t.roles)) for t in things])


def _years(answer: Statistics) -> str:
    rows = [(str(y.year), y.papers, y.datasets, y.models, _most(y)) for y in answer.years]
    table = _printed(("year", "papers", "datasets", "models", "used most"), rows)
    undated = f"{plural(answer.undated, 'paper')} {'do' if answer.undated > 1 else 'does'} not tell the year."
    return "\n".join(filter(None, [table, undated if answer.undated else ""]))


def _most(year: YearOfPapers) -> str:
    things = (*year.most_used_datasets[:2], *year.most_used_models[:2])
    return ", ".join(f"{shown(t.name)} ({t.papers})" for t in things)


def _printed(headings: Sequence[str], rows: Sequence[Sequence[object]], *, headed: bool = True) -> str:
    """The rows as a table without lines, numbers to the right; nothing where there are no rows."""
    if not rows:
        return ""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="", show_header=headed)
    for place, heading in enumerate(headings):
        numeric = isinstance(rows[0][place], int)
        table.add_column(heading, justify="right" if numeric else "left", no_wrap=True, overflow="ellipsis")
    for row in rows:
        table.add_row(*(Text(_cell(cell)) for cell in row))
    console = Console(width=WIDTH, color_system=None, force_terminal=False, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").splitlines())


def _cell(value: object) -> str:
    """A number with its thousands apart, or text fit to be shown; what sets it in stays."""
    if isinstance(value, int):
        return f"{value:,}"
    text = str(value)
    return " " * (len(text) - len(text.lstrip(" "))) + excerpt(text, limit=_WIDEST)


def statistics_json(answer: Statistics) -> Json:
    """The same as plain values.

    ``{"counts": {name: count}, "statements": [{"relation", "statements", "evidence": {kind: pieces}}], "datasets":
    [{"iri", "name", "papers", role: papers}], "models", "years": [{"year", "papers", "datasets", "models",
    "most_used_datasets", "most_used_models"}], "undated"}``
    """
    return {
        "counts": dict(answer.counts),
        "statements": [
            {
                "relation": r.name,
                "statements": r.statements,
                "evidence": {kind.value: count for kind, count in r.evidence},
            }
            for r in answer.relations
        ],
        "datasets": [_used_json(thing) for thing in answer.datasets],
        "models": [_used_json(thing) for thing in answer.models],
        "years": [
            {
                "year": y.year,
                "papers": y.papers,
                "datasets": y.datasets,
                "models": y.models,
                "most_used_datasets": [_used_json(thing) for thing in y.most_used_datasets],
                "most_used_models": [_used_json(thing) for thing in y.most_used_models],
            }
            for y in answer.years
        ],
        "undated": answer.undated,
    }


def _used_json(thing: Used) -> Json:
    return {"iri": thing.iri, "name": thing.name, "papers": thing.papers, **dict(thing.roles)}


def statistics_csv(answer: Statistics) -> str:
    """A row for each number: in which table, of what, of which measure."""
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Statistics) -> Iterable[tuple[object, ...]]:
    for what, count in answer.counts:
        yield "graph", what, None, "count", count
    for r in answer.relations:
        yield "statements", r.name, None, "statements", r.statements
        for kind, count in r.evidence:
            yield "statements", r.name, None, f"evidence {kind.value}", count
    for table, things in (("datasets", answer.datasets), ("models", answer.models)):
        for thing in things:
            for measure, count in (("papers", thing.papers), *thing.roles):
                yield table, thing.name, thing.iri, measure, count
    for y in answer.years:
        for measure, count in (("papers", y.papers), ("datasets", y.datasets), ("models", y.models)):
            yield "years", str(y.year), None, measure, count
