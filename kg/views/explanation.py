"""Whom the names of a paper may mean and why, as text for people and as values for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from kg.core.candidate import Decision, Weighed
from kg.views.shown import shown, wrapped


def explanation_text(decisions: Iterable[Decision]) -> str:
    """Each name with what it was taken for, what else was weighed, and what was refused and why."""
    lines = ["names"]
    for decision in decisions:
        lines += _lines(decision)
    return "\n".join(lines) + "\n" if len(lines) > 1 else "no name of a dataset or model is in this paper\n"


def explanation_json(decisions: Iterable[Decision]) -> list[dict[str, Any]]:
    """The same as plain values; candidates stand in the order in which they were weighed."""
    return [
        {
            "kind": d.kind.value,
            "name": d.name,
            "surfaces": list(d.surfaces),
            "variants": list(d.variants),
            "id": d.chosen.entity_id,
            "candidates": [
                {
                    "id": w.candidate.entity_id,
                    "name": w.candidate.name,
                    "sign": w.candidate.sign.value,
                    "score": w.candidate.score,
                    "reason": w.candidate.reason,
                    "chosen": w.candidate is d.chosen,
                    "refused": w.refused,
                }
                for w in d.weighed
            ],
        }
        for d in decisions
    ]


def _lines(decision: Decision) -> Iterator[str]:
    yield from wrapped(
        f"{shown(decision.name)} ({decision.kind.value}) → {shown(decision.chosen.name)}, "
        f"{shown(decision.chosen.entity_id)}",
        "  ",
    )
    if others := [s for s in decision.surfaces if s != decision.name and s not in decision.variants]:
        yield from wrapped(f"written {', '.join(map(shown, others))}", "    ")
    if decision.variants:
        yield from wrapped(f"variant: {', '.join(map(shown, decision.variants))}", "    ")
    for weighed in decision.weighed:
        yield from wrapped(_weighed(weighed, chosen=weighed.candidate is decision.chosen), "    ")


def _weighed(weighed: Weighed, *, chosen: bool) -> str:
    c = weighed.candidate
    told = f"{c.sign.value}: {shown(c.name)}, {shown(c.entity_id)}: {shown(c.reason)}"
    if chosen:
        return f"taken, {told}"
    return f"refused, {told}; {shown(weighed.refused)}" if weighed.refused else f"weaker, {told}"
