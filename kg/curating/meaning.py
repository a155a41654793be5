"""What people mean who name a thing that may not be there yet, or a decision by how its id begins."""

import re
from collections.abc import Sequence

from kg.core.decisions import Decision, DecisionKind
from kg.core.entity import EntityKind, entity_id
from kg.core.errors import UnknownDecisionError, UnknownNameError
from kg.core.handles import entity_id_of, is_thing, kind_of, name_in
from kg.core.identifiers import digest
from kg.core.names import fold
from kg.curating.desk import Desk
from kg.store.curation_log import Log

_DERIVED = re.compile(r"-[0-9a-f]{8}(?:[0-9a-f]{2})?$")
_SHORTEST_ID = 4


def another_thing(desk: Desk, identifier: str, called: str, paper: str, meant: str | None) -> tuple[str, str]:
    """The id and name of what the paper means instead."""
    own = _DERIVED.sub("", identifier)
    apart = f"{own}-{digest('split', identifier, paper, length=8)}"
    if meant is None:
        return apart, called
    kind = EntityKind(identifier.partition(":")[0])
    try:
        node = desk.thing(meant)
    except UnknownNameError:
        if is_thing(meant) and kind_of(meant) is kind:
            return entity_id_of(meant), name_in(meant)
        if not fold(meant):
            raise
        return entity_id(kind, meant), on_one_line(meant)
    found = desk.id(node)
    return (found, node.label) if found != identifier else (apart, called)


def decisions_meant(log: Log, which: Sequence[str]) -> tuple[Decision, ...]:
    """The decision whose id begins so, or all in effect that keep two ids apart.

    Raises:
        UnknownDecisionError: there is none, or the beginning fits several.
    """
    return (_beginning(log, which[0]),) if len(which) == 1 else _apart(log, which)


def _beginning(log: Log, text: str) -> Decision:
    beginning = text.strip().lower()
    found = [d for d in log.decisions if d.id.startswith(beginning)] if len(beginning) >= _SHORTEST_ID else []
    if len(found) != 1:
        raise UnknownDecisionError(text, "several decisions begin so" if found else "no decision goes by this id")
    return found[0]


def _apart(log: Log, pair: Sequence[str]) -> tuple[Decision, ...]:
    ids = {entity_id_of(w) for w in pair}
    undone = {d.value for d in log.decisions if d.kind is DecisionKind.UNDO}
    apart = [d for d in log.decisions if d.kind is DecisionKind.APART and d.id not in undone]
    meant = tuple(d for d in apart if {entity_id_of(d.subject), entity_id_of(d.object)} == ids)
    if not meant:
        raise UnknownDecisionError(" and ".join(pair), "nobody has kept these two apart")
    return meant


def on_one_line(text: str) -> str:
    """The text with each stretch of blanks and line breaks as one blank."""
    return " ".join(text.split())
