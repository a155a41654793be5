"""Values that a person gives to a query's variables, as terms."""

import re

from pyoxigraph import Literal, NamedNode

from kg.core.errors import AmbiguousNameError, QueryError, UnknownNameError
from kg.core.lineage import Node, NodeKind
from kg.core.meant import meant
from kg.nearest import nearest_to
from kg.store.reading import GraphReader
from kg.store.terms import integer, literal

_NUMBER = re.compile(r"-?\d{1,18}")


def term_of(reader: GraphReader, variable: str, value: str) -> NamedNode | Literal:
    """The value as a term: ``<IRI>``, ``"text"``, a whole number, or the node that goes by the name.

    A variable called paper, dataset or model takes a node of that kind; any other falls back to the text itself. What
    is called so comes before what has it for another name, and a paper that was read before those that were not.

    Raises:
        QueryError: what stands in ``<>`` is no IRI.
        UnknownNameError: nothing of the kind goes by the name.
        AmbiguousNameError: several things do, and a variable has one value.
    """
    if _is_iri(value):
        try:
            return NamedNode(value[1:-1])
        except ValueError as error:
            raise QueryError(f"{variable}={value}: {error}") from None
    if _is_quoted(value):
        return literal(value[1:-1])
    if _NUMBER.fullmatch(value):
        return integer(int(value))
    kinds = kinds_of(variable)
    found = _read_first(meant([n for n in reader.find(value) if n.kind in kinds], value))
    if len(found) > 1:
        raise AmbiguousNameError(value, tuple(f"<{n.iri}> ({n.kind.value} {n.label})" for n in found))
    if found:
        return NamedNode(found[0].iri)
    if len(kinds) > 1:
        return literal(value)
    raise UnknownNameError(value, nearest_to(value, reader.names()))


def kinds_of(variable: str) -> tuple[NodeKind, ...]:
    """The kinds of nodes that a variable of this name takes: its own for paper, dataset and model, else all.

    >>> kinds_of("dataset"), len(kinds_of("x"))
    ((<NodeKind.DATASET: 'dataset'>,), 3)
    """
    return tuple(k for k in NodeKind if k.value == variable.lstrip("?$")) or tuple(NodeKind)


def is_name(value: str) -> bool:
    """Whether the value is looked up by name: it is no address in ``<>``, text in quotes or number."""
    return not (_is_iri(value) or _is_quoted(value) or _NUMBER.fullmatch(value))


def _is_iri(value: str) -> bool:
    return value.startswith("<") and value.endswith(">")


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"


def _read_first(nodes: tuple[Node, ...]) -> list[Node]:
    """The papers that were read, and no others, where the nodes are papers of which some were."""
    read = [n for n in nodes if n.read]
    return read if read and all(n.kind is NodeKind.PAPER for n in nodes) else list(nodes)
