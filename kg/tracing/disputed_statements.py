"""Statements on which sources disagree: introductions, training data and what models were made from.

Each function here goes through a relation once, and gives how many cases may be conflicts and an iterator that looks at
them one by one, with None for what turns out to be none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.core.lineage import Edge
from kg.core.names import fold
from kg.core.statement import Predicate
from kg.tracing.claims import Claim, Conflict, claim_of
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.lineage_graph import data_beneath, expand
from kg.tracing.whole import WholeGraph

Cases = tuple[int, Iterator[Conflict | None]]
"""How many cases there are, and the conflicts among them, in the order in which they are worth looking at."""

_ANCESTRY = 6  # hops up which one base of a model is looked for behind another
_ANCESTORS = 200


def introductions_told(source: WholeGraph) -> Cases:
    """Things that different works are said to have introduced, those first that most sources dispute."""
    support = _support(source, Predicate.INTRODUCED_BY)
    contested = [thing for thing, works in support.items() if len(works) > 1]

    def evenly(thing: str) -> tuple[int, int, str]:
        counts = sorted((len(by) for by in support[thing].values()), reverse=True)
        return -counts[1], -counts[0], thing

    return len(contested), (_introduction(source, thing) for thing in sorted(contested, key=evenly))


def _introduction(source: WholeGraph, thing: str) -> Conflict | None:
    """The works said to have introduced the thing; works of one title count as one, for they were not joined."""
    by_title: dict[str, Claim] = {}
    for edge in source.outgoing(thing, {Predicate.INTRODUCED_BY}):
        work = source.node(edge.object)
        title = (fold(work.label) if work else "") or edge.object
        first = by_title.get(title)
        if first is None:
            by_title[title] = claim_of(edge)
        else:
            by_title[title] = Claim(thing, first.relation, first.object, first.evidence + edge.evidence)
    return _conflict(ConflictKind.INTRODUCTION, (thing,), by_belief(by_title.values()))


def disclosures_told(source: WholeGraph) -> Cases:
    """Models whose training data somebody says are not disclosed, while somebody names some."""
    silent = sorted({model for model, _, _ in source.stated_by(Predicate.DISCLOSURE)})
    return len(silent), (_disclosure(source, model) for model in silent)


def _disclosure(source: WholeGraph, model: str) -> Conflict | None:
    node = source.node(model)
    if node is None or not node.undisclosed:
        return None
    told = by_belief(claim_of(e) for e in _training_data(source, model))
    silent = Claim(model, Predicate.DISCLOSURE.value, "", node.undisclosed)
    return _conflict(ConflictKind.DISCLOSURE, (model,), (silent, *told))


def training_told(source: WholeGraph) -> Cases:
    """Models of which others name training data that their own paper, which was read and names some, does not."""
    support = _support(source, Predicate.TRAINED_ON)
    uneven = sorted(m for m, data in support.items() if len({*data.values()}) > 1)
    return len(uneven), (_training(source, model) for model in uneven)


def _training(source: WholeGraph, model: str) -> Conflict | None:
    makers = {e.subject for e in source.incoming(model, {Predicate.INTRODUCES})}
    told = _training_data(source, model) if makers else []
    own = [e for e in told if any(piece.source in makers for piece in e.evidence)]
    named = {e.object for e in own}
    others = [e for e in told if e.object not in named and not named & _near(source, e.object)]
    if not own or not others:
        return None
    claims = (*by_belief(claim_of(e, by_makers=True) for e in own), *by_belief(map(claim_of, others)))
    return _conflict(ConflictKind.TRAINING, (model,), claims)


def _training_data(source: WholeGraph, model: str) -> list[Edge]:
    node = source.node(model)
    edges = data_beneath(source, node) if node is not None else ()
    return [e for e in edges if e.predicate is Predicate.TRAINED_ON]


def _near(source: WholeGraph, data: str) -> set[str]:
    """The parts and sources of the data, and what they are a part or source of."""
    near = {Predicate.HAS_PART, Predicate.DERIVED_FROM}
    return {e.object for e in source.outgoing(data, near)} | {e.subject for e in source.incoming(data, near)}


def bases_told(source: WholeGraph) -> Cases:
    """Models that different sources have fine-tuned from different models."""
    support = _support(source, Predicate.FINE_TUNED_FROM)
    split = sorted(m for m, bases in support.items() if any(not a & b for a, b in combinations(bases.values(), 2)))
    return len(split), (_base(source, model) for model in split)


def _base(source: WholeGraph, model: str) -> Conflict | None:
    """The bases that sources name, but for those that only lie behind another one."""
    edges = source.outgoing(model, {Predicate.FINE_TUNED_FROM})
    behind = {iri for e in edges for iri in _ancestors(source, e.object)}
    return _conflict(ConflictKind.BASE, (model,), by_belief(claim_of(e) for e in edges if e.object not in behind))


def _ancestors(source: WholeGraph, model: str) -> set[str]:
    node = source.node(model)
    reach = expand(source, [node] if node else [], data_beneath, depth=_ANCESTRY, max_nodes=_ANCESTORS)
    return set(reach.graph) - {model}


def weights_told(source: WholeGraph) -> Cases:
    """Pairs of models of which one source says that weights were taken over, and another only the architecture."""
    tuned, built = _support(source, Predicate.FINE_TUNED_FROM), _support(source, Predicate.ARCHITECTURE_FROM)
    pairs = sorted(
        (model, base)
        for model, bases in tuned.items()
        for base, by in bases.items()
        if (like := built.get(model, {}).get(base)) and by - like and like - by
    )
    return len(pairs), (_weights(source, *pair) for pair in pairs)


def _weights(source: WholeGraph, model: str, base: str) -> Conflict | None:
    told = source.outgoing(model, {Predicate.FINE_TUNED_FROM, Predicate.ARCHITECTURE_FROM})
    return _conflict(ConflictKind.WEIGHTS, (model, base), by_belief(claim_of(e) for e in told if e.object == base))


def _conflict(kind: ConflictKind, about: tuple[str, ...], claims: tuple[Claim, ...]) -> Conflict | None:
    return Conflict(kind, about, claims) if len(claims) > 1 else None


def by_belief(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, the one believed most first."""
    return tuple(sorted(claims, key=lambda c: (-round(c.belief, 12), c.relation, c.object, c.subject)))


def _support(source: WholeGraph, predicate: Predicate) -> dict[str, dict[str, frozenset[str]]]:
    """For each subject of the relation its objects, each with the sources that state it."""
    gathered = defaultdict[str, dict[str, set[str]]](lambda: defaultdict(set))
    for subject, target, by in source.stated_by(predicate):
        gathered[subject][target].add(by)
    return {s: {t: frozenset(by) for t, by in targets.items()} for s, targets in gathered.items()}
