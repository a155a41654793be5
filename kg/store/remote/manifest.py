"""What was pushed to an endpoint: the graph there that lists the others, each with a digest of what it holds."""

import hashlib
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import vocabulary as v
from kg.store.remote.quads import RemoteQuads
from kg.store.terms import MANIFEST_GRAPH, literal
from kg.store.vocabulary import ID

Listing = Mapping[NamedNode, str]
"""Graphs with their digests; empty where a graph is being written, or may be half written."""


def lines_of(quads: Iterable[Quad]) -> list[str]:
    """The triples as sorted lines of N-Triples, each once."""
    return sorted({f"{q.triple} .\n" for q in quads})


def digest_of(lines: Iterable[str]) -> str:
    """The SHA-256 of the lines."""
    found = hashlib.sha256()
    for line in lines:
        found.update(line.encode("utf-8"))
    return found.hexdigest()


def read_listing(quads: RemoteQuads) -> dict[NamedNode, str]:
    """The graphs that the endpoint's manifest lists; none where nothing was pushed, and none that are not kg's."""
    found = quads.whole(MANIFEST_GRAPH)
    digests = {
        q.subject: q.object.value
        for q in found
        if q.predicate == v.DCTERMS_IDENTIFIER and isinstance(q.object, Literal) and isinstance(q.subject, NamedNode)
    }
    listed = (q.object for q in found if q.subject == MANIFEST_GRAPH and q.predicate == v.DCTERMS_HAS_PART)
    graphs = {g for g in listed if isinstance(g, NamedNode) and g.value.startswith(ID) and g != MANIFEST_GRAPH}
    return {graph: digests.get(graph, "") for graph in sorted(graphs, key=str)}


def manifest_lines(listing: Listing) -> list[str]:
    """The manifest as sorted lines of N-Triples."""
    quads = [Quad(MANIFEST_GRAPH, v.DCTERMS_HAS_PART, graph) for graph in listing]
    quads += [Quad(graph, v.DCTERMS_IDENTIFIER, literal(digest)) for graph, digest in listing.items() if digest]
    return lines_of(quads)
