"""Leaks as text for people."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.tracing.closeness import Closeness
from kg.tracing.ends import OpenEnd
from kg.tracing.findings import Finding, Verdict
from kg.tracing.leakage import Judged
from kg.tracing.leaks import Leaks, gravest_first
from kg.views.path_text import hop_line, name_of, path_lines
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_text import undisclosed_line

TITLES = {
    Verdict.LEAK: "Evaluation sets upstream of the training data",
    Verdict.NEAR: "Evaluation sets near to data upstream",
    Verdict.SPLITS: "Trained and evaluated on the same dataset, splits are not known",
    Verdict.UNDISCLOSED: "Not known, because training data are not disclosed",
    Verdict.UNKNOWN: "Not known, because nothing says what was trained on",
    Verdict.CUT: "Not known, because the search was cut short",
    Verdict.NO: "Not upstream, as far as anything is known",
}
"""What is said of each verdict, the gravest first."""

_COUNTED = {
    Verdict.LEAK: "upstream",
    Verdict.NEAR: "near",
    Verdict.SPLITS: "trained and evaluated on the same dataset",
    Verdict.UNDISCLOSED: "not known because undisclosed",
    Verdict.UNKNOWN: "not known because nothing is said",
    Verdict.CUT: "not known because cut short",
    Verdict.NO: "not upstream as far as is known",
}
_Standing = tuple[int, float, str, str, str, str]
_IN_FULL = frozenset({Verdict.LEAK, Verdict.NEAR, Verdict.SPLITS})


def leaks_text(answer: Leaks) -> str:
    """The evaluations by verdict, the gravest first: what was found with both paths and quotes, else why not."""
    blocks = []
    for verdict in Verdict:
        judged = [j for j in answer.judged if j.verdict is verdict]
        if judged:
            title = f"{TITLES[verdict]} ({len(judged)}):"
            if verdict in _IN_FULL:
                blocks += [title, *map(_judged, judged)]
            else:
                blocks.append("\n".join([title, *_in_brief(judged)]))
    if not answer.judged:
        start = " and ".join(dict.fromkeys(map(name_of, answer.starts)))
        blocks.append(f"Nothing in the graph says what {start} is evaluated on.")
    else:
        blocks.append(_counted(Counter(j.verdict for j in answer.judged)))
    return "\n\n".join(blocks) + "\n"


def leaks_everywhere_text(judged: Iterable[Judged]) -> str:
    """All evaluations: first the counts, then by verdict, the gravest first, those in which something was found.

    Of each no more is kept than what is told of it.
    """
    counts: Counter[Verdict] = Counter()
    found: dict[Verdict, list[tuple[_Standing, str]]] = {}
    for each in judged:
        counts[each.verdict] += 1
        if each.verdict in _IN_FULL:
            found.setdefault(each.verdict, []).append((gravest_first(each), _judged(each)))
    blocks = [_counted(counts)]
    for verdict in (verdict for verdict in Verdict if verdict in found):
        blocks += [f"{TITLES[verdict]} ({counts[verdict]}):", *(text for _, text in sorted(found[verdict]))]
    if len(blocks) > 1 and counts.total() > sum(map(len, found.values())):
        blocks.append("Why the others are not known, or not upstream, is told by kg leaks NAME of each.")
    return "\n\n".join(blocks) + "\n"


def _counted(counts: Mapping[Verdict, int]) -> str:
    told = ", ".join(f"{counts[verdict]} {_COUNTED[verdict]}" for verdict in Verdict if counts.get(verdict))
    lines = wrapped(f"{plural(sum(counts.values()), 'evaluation')}: {told}." if told else "No evaluation.")
    return "\n".join(lines)


def _judged(judged: Judged) -> str:
    """One evaluation: what was found and who says that the evaluation took place, then each way with its quotes."""
    lines, nodes = [], judged.nodes
    for number, finding in enumerate(judged.findings):
        lines += wrapped(f"{finding_sentence(judged, finding)}   belief {finding.belief:.2f}")
        for edge in judged.evaluated.statements if not number else ():
            lines += wrapped(f"evaluated: {hop_line(edge, nodes)}", "  ")
        for path in (finding.path, finding.other):
            lines += path_lines(path, nodes, indent="  ") if path else []
    return "\n".join(lines)


def finding_sentence(judged: Judged, finding: Finding) -> str:
    """What was found of the evaluation set, in a sentence without its full stop."""
    subject, data = name_of(judged.evaluated.subject), name_of(judged.evaluated.dataset)
    near = name_of(finding.near) if finding.near else ""
    evaluated = f"{subject} is evaluated on {data}"
    return {
        Closeness.ITSELF: f"{evaluated}, which is upstream of it",
        Closeness.WHOLE: f"{evaluated}, which is held in {near}, which is upstream",
        Closeness.DERIVED: f"{evaluated}, from which came {near}, which is upstream",
        Closeness.PART: f"{evaluated}, of which a part, {near}, is upstream",
        Closeness.SOURCE: f"{evaluated}, which was made from {near}, which is upstream",
        Closeness.EDITION: f"{evaluated}; {near}, by its name another version or year of it, is upstream",
        Closeness.SPLITS: f"{evaluated}; whoever trained on {near or data} evaluates on it too: splits are not known",
    }[finding.closeness]


def _in_brief(judged: Sequence[Judged]) -> Iterable[str]:
    """The sets of each model or paper in a line, and the ends that keep the answer from being a "no"."""
    subjects = {j.evaluated.subject.iri: j.evaluated.subject for j in judged}
    for iri, subject in subjects.items():
        own = [j for j in judged if j.evaluated.subject.iri == iri]
        yield from wrapped(f"{name_of(subject)}: {', '.join(name_of(j.evaluated.dataset) for j in own)}", "  ")
        for end in own[0].open_ends:
            yield from wrapped(_open_end(end), "    ")


def _open_end(end: OpenEnd) -> str:
    name = shown(end.node.label)
    if end.node.undisclosed:
        return f"{name}: {undisclosed_line(end)}"
    unread = end.paper is not None and not end.paper.read
    if end.tuned_from:
        bases = " and ".join(shown(n.label) for n in end.tuned_from)
        return f"nothing in the graph says what {name} was fine-tuned on, which is made from {bases}"
    return f"nothing in the graph says what {name} was trained on" + (
        "; its paper is cited and not read" if unread else ""
    )
