"""The questions of lineage: trace, impact, withdrawal, leaks, licences, overlap."""

from typing import Any

from kg.core.lineage import Node
from kg.store.reading import GraphReader
from kg.tracing.findings import Verdict
from kg.tracing.impact import Impact, impact
from kg.tracing.leakage import Judged
from kg.tracing.leaks import Leaks, LeaksFrom, leaks, leaks_from
from kg.tracing.licensing import Licences, licences
from kg.tracing.lineage import DEFAULT_DEPTH, Trace, trace
from kg.tracing.overlap import Overlap, overlap
from kg.tracing.withdrawal import Withdrawn, withdrawal
from kg.views.impact_text import impact_csv, impact_json
from kg.views.leaks_rows import leaks_csv, leaks_json
from kg.views.leaks_text import TITLES, finding_sentence
from kg.views.licences_text import NO_ADVICE, OBLIGATIONS, licences_csv, licences_json, strictest
from kg.views.lineage_tree import lineage_tree, upward_tree
from kg.views.overlap_text import overlap_csv, overlap_json
from kg.views.trace_json import trace_json
from kg.views.trace_rows import trace_csv
from kg.views.withdrawal_report import KINDS, NOT_KNOWN, READING, UNLISTED, summary, title
from kg.views.withdrawal_rows import withdrawal_csv, withdrawal_json
from kg.web.questions.question import Field, FieldKind, Question, Rest, Values, beyond

_ALL_PATHS = 20
_ENOUGH_EVALUATIONS = 100  # of a whole graph on a page, with which the time for an answer is enough
_DEEPEST = 20
_MOST_THINGS = 10_000_000

NAME = Field(
    "name",
    "Paper, model or dataset",
    FieldKind.NAME,
    about="A title, short title, name, file name, arXiv id, DOI or IRI.",
)
DEPTH = Field("depth", "Hops at most", FieldKind.WHOLE, DEFAULT_DEPTH, least=1, most=_DEEPEST)
MIN_BELIEF = Field("min_belief", "Ways believed at least", FieldKind.FRACTION, 0.0)
EVERY = Field("all", "More than the best way to each", FieldKind.FLAG)


def _bounds(values: Values) -> dict[str, Any]:
    return {"depth": values["depth"], "min_belief": values["min_belief"]}


def _paths(values: Values) -> int:
    return _ALL_PATHS if values["all"] else 1


def _cut(answer: Any, values: Values) -> Rest | None:
    return beyond(values["depth"]) if answer.truncated else None


def _trace(reader: GraphReader, values: Values) -> Trace:
    return trace(
        reader,
        values["name"],
        to=values["to"],
        max_paths=_paths(values),
        read_only=values["only_read"],
        **_bounds(values),
    )


def _shown_trace(answer: Trace) -> Values:
    sure = [p for d in answer.datasets if not d.only_mentioned for p in d.paths]
    weaker = [p for d in answer.datasets if d.only_mentioned for p in d.paths]
    return {"twigs": lineage_tree(sure), "mentioned": lineage_tree(weaker)}


TRACE = Question(
    "trace",
    "What does it rest on?",
    "All data that a paper, model or dataset rests on, directly and through the models it uses, hop by hop.",
    (
        NAME,
        Field("to", "Only ways to", FieldKind.NAME, optional=True, about="A dataset or model."),
        DEPTH,
        MIN_BELIEF,
        EVERY,
        Field("only_read", "Only what papers in hand state", FieldKind.FLAG),
    ),
    _trace,
    trace_json,
    trace_csv,
    "question_trace.html.j2",
    "Trace",
    _shown_trace,
    rest=_cut,
)


def _impact(reader: GraphReader, values: Values) -> Impact:
    return impact(reader, values["name"], max_paths=_paths(values), **_bounds(values))


IMPACT = Question(
    "impact",
    "What rests on it?",
    "All papers, models and datasets that rest on a dataset or model, hop by hop.",
    (NAME, DEPTH, MIN_BELIEF, EVERY),
    _impact,
    impact_json,
    impact_csv,
    "question_impact.html.j2",
    "Impact",
    lambda answer: {"twigs": upward_tree(p for d in answer.dependents for p in d.paths)},
    rest=_cut,
)


def _withdrawal(reader: GraphReader, values: Values) -> Withdrawn:
    return withdrawal(reader, values["name"], values["date"], max_paths=_paths(values), **_bounds(values))


def _shown_withdrawal(answer: Withdrawn) -> Values:
    touched = [(kind, [d for d in answer.impact.dependents if d.node.kind is kind]) for kind in KINDS]
    said = {
        "heading": title(answer),
        "summary": summary(answer),
        "not_known": NOT_KNOWN,
        "reading": READING,
        "unlisted": UNLISTED,
    }
    return {**said, "touched": touched}


_DATE = Field("date", "Withdrawn on", FieldKind.NAME, about="2023, 2023-07 or 2023-07-14.")

WITHDRAWAL = Question(
    "withdrawal",
    "What would a withdrawal touch?",
    "All that rests on a dataset or model that is taken back on a day, and what that cannot be known of.",
    (
        NAME,
        Field("date", "Withdrawn on", FieldKind.NAME, about="2023, 2023-07 or 2023-07-14."),
        DEPTH,
        MIN_BELIEF,
        EVERY,
    ),
    _withdrawal,
    withdrawal_json,
    withdrawal_csv,
    "question_withdrawal.html.j2",
    "Withdrawal",
    _shown_withdrawal,
    rest=lambda answer, values: _cut(answer.impact, values) or _cut(answer, values),
)


def _leaks(reader: GraphReader, values: Values) -> Leaks:
    if values["name"]:
        return leaks(reader, values["name"], **_bounds(values))
    return leaks_from(reader, values["start"], enough=_ENOUGH_EVALUATIONS, **_bounds(values))


def _leaks_json(answer: Leaks) -> dict[str, Any]:
    rest = _rest_of_leaks(answer, {})
    return {**leaks_json(answer), "truncated": rest is not None, "next": rest.value if rest else None}


def _rest_of_leaks(answer: Leaks, _: Values) -> Rest | None:
    if not isinstance(answer, LeaksFrom) or answer.last >= answer.things:
        return None
    here = f"these are the evaluations of {answer.first} to {answer.last} of {answer.things} models and papers"
    return Rest(here, "start", answer.last + 1)


def _shown_leaks(answer: Leaks) -> Values:
    groups = [(TITLES[v], v, [j for j in answer.judged if j.verdict is v]) for v in Verdict]
    return {
        "groups": [group for group in groups if group[2]],
        "sentence": finding_sentence,
        "briefly": _briefly,
    }


def _briefly(judged: list[Judged]) -> list[tuple[Node, list[Judged]]]:
    """The evaluations in which nothing was found, by what is evaluated."""
    found: dict[str, tuple[Node, list[Judged]]] = {}
    for each in judged:
        found.setdefault(each.evaluated.subject.iri, (each.evaluated.subject, []))[1].append(each)
    return list(found.values())


LEAKS = Question(
    "leaks",
    "Was it trained on its tests?",
    "Evaluation sets that are upstream of the training data, or near to data that are; of one thing, or of all.",
    (
        Field("name", NAME.label, FieldKind.NAME, optional=True, about=f"{NAME.about} Without one, all are looked at."),
        DEPTH,
        MIN_BELIEF,
        Field(
            "start",
            "From the thing of this number on",
            FieldKind.WHOLE,
            1,
            least=1,
            most=_MOST_THINGS,
            about="Without a name; an answer's next is what to ask for then.",
            hidden=True,
        ),
    ),
    _leaks,
    _leaks_json,
    leaks_csv,
    "question_leaks.html.j2",
    "Leaks",
    _shown_leaks,
    at_once=True,
    rest=_rest_of_leaks,
)


def _licences(reader: GraphReader, values: Values) -> Licences:
    return licences(reader, values["name"], **_bounds(values))


def _shown_licences(answer: Licences) -> Values:
    groups = [(c, told, [each for each in answer.licensed if strictest(each) is c]) for c, told in OBLIGATIONS.items()]
    return {"groups": [group for group in groups if group[2]], "no_advice": NO_ADVICE}


LICENCES = Question(
    "licenses",
    "Under which licences?",
    "The licences of all that something rests on, by what they oblige to, and those that nobody knows.",
    (NAME, DEPTH, MIN_BELIEF),
    _licences,
    licences_json,
    licences_csv,
    "question_licences.html.j2",
    "Licences",
    _shown_licences,
    rest=_cut,
)


def _overlap(reader: GraphReader, values: Values) -> Overlap:
    return overlap(reader, values["name"], values["other"], **_bounds(values))


OVERLAP = Question(
    "overlap",
    "What do two share?",
    "The data and models that two papers, models or datasets both rest on, with a way from each.",
    (NAME, Field("other", "and another", FieldKind.NAME, about=NAME.about), DEPTH, MIN_BELIEF),
    _overlap,
    overlap_json,
    overlap_csv,
    "question_overlap.html.j2",
    "Overlap",
    rest=lambda answer, values: _cut(answer.one, values) or _cut(answer.other, values),
)

QUESTIONS = (TRACE, IMPACT, LEAKS, LICENCES, OVERLAP, WITHDRAWAL)
"""All of them, in the order in which they are offered."""
