"""What depends on all sources of a graph together, brought up to date after they have changed."""

import logging
from collections.abc import Iterable

from kg.core.extraction import Extraction
from kg.grounding.parting import introduced_in, parted, renamed
from kg.grounding.registry import Registry, load_registry
from kg.store.curation_log import UnreadableLine
from kg.store.graph import Graph

_LOG = logging.getLogger(__name__)


def finish(graph: Graph, papers: Iterable[Extraction] = ()) -> tuple[UnreadableLine, ...]:
    """Store the last papers, and bring what depends on all up to date; the lines of the log that are no decisions.

    What depends on all is one node a work, the background upstream, and what people decided.
    """
    registry = load_registry()
    graph.put_background(registry.entities, registry.facts, papers=papers)
    _LOG.debug("stored the last papers, and what is known beforehand")
    _part_namesakes(graph, registry)
    _LOG.debug("parted namesakes")
    if graph.curate():  # people may name things, or no longer, of which more is known
        graph.put_background(registry.entities, registry.facts)
        graph.curate()
    return graph.unreadable_lines


def _part_namesakes(graph: Graph, registry: Registry) -> None:
    """Give unknown things of one name that different works introduce an id each, whatever came first."""
    found = [
        paper
        for sha256 in graph.introduced_otherwise(e.id for e in registry.entities)
        if (paper := graph.extraction(sha256))
    ]
    ids = parted(i for paper in found for i in introduced_in(paper, lambda name: registry.get(name) is not None))
    if changed := [after for paper in found if (after := renamed(paper, ids)) != paper]:
        graph.put_many(changed)
        graph.settle()
