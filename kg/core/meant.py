"""Which of the things that go by a name it means."""

from collections.abc import Iterable

from kg.core.lineage import Node, NodeKind
from kg.core.names import fold, without_article


def called(node: Node, name: str) -> bool:
    """Whether the name, with or without an article, is the node's own and no other name of it.

    >>> called(Node("x", NodeKind.DATASET, "Lake Hum", ("Hums",)), "the lake-hum")
    True
    """
    return fold(node.label) in {fold(name.strip()), fold(without_article(name.strip()))}


def by_another_name(node: Node, name: str) -> bool:
    """Whether the dataset or model is called otherwise and the name is another name of it; no id, no address."""
    spellings = {fold(name.strip()), fold(without_article(name.strip()))}
    return (
        node.kind is not NodeKind.PAPER and not called(node, name) and not spellings.isdisjoint(map(fold, node.aliases))
    )


def meant(nodes: Iterable[Node], name: str) -> tuple[Node, ...]:
    """The nodes without the datasets for which the name is another name, where a dataset is called so; models likewise.

    Papers stay, for a short title is no other name.
    """
    given = tuple(nodes)
    owned = {node.kind for node in given if called(node, name)}
    return tuple(node for node in given if node.kind not in owned or not by_another_name(node, name))
