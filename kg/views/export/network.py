"""The graph as programs that draw networks read it: GraphML and GEXF."""

from typing import TYPE_CHECKING, Any, BinaryIO

from kg.core.lineage import Node, NodeKind, origin_of
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.views.export.listing import Listing, edge_key, kind_of, statement_key
from kg.views.phrases import phrase
from kg.views.shown import plural, shown

if TYPE_CHECKING:
    import networkx as nx

CITES = "cites"


def network(graph: Graph) -> "nx.MultiDiGraph":
    """All papers, datasets and models with what is stated of them, and who cites whom.

    Nodes go by IRI, links by the end of their statement's IRI, which no two share. A citation has no belief, for it
    stands in a bibliography or does not; its weight is 1. That training data are undisclosed is told at the model.
    """
    import networkx as nx  # noqa: PLC0415 - other forms do without what takes longest to load

    listing = Listing(graph)
    drawn: nx.MultiDiGraph = nx.MultiDiGraph()
    for node in listing.nodes():
        drawn.add_node(node.iri, **_node(listing, node))
    for edge in listing.statements():
        if edge.predicate is Predicate.DISCLOSURE:
            drawn.nodes[edge.subject]["undisclosed"] = True
        elif edge.subject in drawn and edge.object in drawn:
            told = {"label": phrase(edge.predicate), "predicate": edge.predicate.value, "weight": round(edge.belief, 4)}
            known = {"belief": round(edge.belief, 4), "sources": len({origin_of(e) for e in edge.evidence})}
            drawn.add_edge(edge.subject, edge.object, key=edge_key(edge), **told, **known, background=edge.background)
    for citing, cited in listing.citations():
        key = statement_key(citing, v.CITO_CITES, cited)
        drawn.add_edge(citing, cited, key=key, label=CITES, predicate=CITES, weight=1.0, sources=1, background=False)
    return drawn


def write_graphml(graph: Graph, out: BinaryIO) -> str:
    """Write the network as GraphML; how much it is, in words."""
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415

    drawn = network(graph)
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True, named_key_ids=True)
    writer.add_graph_element(drawn)
    writer.dump(out)
    return _told(drawn)


def write_gexf(graph: Graph, out: BinaryIO) -> str:
    """Write the network as GEXF 1.2, without the day of today that networkx puts into it; how much, in words."""
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415

    drawn = network(graph)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(drawn)
    for element in writer.xml.iter():
        element.attrib.pop("lastmodifieddate", None)
        if element.tag == "creator":
            element.text = "kg"
    writer.write(out)
    return _told(drawn)


def _node(listing: Listing, node: Node) -> dict[str, Any]:
    """What is told of a node; of what is not known nothing, so that no program takes it for a value."""
    told: dict[str, Any] = {"label": shown(node.label), "kind": kind_of(node), "iri": node.iri}
    if node.withdrawn is not None:
        told["withdrawn"] = node.withdrawn.date or "yes"
    year = listing.year(node.iri) if node.kind is NodeKind.PAPER else None
    return told if year is None else {**told, "year": year}


def _told(drawn: "nx.MultiDiGraph") -> str:
    return f"{plural(drawn.number_of_nodes(), 'node')} and {plural(drawn.number_of_edges(), 'link')}"
