"""Which ids are one thing and which are two, as people decided one after the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.core.decisions import Decision, DecisionKind
from kg.core.handles import entity_id_of
from kg.core.rejections import Rejections, rejection, rejections


@dataclass(frozen=True, slots=True)
class Ties:
    """Ids that are other ids, each by the merge that says so, and pairs that are two.

    called is what a merge calls the thing that others were merged into. beaten are merges and partings that a later one
    speaks against, by their id, with that one.
    """

    merges: Mapping[str, Decision] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    apart: Rejections = field(default_factory=Rejections)
    beaten: Mapping[str, Decision] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Ties":
        """What merges and partings come to, taken in this order: what is said later wins."""
        return _tied(decisions)

    def root(self, identifier: str) -> str:
        """The id that the thing goes by."""
        *_, last = self.chain(identifier)
        return last

    def chain(self, identifier: str) -> Iterator[str]:
        """The id, the one that it is, the one that this is, and so on."""
        return _chain(self.merges, identifier)


def _chain(merges: Mapping[str, Decision], identifier: str) -> Iterator[str]:
    yield identifier
    while identifier in merges:
        identifier = entity_id_of(merges[identifier].object)
        yield identifier


def _root(merges: Mapping[str, Decision], identifier: str) -> str:
    *_, last = _chain(merges, identifier)
    return last


def _tied(decisions: Iterable[Decision]) -> Ties:
    merges: dict[str, Decision] = {}
    apart: dict[tuple[str, str], Decision] = {}
    called: dict[str, str] = {}
    beaten: dict[str, Decision] = {}
    for d in decisions:
        one, other = entity_id_of(d.subject), entity_id_of(d.object)
        if d.kind is DecisionKind.MERGE:
            _merge(merges, one, other, d, beaten)
            if d.value:
                called[other] = d.value
            for pair in [p for p in apart if _root(merges, p[0]) == _root(merges, p[1])]:
                beaten[apart.pop(pair).id] = d
        else:
            _part(merges, one, other, d, beaten)
            apart[min(one, other), max(one, other)] = d
    pairs = rejections(rejection(*ids, by=d.who, why=d.why) for ids, d in apart.items())
    return Ties(MappingProxyType(merges), MappingProxyType(called), pairs, MappingProxyType(beaten))


def _merge(merges: dict[str, Decision], one: str, other: str, d: Decision, beaten: dict[str, Decision]) -> None:
    """Make the one the other; what stood in the way, the other being the one, stands no longer."""
    if one in _chain(merges, other):
        beaten[merges.pop(other).id] = d
    if one in merges and entity_id_of(merges[one].object) != other:
        beaten[merges[one].id] = d
    merges[one] = d


def _part(merges: dict[str, Decision], one: str, other: str, d: Decision, beaten: dict[str, Decision]) -> None:
    """Undo the latest of the merges that join the two, until nothing does."""
    while _root(merges, one) == _root(merges, other):
        a, b = list(_chain(merges, one)), list(_chain(merges, other))
        joining = {*a} ^ {*b}  # ids from which only one of the two is reached: their merges join both
        latest = max((i for i in joining if i in merges), key=lambda i: (merges[i].when, merges[i].id))
        beaten[merges.pop(latest).id] = d
