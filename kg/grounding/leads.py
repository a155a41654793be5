"""Where the names of a paper lead when they are held against one another: whom the things found mean as well."""

from collections.abc import Callable, Iterator, Mapping

from kg.core.candidate import Candidate
from kg.grounding.alike import by_slip
from kg.grounding.editions import by_only_version
from kg.grounding.initials import by_initials, by_title
from kg.grounding.portions import by_language, by_pair, by_split, by_task
from kg.grounding.shortened import by_beginning, by_ending, by_spelled_out_end
from kg.grounding.sizes import by_size
from kg.grounding.things import Cast, Lead, Thing

_WAYS: tuple[Callable[[Thing, Cast], Iterator[Lead]], ...] = (
    by_size,
    by_initials,
    by_title,
    by_split,
    by_task,
    by_pair,
    by_only_version,
    by_language,
    by_spelled_out_end,
    by_beginning,
    by_ending,
    by_slip,
)


def leads(cast: Cast) -> Mapping[str, Candidate]:
    """For the id of each thing that is another of the paper's or a known one: that one, as candidate with the reason.

    Leads are followed to their end; one that comes round is none.
    """
    first = {thing.id: lead for thing in cast.things if (lead := _first(thing, cast))}
    found = {}
    for identifier in first:
        if (road := _followed(identifier, first)) is not None:
            reason = ", and ".join(lead.reason for lead in road)
            found[identifier] = Candidate(road[-1].id, road[-1].called, road[0].sign, reason)
    return found


def _first(thing: Thing, cast: Cast) -> Lead | None:
    return next((lead for way in _WAYS for lead in way(thing, cast) if lead.id != thing.id), None)


def _followed(identifier: str, first: Mapping[str, Lead]) -> list[Lead] | None:
    road: list[Lead] = []
    seen = {identifier}
    while (lead := first.get(identifier)) is not None:
        if lead.id in seen:
            return None
        seen.add(lead.id)
        road.append(lead)
        identifier = lead.id
    return road
