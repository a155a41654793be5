"""The page of a dataset or model."""

from starlette.requests import Request
from starlette.responses import Response

from kg.core.lineage import Node, NodeKind
from kg.core.statement import Predicate
from kg.views.phrases import phrase, phrase_backwards
from kg.views.thing import Kinship, thing
from kg.web.questions.whole import shown_conflicts
from kg.web.rendering import page
from kg.web.serving import Held

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
    (Predicate.EVALUATED_ON, False): "Evaluated on, and not said to be training data",
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
        "heading": _heading,
        "conflicts": disagreements.about(node.iri) if disagreements else None,
        "answer": disagreements.all if disagreements else None,
        **shown_conflicts(None),
    }
    return page(request, "thing.html.j2", values)


def _heading(kinship: Kinship) -> str:
    tell = phrase_backwards if kinship.backwards else phrase
    return _HEADINGS.get((kinship.predicate, kinship.backwards), tell(kinship.predicate))
