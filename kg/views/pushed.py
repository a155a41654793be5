"""What a push did to an endpoint, for people and programs."""

from typing import Any

from kg.store.remote.push import Pushed
from kg.views.shown import plural, shown

_MOST_NAMED = 20


def pushed_text(done: Pushed) -> str:
    """What was replaced, left alone and dropped, and how; a long list is cut."""
    would = "would be " if done.dry_run else ""
    triples = sum(count for _, count in done.replaced)
    lines = [f"{plural(len(done.replaced), 'graph')} {would}pushed to {shown(done.url)}, {plural(triples, 'triple')}"]
    lines += _listed([f"{shown(name)}  {plural(count, 'triple')}" for name, count in done.replaced])
    if done.unchanged:
        lines.append(f"{plural(len(done.unchanged), 'graph')} unchanged since the last push")
    if done.dropped:
        lines.append(f"{plural(len(done.dropped), 'graph')} {would}dropped, which an earlier push had put there")
        lines += _listed([shown(name) for name in done.dropped])
    lines.append(_union(done))
    lines.append(f"written by {done.way} at {shown(done.written_at)}")
    return "\n".join(lines) + "\n"


def pushed_json(done: Pushed) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "url": done.url,
        "way": done.way,
        "written_at": done.written_at,
        "replaced": [{"graph": name, "triples": count} for name, count in done.replaced],
        "unchanged": list(done.unchanged),
        "dropped": list(done.dropped),
        "union": done.union,
        "dry_run": done.dry_run,
    }


def _union(done: Pushed) -> str:
    if done.union is None:
        return "no graph of the union there: kg query asks all graphs at once, which some servers do not do well"
    return f"the union of all graphs: {plural(done.union, 'triple')}, which kg query asks"


def _listed(lines: list[str]) -> list[str]:
    more = [f"  and {len(lines) - _MOST_NAMED} more"] if len(lines) > _MOST_NAMED else []
    return [f"  {line}" for line in lines[:_MOST_NAMED]] + more
