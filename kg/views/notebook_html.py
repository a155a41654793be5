"""Answers as small pieces of HTML for notebooks: tables and folded quotes, all text escaped, no script."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from kg.core.lineage import LineagePath, Node
from kg.store.query import QueryResult
from kg.tracing.findings import Finding
from kg.tracing.impact import Impact
from kg.tracing.leakage import Judged
from kg.tracing.leaks import Leaks
from kg.tracing.licensing import Licences
from kg.tracing.lineage import OpenEnd, Trace
from kg.views.leaks_text import TITLES, finding_sentence
from kg.views.licences_text import NO_ADVICE
from kg.views.path_text import hop_line, name_of, path_line
from kg.views.phrases import MARKS, source_mark
from kg.views.query_text import short_term
from kg.views.shown import excerpt, plural, shown
from kg.views.trace_text import totals, undisclosed_line, unknown_line

MOST_ROWS = 100
"""Rows of a table that a notebook shows; how many there are is told."""

_CELL_LENGTH = 160
_LEFT = Markup('style="text-align:left;vertical-align:top"')

Cell = str | Markup


def trace_html(answer: Trace) -> str:
    """The datasets reached with the way to each and its quotes, then the ends that stay open, then the totals."""
    rows = [
        (name_of(reached.node), _path(reached.paths[0], answer.nodes), f"{reached.paths[0].belief:.2f}")
        for reached in answer.datasets
    ]
    parts = [
        _heading(f"What {shown(answer.name)} rests on"),
        _table(("dataset", "how it gets there", "belief"), rows),
        _open("Training data not disclosed", [(end, undisclosed_line(end)) for end in answer.undisclosed]),
        _open("No training data known", [(end, unknown_line(end)) for end in answer.unknown]),
    ]
    if answer.evaluated_on:
        names = ", ".join(name_of(e.node) for e in answer.evaluated_on)
        parts.append(_paragraph(f"Evaluated on, and not said to be training data: {names}"))
    ways = (reached.paths[0] for reached in answer.datasets)
    return _joined([*parts, _paragraph(totals(answer)), *_truncated(answer.truncated), *_legend(ways)])


def impact_html(answer: Impact) -> str:
    """What rests on the things, with the way from each and its quotes."""
    rows = [
        (d.node.kind.value, name_of(d.node), _path(d.paths[0], answer.nodes), f"{d.paths[0].belief:.2f}")
        for d in answer.dependents
    ]
    parts = [
        _heading(f"What rests on {shown(answer.name)}"),
        _table(("kind", "name", "how", "belief"), rows),
    ]
    if answer.evaluating:
        names = ", ".join(name_of(e.node) for e in answer.evaluating)
        parts.append(_paragraph(f"Evaluated on it, and not known to rest on it: {names}"))
    return _joined([*parts, *_truncated(answer.truncated), *_legend(d.paths[0] for d in answer.dependents)])


def leaks_html(answer: Leaks) -> str:
    """The evaluations by verdict, the gravest first, each with what was found and the way to it."""
    rows = [
        (TITLES[j.verdict], name_of(j.evaluated.subject), name_of(j.evaluated.dataset), *_found(j, finding))
        for j in answer.judged
        for finding in j.findings or (None,)
    ]
    heads = ("verdict", "evaluated", "on", "what was found", "how", "belief")
    asked = shown(answer.name) if answer.name else "the graph"
    ways = (way for j in answer.judged for finding in j.findings for way in (finding.path, finding.other) if way)
    heading = _heading(f"Evaluation sets upstream of training data: {asked}")
    return _joined([heading, _table(heads, rows), *_legend(ways)])


def licences_html(answer: Licences) -> str:
    """What each dataset or model on the way is licensed under, and how it enters; then the ends that stay open."""
    rows = [
        (
            name_of(licensed.node),
            ", ".join(shown(licence.name) for licence in licensed.licences) or "nobody names one",
            ", ".join(each.value for each in licensed.classes),
            _path(licensed.path, answer.nodes) if licensed.path else "itself",
        )
        for licensed in answer.licensed
    ]
    parts = [
        _heading(f"Licences along the lineage of {shown(answer.name)}"),
        _table(("name", "licences", "asks for", "how it enters"), rows),
        _open("Training data not disclosed", [(end, undisclosed_line(end)) for end in answer.undisclosed]),
        _open("No training data known", [(end, unknown_line(end)) for end in answer.unknown]),
        _paragraph(NO_ADVICE),
    ]
    ways = (licensed.path for licensed in answer.licensed if licensed.path)
    return _joined([*parts, *_truncated(answer.truncated), *_legend(ways)])


def query_html(result: QueryResult) -> str:
    """The rows of the answer, IRIs shortened by the usual prefixes."""
    rows = [[excerpt(short_term(term), limit=_CELL_LENGTH) for term in row] for row in result.terms]
    counted = plural(len(result.terms), "row") + (", truncated: there are more" if result.truncated else "")
    return _joined([_table([shown(c) for c in result.columns], rows), _paragraph(counted)])


def graph_html(name: str, counts: Mapping[str, int]) -> str:
    """How much of each kind a graph holds."""
    rows = [(what, str(count)) for what, count in counts.items()]
    return _joined([_heading(f"Graph {shown(name)}"), _table(("what", "how many"), rows)])


def _found(judged: Judged, finding: Finding | None) -> tuple[Cell, Cell, Cell]:
    if finding is None:
        return "", "", ""
    ways = [_path(way, judged.nodes) for way in (finding.path, finding.other) if way]
    return finding_sentence(judged, finding), Markup("").join(ways), f"{finding.belief:.2f}"


def _path(path: LineagePath, nodes: Mapping[str, Node]) -> Markup:
    quotes = Markup("").join(Markup("<li>{}</li>").format(hop_line(edge, nodes)) for edge in path.edges)
    line = path_line(path.edges, nodes, marked=True)
    return Markup("<details><summary>{}</summary><ol>{}</ol></details>").format(line, quotes)


def _open(title: str, ends: Sequence[tuple[OpenEnd, str]]) -> Markup:
    if not ends:
        return Markup("")
    lines = (Markup("<li><b>{}</b>: {}</li>").format(shown(end.node.label), line) for end, line in ends)
    return Markup("<p><b>{}</b></p><ul>{}</ul>").format(title, Markup("").join(lines))


def _table(heads: Iterable[str], rows: Sequence[Sequence[Cell]]) -> Markup:
    """A table of the first rows, and how many more there are; nothing where there are none."""
    if not rows:
        return Markup("")
    head = Markup("").join(Markup('<th scope="col" {}>{}</th>').format(_LEFT, text) for text in heads)
    body = Markup("").join(Markup("<tr>{}</tr>").format(_cells(row)) for row in rows[:MOST_ROWS])
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
    return table + _paragraph(f"and {len(rows) - MOST_ROWS} more") if len(rows) > MOST_ROWS else table


def _cells(row: Iterable[Cell]) -> Markup:
    return Markup("").join(Markup("<td {}>{}</td>").format(_LEFT, cell) for cell in row)


def _heading(text: str) -> Markup:
    return Markup("<p><b>{}</b></p>").format(text)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _truncated(truncated: bool) -> list[Markup]:
    return [_paragraph("Truncated: more lies beyond the bounds of depth or number.")] if truncated else []


def _legend(ways: Iterable[LineagePath]) -> list[Markup]:
    """What the marks of hops mean, where there are any."""
    marked = any(source_mark(edge.evidence) for way in ways for edge in way.edges)
    return [_paragraph(f"Marked {MARKS}.")] if marked else []


def _joined(parts: Iterable[Markup]) -> str:
    return str(Markup("<div>{}</div>").format(Markup("\n").join(part for part in parts if part)))
