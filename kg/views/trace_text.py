"""A trace as text for people."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.core.lineage import Node, NodeKind
from kg.tracing.introductions import Introduction, said_by
from kg.tracing.lineage import OpenEnd, ReachedData, Trace
from kg.views.path_text import evidence_text, name_of, rank_evidence
from kg.views.path_tree import Branch, branch_hops, branch_line, branches
from kg.views.shown import plural, short_title, shown, wrapped

_MAX_INTRODUCTIONS = 2
_STEP = "  "
_MENTIONED = "Only mentioned (the paper says of no model that it uses it, so these are weaker):"


def trace_text(answer: Trace) -> str:
    """The paths as trees, best first, each hop with its quote; then the ends that stay open; then the totals.

    Ends with a line feed. Models only mentioned, undisclosed ones and unknown ones stand in groups of their own, and
    so do datasets that are only evaluated on.
    """
    blocks = [_opening(answer), *_tree(answer, [d for d in answer.datasets if not d.only_mentioned])]
    if weaker := [d for d in answer.datasets if d.only_mentioned]:
        blocks += [wrapped(_MENTIONED), *_tree(answer, weaker)]
    if answer.undisclosed:
        blocks += [["Training data not disclosed:"], *_open_ends(answer, answer.undisclosed, undisclosed_line)]
    if answer.unknown:
        blocks += [["No training data known:"], *_open_ends(answer, answer.unknown, unknown_line)]
    blocks += [_evaluated(answer), _closing(answer)]
    return "\n".join(line for block in blocks if block for line in [*block, ""]).rstrip("\n") + "\n"


def totals(answer: Trace, indirect: Sequence[ReachedData] | None = None) -> str:
    """The numbers: datasets reached (or only these, indirectly), models undisclosed, models without known data."""
    reached = f"{plural(len(answer.datasets), _end_noun(answer))} reached"
    if indirect is not None:
        reached = f"{plural(len(indirect), 'dataset')} reached indirectly"
    return (
        f"{reached}, "
        f"{plural(len(answer.undisclosed), 'model')} with training data not disclosed, "
        f"{plural(len(answer.unknown), 'model')} with no training data known."
    )


def introduced_by_line(reached: ReachedData) -> str | None:
    """Who introduced the dataset, or the greater one that it is part of; None where nothing is known."""
    told = reached.origin
    if told is None:
        return None
    works = _works(told.introductions, reached)
    if told.part is None:
        return f"{shown(reached.node.label)} was introduced by {works}"
    if told.part.whole.iri in {edge.subject for edge in reached.paths[0].edges}:
        return None  # the path has told that it is a part, and the whole says itself who introduced it
    return f"{shown(reached.node.label)} is part of {shown(told.part.whole.label)}, introduced by {works}"


def undisclosed_line(end: OpenEnd) -> str:
    """Who says that the model's training data are not disclosed."""
    best = rank_evidence(end.node.undisclosed, end.node.label)[0]
    more = f" · +{len(end.node.undisclosed) - 1} more" if len(end.node.undisclosed) > 1 else ""
    return f"training data not disclosed: {evidence_text(best, end.node.label)}{more}"


def unknown_line(end: OpenEnd) -> str:
    """That nothing is known of the model's training data, and the paper to read where there is one."""
    says = f"nothing in the graph says what {shown(end.node.label)} was trained on"
    if end.architecture_from:
        names = " and ".join(shown(n.label) for n in end.architecture_from)
        says += f" (built like {names}, which by itself brings no data)"
    if end.paper is not None and not end.paper.read:
        says += f"; its paper has not been read: {shown(end.paper.citation or end.paper.label)}"
    return says


def who_says(found: Introduction) -> str:
    """In brackets, whose word it is that the work introduced the thing; empty for the work's own."""
    if found.work.iri in {e.source for e in found.edge.evidence}:
        return ""
    best = rank_evidence(found.edge.evidence)[0]
    return f" [{evidence_text(best)}]" if best.background else f" [as {short_title(best.label)} cites it]"


def _end_noun(answer: Trace) -> str:
    return "dataset" if all(d.node.kind is NodeKind.DATASET for d in answer.datasets) else "end"


def _works(found: Sequence[Introduction], reached: ReachedData) -> str:
    path = reached.paths[0]
    texts = []
    for introduction in found[:_MAX_INTRODUCTIONS]:
        whose = "" if said_by(introduction.edge, path) else who_says(introduction)
        texts.append(shown(introduction.work.citation or introduction.work.label) + whose)
    more = f"; and {len(found) - len(texts)} more" if len(found) > len(texts) else ""
    return "; or ".join(texts) + more


def _tree(answer: Trace, datasets: Sequence[ReachedData]) -> Iterator[list[str]]:
    """A block of lines for each branch."""
    by_iri = {d.node.iri: d for d in datasets}
    for branch in branches((path for d in datasets for path in d.paths), answer.nodes):
        ended = [by_iri.pop(iri) for iri in branch.ends if iri in by_iri]  # told once, though several paths end there
        yield _branch(answer, branch, [line for d in ended for line in _facts(d)])


def _facts(reached: ReachedData) -> list[str]:
    others = f"{plural(reached.others, 'other path')} to {shown(reached.node.label)}" if reached.others else None
    return [line for line in (introduced_by_line(reached), others) if line]


def _branch(answer: Trace, branch: Branch, facts: Iterable[str]) -> list[str]:
    indent = _STEP * branch.depth
    lines = wrapped(branch_line(branch, answer.nodes), indent)
    for text in (*branch_hops(branch, answer.nodes), *facts):
        lines += wrapped(text, indent + _STEP)
    return lines


def _open_ends(answer: Trace, ends: Sequence[OpenEnd], tell: Callable[[OpenEnd], str]) -> Iterator[list[str]]:
    by_iri = {end.node.iri: end for end in ends}
    for end in ends:
        if end.path is None:
            yield [shown(end.node.label), *wrapped(tell(end), _STEP)]
    for branch in branches((end.path for end in ends if end.path), answer.nodes):
        yield _branch(answer, branch, [tell(by_iri[iri]) for iri in branch.ends])


def _evaluated(answer: Trace) -> list[str]:
    names = [shown(e.node.label) for e in answer.evaluated_on]
    return wrapped(f"Evaluated on, which is no training data ({len(names)}): {', '.join(names)}") if names else []


def _opening(answer: Trace) -> list[str]:
    lines = []
    if len(answer.starts) > 1:
        kinds = " and ".join(f"the {n.kind.value} {name_of(n)}" for n in answer.starts)
        lines.append(f"{shown(answer.name)} names {kinds}; all are answered.")
    unread = [n for n in answer.starts if n.kind is NodeKind.PAPER and not n.read]
    return lines + [f"{name_of(n)} has not been read; only what other papers say is known." for n in unread]


def _closing(answer: Trace) -> list[str]:
    lines = [_nothing(answer)] if not answer.datasets else []
    lines.append(totals(answer))
    if answer.weaker:
        lines.append(f"{plural(answer.weaker, _end_noun(answer))} left out as too weakly believed.")
    if answer.truncated:
        lines.append(f"Truncated: more lies beyond {plural(answer.depth, 'hop')} or the bound on nodes.")
    lines += [f"A cycle, which is an error in the data: {_names(group)}." for group in answer.cycles]
    return lines


def _nothing(answer: Trace) -> str:
    start = " and ".join(dict.fromkeys(map(name_of, answer.starts)))
    if answer.to is not None:
        return f"No path leads from {start} to {shown(answer.to)}."
    return f"No data are known beneath {start}."


def _names(group: Iterable[Node]) -> str:
    return ", ".join(shown(node.label) for node in group)
