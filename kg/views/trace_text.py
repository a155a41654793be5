"""A trace as text for people."""

from collections.abc import Iterable

from kg.core.lineage import LineagePath, Node, NodeKind
from kg.tracing.introductions import Introduction, said_by
from kg.tracing.lineage import OpenEnd, ReachedData, Trace
from kg.views.path_text import best_evidence, name_of, path_lines
from kg.views.shown import plural, short_title, shown

_MAX_INTRODUCTIONS = 2


def trace_text(answer: Trace) -> str:
    """The paths, best first, each hop with its quote; then the ends that stay open; then the totals.

    Ends with a line feed. Models only mentioned, undisclosed ones and unknown ones stand in groups of their own.
    """
    blocks = [_opening(answer), *(_reached(answer, d) for d in answer.datasets if not d.only_mentioned)]
    weaker = [_reached(answer, d) for d in answer.datasets if d.only_mentioned]
    if weaker:
        blocks += [["Only mentioned (the paper says of no model that it uses it, so these are weaker):"], *weaker]
    if answer.undisclosed:
        blocks += [["Training data not disclosed:"], *(_undisclosed(answer, end) for end in answer.undisclosed)]
    if answer.unknown:
        blocks += [["No training data known:"], *(_unknown(answer, end) for end in answer.unknown)]
    blocks.append(_closing(answer))
    return "\n".join(line for block in blocks if block for line in [*block, ""]).rstrip("\n") + "\n"


def totals(answer: Trace) -> str:
    """The numbers: datasets reached, models undisclosed, models of which nothing is known."""
    return (
        f"{plural(len(answer.datasets), _end_noun(answer))} reached, "
        f"{plural(len(answer.undisclosed), 'model')} with training data not disclosed, "
        f"{plural(len(answer.unknown), 'model')} with no training data known."
    )


def introduced_by_lines(reached: ReachedData) -> list[str]:
    """Who introduced the dataset, or the greater one that it is part of; empty where nothing is known."""
    name, path = shown(reached.node.label), reached.paths[0]
    if reached.introduced_by:
        return [f"{name} was introduced by {_works(reached.introduced_by, path)}"]
    for part in reached.part_of[:1]:
        if len(reached.part_of) == 1 or not part.edge.background or part.whole.iri in {e.subject for e in path.edges}:
            by = f", introduced by {_works(part.introductions, path)}" if part.introductions else ""
            return [f"{name} is part of {shown(part.whole.label)}{by}"]
    return []


def _end_noun(answer: Trace) -> str:
    return "dataset" if all(d.node.kind is NodeKind.DATASET for d in answer.datasets) else "end"


def _works(found: tuple[Introduction, ...], path: LineagePath) -> str:
    """The citations: those of the path's own papers; else those of other papers; else what background facts say."""
    own = [i for i in found if said_by(i.edge, path)]
    read = [i for i in found if not i.edge.background]
    best = own or read or list(found)
    texts = [shown(i.work.citation or i.work.label) + ("" if own else _who_says(i)) for i in best[:_MAX_INTRODUCTIONS]]
    more = f"; and {len(best) - len(texts)} more" if len(best) > len(texts) else ""
    return "; or ".join(texts) + more


def _who_says(found: Introduction) -> str:
    if found.edge.background:
        return f" [{best_evidence(found.edge.evidence)}]"
    if found.work.iri in {e.source for e in found.edge.evidence}:
        return ""
    citing = sorted({short_title(e.label) for e in found.edge.evidence if not e.background})
    return f" [as {citing[0]} cites it]"


def _opening(answer: Trace) -> list[str]:
    lines = []
    if len(answer.starts) > 1:
        kinds = " and ".join(f"the {n.kind.value} {name_of(n)}" for n in answer.starts)
        lines.append(f"{shown(answer.name)} names {kinds}; all are answered.")
    unread = [n for n in answer.starts if n.kind is NodeKind.PAPER and not n.read]
    return lines + [f"{name_of(n)} has not been read; only what other papers say is known." for n in unread]


def _reached(answer: Trace, reached: ReachedData) -> list[str]:
    lines = [line for path in reached.paths for line in path_lines(path, answer.nodes)]
    lines += [f"  {line}" for line in introduced_by_lines(reached)]
    if reached.others:
        lines.append(f"  {plural(reached.others, 'other path')} to {shown(reached.node.label)}")
    return lines


def _undisclosed(answer: Trace, end: OpenEnd) -> list[str]:
    evidence = best_evidence(end.node.undisclosed, end.node.label)
    return [*_way_to(answer, end), f"  training data not disclosed: {evidence}"]


def _unknown(answer: Trace, end: OpenEnd) -> list[str]:
    says = f"  nothing in the graph says what {shown(end.node.label)} was trained on"
    if end.paper is not None and not end.paper.read:
        says += f"; its paper has not been read: {shown(end.paper.citation or end.paper.label)}"
    return [*_way_to(answer, end), says]


def _way_to(answer: Trace, end: OpenEnd) -> list[str]:
    return path_lines(end.path, answer.nodes) if end.path else [shown(end.node.label)]


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
