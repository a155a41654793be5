"""Signs of roles weighed over a whole paper."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.core.spans import Span
from kg.core.statement import Predicate
from kg.statements.compared_models import IN_TABLE
from kg.statements.sightings import RoleSighting
from kg.statements.used_models import RUN_HERE

ROLE_FLOOR = 0.6
"""How sure the signs of a role must be together."""


def one_role_each(sightings: Sequence[RoleSighting]) -> Iterator[RoleSighting]:
    """The sightings of the role that counts, where a model shows both: use if it is run here, else what more scenes show.

    Authors who run a model nearly always set it beside others too; that makes it no mere object of comparison.
    """
    shown: dict[str, dict[Predicate, set[Span]]] = defaultdict(lambda: defaultdict(set))
    run: set[str] = set()
    for s in sightings:
        shown[s.entity_id][s.role].update([] if IN_TABLE in s.rule else [s.scene.span])
        if RUN_HERE in s.rule:
            run.add(s.entity_id)
    for s in sightings:
        roles = shown[s.entity_id]
        scenes_of = {role: len(spans) for role, spans in roles.items()}
        used = s.entity_id in run or scenes_of.get(Predicate.USES, 0) >= scenes_of.get(Predicate.COMPARES, 0)
        if len(roles) < 2 or s.role is (Predicate.USES if used else Predicate.COMPARES):
            yield s


def sure(sightings: Iterable[RoleSighting]) -> Iterator[RoleSighting]:
    """The sightings of roles whose signs together reach the floor; each further scene adds a little.

    What tables alone show counts only where prose shows no role, and of two roles of one entity the one that far fewer
    scenes show is taken for a slip.
    """
    by_role: dict[tuple[str, Predicate], list[RoleSighting]] = defaultdict(list)
    for sighting in sightings:
        by_role[sighting.entity_id, sighting.role].append(sighting)
    shown = {key: len({s.scene.span for s in found if IN_TABLE not in s.rule}) for key, found in by_role.items()}
    for (entity, role), found in by_role.items():
        total = max(s.confidence for s in found) + 0.05 * min(3, len({s.scene.span for s in found}) - 1)
        rival = max((n for (e, r), n in shown.items() if e == entity and r is not role), default=0)
        if total >= ROLE_FLOOR and (not rival or 3 * shown[entity, role] > rival):
            yield from found
