"""Licences along a lineage: text for people, plain values for programs, rows for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from kg.core.licences import LicenceClass, classes_of, spdx_id
from kg.core.lineage import EvidenceKind, Licence, SourcedEvidence
from kg.tracing.licensing import Licences, Licensed
from kg.views.csv_rows import csv_text
from kg.views.path_rows import HOP_COLUMNS, NO_HOP, Cells, edge_cells, withdrawn_cell
from kg.views.path_text import hop_line, name_of, path_line
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import evidence_json, node_json, path_json

Json = dict[str, Any]

OBLIGATIONS = {
    LicenceClass.NO_DERIVATIVES: "what is made from it is not passed on",
    LicenceClass.NON_COMMERCIAL: "no commercial use",
    LicenceClass.SHARE_ALIKE: "what is made from it is passed on under the same terms",
    LicenceClass.CUSTOM: "terms of its own, which have to be read",
    LicenceClass.PERMISSIVE: "notices are kept, and authors named where it asks for that",
    LicenceClass.UNKNOWN: "nobody in the graph names a licence, which is no permission",
}
"""What each class asks for, the strictest first."""

NO_ADVICE = (
    "Licences are told as sources print them. Which obligations pass from data to a model trained on them is a "
    "question of law that kg does not answer."
)
_COLUMNS = (
    *("name", "iri", "kind", "withdrawn", "licence", "spdx", "classes", "sources_differ", "sources_contradict"),
    *("said_by", "said_by_kind", "said_by_licence", "path", "path_belief", *HOP_COLUMNS),
)


def licences_text(answer: Licences) -> str:
    """By what they oblige to, the strictest first: each thing with its licences, who says so, and where it enters.

    A thing stands under the strictest of its classes. Ends with a line feed.
    """
    known = sum(bool(licensed.licences) for licensed in answer.licensed)
    start = " and ".join(dict.fromkeys(map(name_of, answer.starts)))
    count = plural(len(answer.licensed), "dataset or model", "datasets and models")
    blocks = ["\n".join(wrapped(f"{count} along the lineage of {start}, {known} with a known licence."))]
    for worst, asked in OBLIGATIONS.items():
        here = [licensed for licensed in answer.licensed if strictest(licensed) is worst]
        if here:
            title = f"{worst.value.capitalize()}: {asked} ({len(here)})"
            blocks.append("\n".join([title, *(line for each in here for line in _licensed(answer, each))]))
    differing = [f"{name_of(each.node)}" for each in answer.licensed if each.contradicting]
    if differing:
        blocks.append("\n".join(wrapped(f"Sources contradict each other on: {', '.join(differing)}.")))
    return "\n\n".join([*blocks, *_closing(answer)]) + "\n"


def strictest(licensed: Licensed) -> LicenceClass:
    """The strictest of the classes that the thing stands under."""
    return next(each for each in OBLIGATIONS if each in licensed.classes)


def _licensed(answer: Licences, licensed: Licensed) -> Iterator[str]:
    also = [c.value for c in OBLIGATIONS if c in licensed.classes and c is not strictest(licensed)]
    yield from wrapped(name_of(licensed.node) + (f" (also {', '.join(also)})" if also else ""), "  ")
    if licensed.contradicting:
        yield "    sources contradict each other:"
    elif licensed.differing:
        yield "    sources differ:"
    for licence in licensed.licences:
        yield from wrapped(_said(licence), "    ")
    if licensed.path is None:
        yield "    is asked about itself"
        return
    yield from wrapped(
        f"enters by {path_line(licensed.path.edges, answer.nodes)}   belief {licensed.path.belief:.2f}", "    "
    )
    yield from wrapped(hop_line(licensed.path.edges[-1], answer.nodes), "      ")


def _said(licence: Licence) -> str:
    classes = ", ".join(each.value for each in classes_of(licence.name))
    return f"{shown(licence.name)} ({classes}), so {', '.join(map(_who, licence.evidence))}"


def _who(evidence: SourcedEvidence) -> str:
    """The source by its name alone: its own licence would be taken for that of the thing."""
    known = evidence.kind in {EvidenceKind.BACKGROUND, EvidenceKind.READ}
    return shown(evidence.label) + ("" if known else f" ({evidence.kind.value})")


def _closing(answer: Licences) -> Iterator[str]:
    open_ends = [*answer.undisclosed, *answer.unknown]
    if open_ends:
        names = ", ".join(name_of(end.node) for end in open_ends)
        told = f"Beyond these models no licence of data can be known, for their data are not: {names}."
        yield "\n".join(wrapped(told))
    if answer.truncated:
        yield f"Truncated: more lies beyond {plural(answer.depth, 'hop')} or the bound on nodes."
    yield "\n".join(wrapped(NO_ADVICE))


def licences_json(answer: Licences) -> Json:
    """The answer as plain values.

    ``{"name", "depth", "start": [node], "licensed": [node + {"classes", "differing", "contradicting", "licences":
    [{"name", "spdx", "classes", "evidence"}], "path"}], "undisclosed": [name], "unknown": [name], "truncated"}``
    """
    return {
        "name": answer.name,
        "depth": answer.depth,
        "start": [node_json(node) for node in answer.starts],
        "licensed": [_licensed_json(answer, licensed) for licensed in answer.licensed],
        "undisclosed": [end.node.label for end in answer.undisclosed],
        "unknown": [end.node.label for end in answer.unknown],
        "truncated": answer.truncated,
    }


def _licensed_json(answer: Licences, licensed: Licensed) -> Json:
    return {
        **node_json(licensed.node),
        "classes": [each.value for each in licensed.classes],
        "differing": licensed.differing,
        "contradicting": licensed.contradicting,
        "licences": [
            {
                "name": licence.name,
                "spdx": spdx_id(licence.name),
                "classes": [each.value for each in classes_of(licence.name)],
                "evidence": [evidence_json(e) for e in licence.evidence],
            }
            for licence in licensed.licences
        ],
        "path": path_json(licensed.path, answer.nodes) if licensed.path else None,
    }


def licences_csv(answer: Licences) -> str:
    """A row for each source of each licence; a thing without one has a row too. The hop is that by which it enters."""
    return csv_text(_COLUMNS, (row for licensed in answer.licensed for row in _rows(answer, licensed)))


def _rows(answer: Licences, licensed: Licensed) -> Iterator[Cells]:
    node, path = licensed.node, licensed.path
    about = (shown(node.label), shown(node.iri), node.kind.value, withdrawn_cell(node))
    way = (path_line(path.edges, answer.nodes), round(path.belief, 6)) if path else (None, None)
    hop = (len(path.edges), *edge_cells(path.edges[-1], answer.nodes)) if path else NO_HOP
    differ = "yes" if licensed.differing else "no", "yes" if licensed.contradicting else "no"
    for licence in licensed.licences:
        classes = " ".join(each.value for each in classes_of(licence.name))
        told = (shown(licence.name), spdx_id(licence.name), classes, *differ)
        for e in licence.evidence:
            who = (shown(e.label), e.kind.value, shown(e.licence) if e.licence else None)
            yield (*about, *told, *who, *way, *hop)
    if not licensed.licences:
        yield (*about, None, None, LicenceClass.UNKNOWN.value, *differ, None, None, None, *way, *hop)
