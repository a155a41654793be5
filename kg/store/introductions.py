"""Who introduced what, as the sources themselves say, whatever people decided about it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import Literal, NamedNode, Store

from kg.store import vocabulary as v
from kg.store.terms import entity_iri

_PARTED = re.compile(r"(?:-[0-9a-f]{10})?>$")

Said = tuple[NamedNode, NamedNode, NamedNode]
"""A thing, the work that introduced it, and the graph that says so."""


def introduced_otherwise(store: Store, known: Iterable[str]) -> tuple[str, ...]:
    """The digests of the papers that have a thing of one name introduced by another work than other papers have.

    The things with the ids known are passed over. Of things parted before, marked by ten digits behind the name, all
    papers are given. Sorted.
    """
    passed = {entity_iri(identifier) for identifier in known}
    works, papers = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    split: set[str] = set()
    for thing, work, graph in _introductions(store):
        if graph.value.startswith(v.PREFIXES["source"]) and thing not in passed:
            name = _PARTED.sub("", str(thing))
            works[name].add(work.value)
            papers[name].add(graph.value.removeprefix(v.PREFIXES["source"]))
            split |= {name} if f"{name}>" != str(thing) else set()
    return tuple(sorted({p for n, found in papers.items() if len(works[n]) > 1 or n in split for p in found}))


def _introductions(store: Store) -> Iterator[Said]:
    """Yield each statement that a work introduced a thing, as its source names the thing.

    Where people have made one thing of several, each of them is given every work of the one in that graph: more than
    the source says, never less.
    """
    former = defaultdict[tuple[NamedNode, NamedNode], list[NamedNode]](list)
    for quad in store.quads_for_pattern(None, v.KG_FORMER_ID, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            identifier = quad.object
            if isinstance(identifier, Literal):
                former[quad.subject, quad.graph_name].append(entity_iri(identifier.value))
    for thing, work, graph in chain(_withheld(store), _stated(store)):
        yield thing, work, graph
        yield from ((named, work, graph) for named in former.get((thing, graph), ()))


def _stated(store: Store) -> Iterator[Said]:
    for quad in store.quads_for_pattern(None, v.KG_INTRODUCED_BY, None, None):
        said = quad.subject, quad.object, quad.graph_name
        if isinstance(said[0], NamedNode) and isinstance(said[1], NamedNode) and isinstance(said[2], NamedNode):
            yield said[0], said[1], said[2]


def _withheld(store: Store) -> Iterator[Said]:
    for quad in store.quads_for_pattern(None, v.RDF_TYPE, v.KG_WITHHELD_STATEMENT, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            said = {q.predicate: q.object for q in store.quads_for_pattern(quad.subject, None, None, quad.graph_name)}
            thing, work = said[v.RDF_SUBJECT], said[v.RDF_OBJECT]
            introduces = said[v.RDF_PREDICATE] == v.KG_INTRODUCED_BY
            if introduces and isinstance(thing, NamedNode) and isinstance(work, NamedNode):
                yield thing, work, quad.graph_name
