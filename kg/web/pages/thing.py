"""The page of a dataset or model."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import data_beneath, expand
from kg.views.phrases import phrase, phrase_backwards
from kg.views.thing import Kinship, Thing, User, thing
from kg.web.questions.whole import shown_conflicts
from kg.web.rendering import page
from kg.web.serving import Held

Members = tuple[tuple[Node, Edge], ...]

_MOST_BENEATH = 500  # things, so that a page stays quick; nearest first, and a model seldom rests on a hundred
_APART = "Evaluated on, and not said to be training data"
_HEADINGS = {
    (Predicate.TRAINED_ON, False): "Trained on",
    (Predicate.TRAINED_ON, True): "Models trained on it",
    (Predicate.FINE_TUNED_FROM, False): "Fine-tuned from",
    (Predicate.FINE_TUNED_FROM, True): "Models fine-tuned from it",
    (Predicate.ARCHITECTURE_FROM, False): "Built like, which carries no data",
    (Predicate.ARCHITECTURE_FROM, True): "Models built like it",
    (Predicate.DERIVED_FROM, False): "Derived from",
    (Predicate.DERIVED_FROM, True): "Derived from it",
    (Predicate.HAS_PART, False): "Its parts",
    (Predicate.HAS_PART, True): "Part of",
    (Predicate.EVALUATED_ON, False): "Evaluated on, and among the data that it rests on",
    (Predicate.EVALUATED_ON, True): "Models evaluated on it",
}


def thing_page(request: Request, held: Held, node: Node) -> Response:
    """All that the graph knows of the dataset or model."""
    known = thing(held.reader, node)
    disagreements = held.findings.conflicts.get()
    values = {
        "title": node.label,
        "node": node,
        "thing": known,
        "is_model": node.kind is NodeKind.MODEL,
        "trained_on": known.members(Predicate.TRAINED_ON),
        "naming": _naming(known),
        "related": tuple(_related(held, known)),
        "conflicts": disagreements.about(node.iri) if disagreements else None,
        "answer": disagreements.all if disagreements else None,
        **shown_conflicts(None),
    }
    return page(request, "thing.html.j2", values)


def _naming(known: Thing) -> tuple[tuple[str, str, tuple[User, ...]], ...]:
    """The papers that use the thing, as many as a search counts, and those that name it and do not say so."""
    using = tuple(user for user in known.users if user.uses)
    others = tuple(user for user in known.users if not user.uses)
    nobody = "No paper in this graph says that it uses it."
    return ("Used by", nobody, using), ("Named by, without a word that it is used", "", others)


def _related(held: Held, known: Thing) -> Iterator[tuple[str, Members]]:
    """What stands in each relation under its heading, but for training data, which have a place of their own.

    What a model is evaluated on stands apart from what it rests on, as in a trace.
    """
    for kinship in known.kinships:
        if (kinship.predicate, kinship.backwards) == (Predicate.EVALUATED_ON, False):
            beneath = expand(held.reader, (known.node,), data_beneath, depth=DEFAULT_DEPTH, max_nodes=_MOST_BENEATH)
            apart = tuple((there, edge) for there, edge in kinship.members if there.iri not in beneath.graph)
            kept = tuple((there, edge) for there, edge in kinship.members if there.iri in beneath.graph)
            yield from ((heading, each) for heading, each in ((_APART, apart), (_heading(kinship), kept)) if each)
        elif (kinship.predicate, kinship.backwards) != (Predicate.TRAINED_ON, False):
            yield _heading(kinship), kinship.members


def _heading(kinship: Kinship) -> str:
    tell = phrase_backwards if kinship.backwards else phrase
    return _HEADINGS.get((kinship.predicate, kinship.backwards), tell(kinship.predicate))
