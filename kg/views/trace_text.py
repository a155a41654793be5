"""A trace as text for people."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.core.lineage import EvidenceKind, Node, NodeKind
from kg.tracing.introductions import Introduction, said_by
from kg.tracing.lineage import OpenEnd, ReachedData, Trace
from kg.tracing.summary import summed_up
from kg.views.path_text import evidence_text, name_of, path_lines, rank_evidence
from kg.views.path_tree import Branch, branch_hops, branch_line, branches
from kg.views.shown import plural, short_title, shown, wrapped
from kg.views.withdrawal import withdrawn_line

_MAX_INTRODUCTIONS = 2
_STEP = "  "
_SUMMED_UP_FROM = 5  # datasets; fewer are seen at a glance
_MENTIONED = "Only mentioned (the paper says of no model that it uses it, so these are weaker):"


def trace_text(answer: Trace, *, more: str = "") -> str:
    """The paths, best first, each hop with its quote; then the ends that stay open; then the totals.

    Ends with a line feed. A long one begins with its numbers. One path to each end makes a tree, which tells what paths
    share once; where there are more, they are grouped by the end that they lead to. Models only mentioned, undisclosed
    ones and unknown ones stand in groups of their own, and so do datasets that are only evaluated on. more says how to
    see the paths that are only counted.
    """
    hint = f": {more}" if more else ""
    arranged = _grouped if any(len(d.paths) > 1 for d in answer.datasets) else _tree
    blocks = [_opening(answer), *arranged(answer, [d for d in answer.datasets if not d.only_mentioned], hint)]
    if weaker := [d for d in answer.datasets if d.only_mentioned]:
        blocks += [wrapped(_MENTIONED), *arranged(answer, weaker, hint)]
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
        cited = shown(end.paper.citation or end.paper.label)
        says += f"; the {shown(end.node.label)} paper is cited and not read: {cited}"
    if end.own_runs:
        told = plural(end.own_runs, "paper tells", "papers tell")
        says += f"; {told} of a training of their own, which says nothing of it at large"
    return says


def who_says(found: Introduction) -> str:
    """In brackets, whose word it is that the work introduced the thing; empty for the work's own."""
    if found.work.iri in {e.source for e in found.edge.evidence}:
        return ""
    best = rank_evidence(found.edge.evidence)[0]
    return f" [{evidence_text(best)}]" if best.background else f" [as {short_title(best.label)} cites it]"


def disputed(found: Introduction) -> str:
    """In brackets, what the registry has against a paper's citing this work for the thing; empty where nothing."""
    against = next((e.note for e in found.edge.evidence if e.kind is EvidenceKind.READ and e.note), None)
    return f" [yet {shown(against)}]" if against else ""


def _end_noun(answer: Trace) -> str:
    return "dataset" if all(d.node.kind is NodeKind.DATASET for d in answer.datasets) else "end"


def _works(found: Sequence[Introduction], reached: ReachedData) -> str:
    path = reached.paths[0]
    texts = []
    for introduction in found[:_MAX_INTRODUCTIONS]:
        whose = "" if said_by(introduction.edge, path) else who_says(introduction)
        texts.append(shown(introduction.work.citation or introduction.work.label) + whose + disputed(introduction))
    more = f"; and {len(found) - len(texts)} more" if len(found) > len(texts) else ""
    return "; or ".join(texts) + more


def _tree(answer: Trace, datasets: Sequence[ReachedData], hint: str) -> Iterator[list[str]]:
    """A block of lines for each branch."""
    by_iri = {d.node.iri: d for d in datasets}
    for branch in branches((path for d in datasets for path in d.paths), answer.nodes):
        ended = [by_iri.pop(iri) for iri in branch.ends if iri in by_iri]  # told once, though several paths end there
        yield _branch(answer, branch, _facts(ended, hint))


def _grouped(answer: Trace, datasets: Sequence[ReachedData], hint: str) -> Iterator[list[str]]:
    """A block of lines for each dataset: its paths, best first; what was quoted for one end is not again."""
    told: set[tuple[str, str, str]] = set()
    for reached in datasets:
        count = plural(len(reached.paths) + reached.others, "path")
        lines = wrapped(f"{name_of(reached.node)}   best belief {reached.paths[0].belief:.2f}, {count}")
        for path in reached.paths:
            lines += path_lines(path, answer.nodes, indent=_STEP, unread=unread_models(answer), told=told)
        yield [*lines, *(line for text in _facts([reached], hint) for line in wrapped(text, _STEP))]


def unread_models(answer: Trace) -> frozenset[str]:
    """The models on the way whose papers are cited and were not read, by IRI."""
    return frozenset(model.iri for unread in answer.unread for model in unread.models)


def _facts(ended: Sequence[ReachedData], hint: str) -> list[str]:
    """What there is to tell of the ends of a branch; those that one work introduced are told together."""
    lines = [line for d in ended if (line := withdrawn_line(d.node))]
    by_works: dict[str, list[ReachedData]] = {}
    for reached in ended:
        told = reached.origin
        works = _works(told.introductions, reached) if told and told.part is None else reached.node.iri
        by_works.setdefault(works, []).append(reached)
    for works, introduced in by_works.items():
        names = [shown(d.node.label) for d in introduced]
        alone = introduced_by_line(introduced[0])
        if len(names) > 1:
            lines.append(f"{', '.join(names[:-1])} and {names[-1]} were introduced by {works}")
        elif alone is not None:
            lines.append(alone)
    lines += [f"and {d.others} more to {shown(d.node.label)}{hint}" for d in ended if d.others]
    return lines


def _branch(answer: Trace, branch: Branch, facts: Iterable[str]) -> list[str]:
    indent = _STEP * branch.depth
    lines = wrapped(branch_line(branch, answer.nodes), indent)
    for text in (*branch_hops(branch, answer.nodes, unread_models(answer)), *facts):
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
    names = [name_of(e.node) for e in answer.evaluated_on]
    title = f"Evaluated on, and not said to be training data ({len(names)})"
    return wrapped(f"{title}: {', '.join(names)}") if names else []


def _opening(answer: Trace) -> list[str]:
    lines = []
    if len(answer.starts) > 1:
        kinds = " and ".join(f"the {n.kind.value} {name_of(n)}" for n in answer.starts)
        lines.append(f"{shown(answer.name)} names {kinds}; all are answered.")
    unread = [n for n in answer.starts if n.kind is NodeKind.PAPER and not n.read]
    lines += [f"{name_of(n)} has not been read; only what other papers say is known." for n in unread]
    lines += [line for n in answer.starts if (told := withdrawn_line(n)) for line in wrapped(told)]
    return [*_summary(answer), *lines]


def _summary(answer: Trace) -> list[str]:
    """What is to come, in a line, where it is long."""
    if answer.to is not None or len(answer.datasets) < _SUMMED_UP_FROM:
        return []
    told = summed_up(answer)
    starts = dict.fromkeys(map(name_of, answer.starts))
    rest = "rests" if len(starts) == 1 else "rest"
    works = f", told by {plural(told.works, 'work')}" if told.works else ""
    ways = f"{told.directly} named directly, {told.indirectly} reached indirectly"
    return wrapped(f"{' and '.join(starts)} {rest} on {plural(told.datasets, 'dataset')}{works}: {ways}.")


def _closing(answer: Trace) -> list[str]:
    lines = [_nothing(answer)] if not answer.datasets else []
    lines.append(totals(answer))
    if answer.unread:
        models = dict.fromkeys(shown(m.label) for unread in answer.unread for m in unread.models)
        works = f"{plural(len(answer.unread), 'work')} on the way cited and not read"
        lines += wrapped(f"{works}, beyond which more may lie: of {', '.join(models)}. kg frontier ranks such works.")
    if answer.read_only:
        lines.append("Only what papers in hand state was followed.")
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
