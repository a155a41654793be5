"""From a name that a person typed to nodes of the graph."""

import re
from pathlib import PurePath

from kg.core.errors import UnknownNameError
from kg.core.lineage import Node, NodeKind
from kg.core.meant import meant
from kg.core.names import unaccented
from kg.core.statement import Predicate
from kg.nearest import nearest_to
from kg.tracing.source import LineageSource

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_BEGINNING = 3  # letters and digits; "A" begins many a title
_LONGEST = 1_000  # characters of a title, beside the name's own, that are looked at


def resolve(source: LineageSource, name: str) -> tuple[Node, ...]:
    """The nodes that the name means, papers first, then by label; all of them where it means several.

    What is called so comes before what has it for another name. A path stands for the file at its end. Where nothing
    goes by the name, it is the one paper whose title or file's name begins with it, word by word, if there is just one:
    of those that were read, else of all.

    Raises:
        UnknownNameError: nothing does; it carries the nearest names.
    """
    found = source.find(name) or source.find(PurePath(name).name) or _papers_beginning(source, name)
    if not found:
        raise UnknownNameError(name, nearest_names(source, name))
    return tuple(sorted(meant(found, name), key=lambda n: (n.kind is not NodeKind.PAPER, n.kind, n.label, n.iri)))


def _papers_beginning(source: LineageSource, name: str) -> tuple[Node, ...]:
    wanted = _words(name)
    if len("".join(wanted)) < _SHORTEST_BEGINNING:
        return ()
    far = 4 * len(name) + _LONGEST
    longer = (full for full in source.names() if _words(full[:far])[: len(wanted)] == wanted)
    papers = {n.iri: n for full in longer for n in source.find(full) if n.kind is NodeKind.PAPER}
    read = [n for n in papers.values() if n.read]
    candidates = read or list(papers.values())
    return tuple(candidates) if len(candidates) == 1 else ()


def _words(name: str) -> list[str]:
    return _WORD.findall(unaccented(name).lower())


def nearest_names(source: LineageSource, name: str) -> tuple[str, ...]:
    """The names of the graph most like this one, best first; perhaps none."""
    return nearest_to(name, source.names())


def things_named(source: LineageSource, name: str) -> tuple[Node, ...]:
    """The datasets and models meant by the name; a paper's name stands for those that it introduces.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    things: dict[str, Node] = {}
    for node in resolve(source, name):
        for thing in _introduced(source, node) if node.kind is NodeKind.PAPER else (node,):
            things.setdefault(thing.iri, thing)
    return tuple(things.values())


def _introduced(source: LineageSource, paper: Node) -> tuple[Node, ...]:
    said = [edge.object for edge in source.outgoing(paper.iri, {Predicate.INTRODUCES})]
    cited = [edge.subject for edge in source.incoming(paper.iri, {Predicate.INTRODUCED_BY})]
    nodes = (source.node(iri) for iri in dict.fromkeys(said + cited))
    return tuple(node for node in nodes if node is not None)
