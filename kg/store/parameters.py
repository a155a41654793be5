"""Values that a person gives to a query's variables, as terms."""

import re

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from kg.core.errors import QueryError, UnknownNameError
from kg.core.lineage import NodeKind
from kg.core.names import fold
from kg.store.reading import GraphReader
from kg.store.terms import integer, literal

_NUMBER = re.compile(r"-?\d{1,18}")
_LEAST_LIKENESS = 60.0
_NEAREST = 3


def term_of(reader: GraphReader, variable: str, value: str) -> NamedNode | Literal:
    """The value as a term: ``<IRI>``, ``"text"``, a whole number, or the node that goes by the name.

    A variable called paper, dataset or model takes a node of that kind; any other falls back to the text itself. Of
    several papers of a name the one that was read is taken.

    Raises:
        QueryError: what stands in ``<>`` is no IRI.
        UnknownNameError: nothing of the kind goes by the name.
    """
    if value.startswith("<") and value.endswith(">"):
        try:
            return NamedNode(value[1:-1])
        except ValueError as error:
            raise QueryError(f"{variable}={value}: {error}") from None
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return literal(value[1:-1])
    if _NUMBER.fullmatch(value):
        return integer(int(value))
    kind = next((k for k in NodeKind if k.value == variable), None)
    found = [n for n in reader.find(value) if kind is None or n.kind is kind]
    if found:
        return NamedNode(found[0].iri)
    if kind is None:
        return literal(value)
    near = process.extract(
        value, list(reader.names()), scorer=fuzz.WRatio, processor=fold, limit=_NEAREST, score_cutoff=_LEAST_LIKENESS
    )
    raise UnknownNameError(value, tuple(name for name, _, _ in near))
