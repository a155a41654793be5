"""What was pushed to an endpoint: the graph there that lists the others, each with a digest of what it holds."""

import hashlib
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.store import vocabulary as v
from kg.store.remote.quads import RemoteQuads
from kg.store.terms import CURATION_GRAPH, MANIFEST_GRAPH, literal
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


def read_log_sha256(quads: RemoteQuads) -> str | None:
    """The SHA-256 of the log whose decisions were pushed; None where none were, or an older kg pushed them."""
    said = [q for q in quads.whole(MANIFEST_GRAPH) if q.subject == CURATION_GRAPH and q.predicate == v.KG_SHA256]
    return next((q.object.value for q in said if isinstance(q.object, Literal)), None)


def manifest_lines(listing: Listing, log_sha256: str | None = None) -> list[str]:
    """The manifest as sorted lines of N-Triples, with the digest of the log where its decisions are listed."""
    quads = [Quad(MANIFEST_GRAPH, v.DCTERMS_HAS_PART, graph) for graph in listing]
    quads += [Quad(graph, v.DCTERMS_IDENTIFIER, literal(digest)) for graph, digest in listing.items() if digest]
    if log_sha256 is not None and CURATION_GRAPH in listing:
        quads.append(Quad(CURATION_GRAPH, v.KG_SHA256, literal(log_sha256)))
    return lines_of(quads)
