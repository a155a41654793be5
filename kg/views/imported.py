"""What was imported, and where a graph's facts come from, as tables and as plain values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.core.entity import EntityKind
from kg.core.imported import PassedOver
from kg.core.lineage import EvidenceKind
from kg.imports import Imported
from kg.store.held import HeldSource
from kg.views.shown import plural, shown

Json = dict[str, Any]

_WIDTH = 120
_MOST_PASSED = 8
_MOST_NAMES = 5
_WIDEST = {"source": 34, "form": 16, "licence": 14}
_COUNTED = ("datasets", "models", "facts", "matches", "references")


def imported_text(done: Sequence[Imported]) -> str:
    """A table of the sources with what was taken of each, then names, what was passed over and what was not read."""
    table = _table("source", "form", "outcome", *_COUNTED)
    for d in done:
        counts = (str(getattr(d, name)) for name in _COUNTED)
        table.add_row(Text(shown(d.name)), d.form, _outcome(d), *counts)
    lines = [line for d in done for line in (*_names(d), *_notes(d))]
    return _printed(table, lines)


def _outcome(done: Imported) -> Text:
    return Text(f"same as {shown(done.same_as)}" if done.same_as else done.outcome.value)


def _names(done: Imported) -> list[str]:
    """What the models and datasets are called, to ask for them; of many the first."""
    lines = []
    for kind in (EntityKind.MODEL, EntityKind.DATASET):
        names = [shown(name) for of, name in done.names if of is kind]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        if names:
            lines.append(f"{kind.value}{'s' if len(names) > 1 else ''}: {', '.join(names[:_MOST_NAMES])}{more}")
    return [f"{shown(done.name)} names the {line}" for line in lines]


def _notes(done: Imported) -> list[str]:
    lines = []
    by_reason = Counter(p.reason for p in done.passed_over)
    for reason, count in sorted(by_reason.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PASSED]:
        first = next(p.record for p in done.passed_over if p.reason == reason)
        where = shown(first) + (f" and {count - 1} more" if count > 1 else "")
        lines.append(f"passed over: {where}: {shown(reason)}")
    if len(by_reason) > _MOST_PASSED:
        rest = plural(sum(by_reason.values()), "record")
        lines.append(f"passed over in all: {rest} of {shown(done.name)}; --json lists them")
    return lines + [f"failed: {shown(failure)}" for failure in done.failures]


def imported_json(done: Iterable[Imported]) -> Json:
    """The same as plain values: ``{"sources": [{"name", "form", ..., "names", "passed_over", "failures"}]}``."""
    return {
        "sources": [
            {
                "name": d.name,
                "form": d.form,
                "outcome": d.outcome.value,
                "same_as": d.same_as,
                "licence": d.licence,
                **{name: getattr(d, name) for name in _COUNTED},
                "names": [{"kind": kind.value, "name": name} for kind, name in d.names],
                "passed_over": [_passed(p) for p in d.passed_over],
                "failures": list(d.failures),
            }
            for d in done
        ]
    }


def _passed(passed: PassedOver) -> Json:
    return {"record": passed.record, "reason": passed.reason}


def sources_text(held: Sequence[HeldSource]) -> str:
    """A table of all sources, then their number by kind."""
    table = _table("kind", "source", "form", "licence", "sha256", "datasets", "models", "references", "statements")
    for s in held:
        counts = [str(n) for n in (s.datasets, s.models, s.references, s.statements)]
        if s.kind is EvidenceKind.BACKGROUND:
            counts[:3] = ["", "", ""]
        names = (Text(shown(s.name)), Text(shown(s.form or "")), Text(shown(s.licence or "")))
        table.add_row(s.kind.value, *names, (s.sha256 or "")[:8], *counts)
    by_kind = Counter(s.kind for s in held)
    told = [kind for kind in EvidenceKind if by_kind[kind] or kind is not EvidenceKind.CURATED]
    total = ", ".join(f"{by_kind[kind]} {kind.value}" for kind in told)
    failures = [f"failed: {shown(s.name)}: {shown(f)}" for s in held for f in s.failures]
    return _printed(table, [*failures, f"{plural(len(held), 'source')}: {total}"])


def sources_json(held: Iterable[HeldSource]) -> Json:
    """The same as plain values."""
    return {
        "sources": [
            {
                "kind": s.kind.value,
                "name": s.name,
                "form": s.form,
                "licence": s.licence,
                "sha256": s.sha256,
                "datasets": s.datasets,
                "models": s.models,
                "references": s.references,
                "statements": s.statements,
                "failures": list(s.failures),
            }
            for s in held
        ]
    }


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="")
    for heading in headings:
        numeric = heading in {*_COUNTED, "statements"}
        table.add_column(
            heading,
            justify="right" if numeric else "left",
            no_wrap=True,
            overflow="ellipsis",
            min_width=len(heading) if numeric else None,
            max_width=_WIDEST.get(heading),
        )
    return table


def _printed(table: Table, lines: Iterable[str]) -> str:
    console = Console(width=_WIDTH, color_system=None, force_terminal=False, highlight=False)
    with console.capture() as captured:
        console.print(table)
        for line in lines:
            console.print(Text(line), soft_wrap=True)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
