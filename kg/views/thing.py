"""A dataset or model: who introduced it, who does what with it, and what it is made from and of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.core.licences import spdx_id
from kg.core.lineage import Edge, Licence, Node, NodeKind, origin_of
from kg.core.statement import DATASET_ROLES, MODEL_ROLES, Predicate
from kg.tracing.introductions import Introduction, Part, introductions, own_paper, wholes
from kg.tracing.lineage_graph import true_at_large
from kg.tracing.source import LineageSource
from kg.views.trace_json import evidence_json, introduction_json, node_json, part_json

Json = dict[str, Any]

_OF_DATASET = (
    (Predicate.DERIVED_FROM, False),
    (Predicate.HAS_PART, False),
    (Predicate.HAS_PART, True),
    (Predicate.DERIVED_FROM, True),
    (Predicate.TRAINED_ON, True),
    (Predicate.EVALUATED_ON, True),
)
_OF_MODEL = (
    (Predicate.TRAINED_ON, False),
    (Predicate.FINE_TUNED_FROM, False),
    (Predicate.ARCHITECTURE_FROM, False),
    (Predicate.DERIVED_FROM, False),
    (Predicate.EVALUATED_ON, False),
    (Predicate.FINE_TUNED_FROM, True),
    (Predicate.ARCHITECTURE_FROM, True),
    (Predicate.DERIVED_FROM, True),
)


_USING = frozenset({Predicate.TRAINS_ON, Predicate.EVALUATES_ON, Predicate.USES})


@dataclass(frozen=True, slots=True)
class User:
    """A paper and what it does with the thing, the strongest role first."""

    paper: Node
    edges: tuple[Edge, ...]

    @property
    def uses(self) -> bool:
        """Whether it trains on, evaluates on or uses the thing, which is what searches and lists count."""
        return any(edge.predicate in _USING for edge in self.edges)


@dataclass(frozen=True, slots=True)
class Kinship:
    """The things that stand in one relation to the thing: as its objects, or backwards as its subjects."""

    predicate: Predicate
    backwards: bool
    members: tuple[tuple[Node, Edge], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What is known of a dataset or model.

    paper is its own paper, a read one before an unread one, None where nothing is known; introduced_by all that is said
    of who introduced it. users come by role and name, papers that merely mention the thing last; kinships in the order
    in which people ask for them, without empty ones. What authors tell of their own runs of somebody else's model is
    none of these, as in a trace; own_runs counts the works that tell of such runs of this model.
    """

    node: Node
    paper: Node | None
    introduced_by: tuple[Introduction, ...]
    users: tuple[User, ...]
    part_of: tuple[Part, ...]
    licences: tuple[Licence, ...]
    kinships: tuple[Kinship, ...]
    own_runs: int = 0

    def members(self, predicate: Predicate, *, backwards: bool = False) -> tuple[tuple[Node, Edge], ...]:
        """The things in this relation, perhaps none."""
        found = (k.members for k in self.kinships if (k.predicate, k.backwards) == (predicate, backwards))
        return next(found, ())


def thing(source: LineageSource, node: Node) -> Thing:
    """What the graph knows of the dataset or model; the cost is that of its own statements."""
    kinds = _OF_MODEL if node.kind is NodeKind.MODEL else _OF_DATASET
    kinships = (Kinship(p, backwards, _members(source, node, p, backwards)) for p, backwards in kinds)
    return Thing(
        node=node,
        paper=own_paper(source, node.iri),
        introduced_by=introductions(source, node.iri),
        users=_users(source, node),
        licences=source.licences_of(node.iri),
        part_of=wholes(source, node.iri) if node.kind is NodeKind.DATASET else (),
        kinships=tuple(k for k in kinships if k.members),
        own_runs=_own_runs(source, node) if node.kind is NodeKind.MODEL else 0,
    )


def _users(source: LineageSource, node: Node) -> tuple[User, ...]:
    roles = MODEL_ROLES if node.kind is NodeKind.MODEL else DATASET_ROLES
    found = defaultdict[str, list[Edge]](list)
    for edge in source.incoming(node.iri, roles):
        found[edge.subject].append(edge)
    papers = ((source.node(iri), edges) for iri, edges in found.items())
    users = [
        User(paper, tuple(sorted(edges, key=lambda e: roles.index(e.predicate))))
        for paper, edges in papers
        if paper is not None
    ]
    return tuple(
        sorted(users, key=lambda u: (roles.index(u.edges[0].predicate), u.paper.label.casefold(), u.paper.iri))
    )


def _members(source: LineageSource, node: Node, predicate: Predicate, backwards: bool) -> tuple[tuple[Node, Edge], ...]:
    edges: Iterable[Edge] = (source.incoming if backwards else source.outgoing)(node.iri, {predicate})
    at_large = true_at_large(source, edges)
    far = ((source.node(edge.subject if backwards else edge.object), edge) for edge in at_large)
    known = [(there, edge) for there, edge in far if there is not None]
    return tuple(sorted(known, key=lambda m: (-round(m[1].belief, 12), m[0].label.casefold(), m[0].iri)))


def _own_runs(source: LineageSource, node: Node) -> int:
    edges = source.outgoing(node.iri, {Predicate.TRAINED_ON})
    counted = {e for edge in true_at_large(source, edges) for e in edge.evidence}
    return len({origin_of(e) for edge in edges for e in edge.evidence if e not in counted})


def thing_json(answer: Thing) -> Json:
    """The answer as plain values, texts to the letter.

    node + ``{"aliases", "paper": node or null, "introduced_by": [introduction], "used_by": [{"paper": node, "roles":
    [{"role", "belief", "background", "evidence"}]}], "part_of": [part], "licences": [{"name", "spdx", "evidence"}],
    "related": [{"relation", "backwards", "thing": node, "belief", "background", "evidence"}], "undisclosed":
    [evidence], "own_runs": count}``; node, introduction, part and evidence are those of ``trace_json``.
    """
    return {
        **node_json(answer.node),
        "aliases": list(answer.node.aliases),
        "paper": node_json(answer.paper) if answer.paper else None,
        "introduced_by": [introduction_json(i) for i in answer.introduced_by],
        "used_by": [
            {"paper": node_json(user.paper), "roles": [_said("role", edge) for edge in user.edges]}
            for user in answer.users
        ],
        "part_of": [part_json(part) for part in answer.part_of],
        "licences": [
            {
                "name": licence.name,
                "spdx": spdx_id(licence.name),
                "evidence": [evidence_json(e) for e in licence.evidence],
            }
            for licence in answer.licences
        ],
        "related": [
            {**_said("relation", edge), "backwards": kinship.backwards, "thing": node_json(there)}
            for kinship in answer.kinships
            for there, edge in kinship.members
        ],
        "undisclosed": [evidence_json(e) for e in answer.node.undisclosed],
        "own_runs": answer.own_runs,
    }


def _said(name: str, edge: Edge) -> Json:
    return {
        name: edge.predicate.value,
        "belief": round(edge.belief, 6),
        "background": edge.background,
        "evidence": [evidence_json(e) for e in edge.evidence],
    }
