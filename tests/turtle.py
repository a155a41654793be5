"""What two graphs are held against each other by."""

from pathlib import Path

from kg.store.graph import Graph
from kg.views.export import export


def turtle(graph: Path) -> bytes:
    """The Turtle that is given out of the graph in this folder."""
    out = graph.with_name(f"{graph.name}.ttl")
    with Graph.open_read_only(graph) as opened:
        export(opened, out)
    return out.read_bytes()
