"""What a withdrawal touches, as a report for people."""

from collections.abc import Iterator
from itertools import groupby

from kg.core.lineage import LineagePath, Node, NodeKind
from kg.tracing.impact import Dependent
from kg.tracing.withdrawal import Withdrawn
from kg.views.outline import Block, Heading, Item, Line, as_html, as_text
from kg.views.path_text import best_evidence, hop_line, path_line
from kg.views.shown import plural, shown
from kg.views.withdrawal import reported_at, withdrawn_line

KINDS = (NodeKind.PAPER, NodeKind.MODEL, NodeKind.DATASET)
"""The order in which what is touched is told."""

_NONE = "None is known."
NOT_KNOWN = (
    "Somebody says of these models that their training data are not disclosed. Whether they, and what rests on them, "
    "rest on what was withdrawn cannot be told; that nobody says so is no sign that they do not."
)
"""What stands before the models whose training data are not disclosed."""

READING = (
    "Each entry shows its best path to what was withdrawn, before all others what it states itself.",
    "Of every hop it shows the strongest evidence.",
    "A quote out of a paper has paper and page; where no paper in hand was seen to say so, the hop says who does.",
    "Belief lies between 0 and 1: independent sources strengthen a statement, and a path is the product of its hops.",
    "What only compares with the thing or mentions it stays out, and so does what no source in the graph speaks of.",
)
"""How to read the report, line by line; what is not in it is told by UNLISTED."""

UNLISTED = "Models of which nobody says what they were trained on are not listed"
"""What the report leaves out; where to look for it is told by whoever shows it."""
_WHERE = "kg trace of a paper or model shows those that it rests on, and kg frontier the works that may say it"


def withdrawal_text(answer: Withdrawn) -> str:
    """The report as plain text."""
    return as_text(withdrawal_outline(answer))


def withdrawal_html(answer: Withdrawn) -> str:
    """The report as one self-contained page without scripts."""
    return as_html(withdrawal_outline(answer), title(answer))


def withdrawal_outline(answer: Withdrawn) -> tuple[Block, ...]:
    """The report in the order in which it is read: what is touched directly, through others, perhaps."""
    return (
        Heading(title(answer), 1),
        *(
            Line(told, strong=True, addresses=reported_at(thing))
            for thing in answer.impact.things
            if (told := withdrawn_line(thing))
        ),
        Line(summary(answer)),
        *(block for kind in KINDS for block in _touched(answer, kind)),
        Heading("Evaluated on it, and not known to rest on it"),
        *_evaluators(answer),
        Heading("Not known, because training data are not disclosed"),
        *(_not_known(answer) or [Line(_NONE)]),
        Heading("How to read this report"),
        *(Line(text) for text in (*READING, f"{UNLISTED}; {_WHERE}.")),
    )


def title(answer: Withdrawn) -> str:
    """What the report is of."""
    return f"What rests on {things_withdrawn(answer)}, withdrawn {answer.date}"


def things_withdrawn(answer: Withdrawn) -> str:
    """The names of what was withdrawn."""
    return " and ".join(dict.fromkeys(shown(n.label) for n in answer.impact.things)) or shown(answer.impact.name)


def summary(answer: Withdrawn) -> str:
    """How much is touched, and how much of it cannot be known."""
    found = answer.impact.dependents
    counts = ", ".join(plural(sum(d.node.kind is kind for d in found), kind.value) for kind in KINDS)
    direct = sum(hops_to(d) == 1 for d in found)
    beyond = sum(d.node.kind is NodeKind.PAPER for d in answer.beyond)
    said = (
        f"{counts} are known to rest on it, {direct} directly and {len(found) - direct} through other things. "
        f"{plural(len(answer.impact.evaluating), 'is', 'are')} evaluated on it and not known to rest on it. "
        "It is not known of "
        f"{plural(len(answer.undisclosed), 'model')} with training data not disclosed, on which "
        f"{plural(beyond, 'paper')} and {plural(len(answer.beyond) - beyond, 'other thing')} rest."
    )
    if answer.impact.truncated or answer.truncated:
        said += f" Cut short: more lies beyond {plural(answer.impact.depth, 'hop')} or the bound on nodes."
    return said


def _touched(answer: Withdrawn, kind: NodeKind) -> Iterator[Block]:
    yield Heading(f"{kind.value.capitalize()}s that rest on it")
    found = sorted((d for d in answer.impact.dependents if d.node.kind is kind), key=lambda d: hops_to(d) > 1)
    if not found:
        yield Line(_NONE)
    for indirect, group in groupby(found, key=lambda d: hops_to(d) > 1):
        yield Line("Through other things:" if indirect else "Directly:")
        yield from (_item(answer, d) for d in group)


def _item(answer: Withdrawn, dependent: Dependent) -> Item:
    notes = [note for path in dependent.paths for note in _told(answer, path)]
    if dependent.others:
        notes.append(plural(dependent.others, "other path"))
    best = dependent.paths[0]
    return Item(f"{_cited(dependent.node)} (belief {best.belief:.2f}, {plural(len(best.edges), 'hop')})", tuple(notes))


def _told(answer: Withdrawn, path: LineagePath) -> list[str]:
    return [path_line(path.edges, answer.nodes), *(hop_line(edge, answer.nodes) for edge in path.edges)]


def _evaluators(answer: Withdrawn) -> list[Block]:
    found = answer.impact.evaluating
    items = (Item(_cited(e.node), tuple(hop_line(edge, answer.nodes) for edge in e.edges)) for e in found)
    return [*items] or [Line(_NONE)]


def _not_known(answer: Withdrawn) -> list[Block]:
    if not answer.undisclosed:
        return []
    models = [Item(shown(n.label), (best_evidence(n.undisclosed, n.label),)) for n in answer.undisclosed]
    return [Line(NOT_KNOWN), *models, *(_item(answer, d) for d in answer.beyond)]


def _cited(node: Node) -> str:
    if node.kind is NodeKind.PAPER and node.citation:
        return f"{node.label} ({node.citation})" if node.label not in node.citation else node.citation
    return node.label


def hops_to(dependent: Dependent) -> int:
    """How many hops the best path from the dependent has."""
    return len(dependent.paths[0].edges)
