"""Storing papers beside Oxigraph's own ways to take the same quads."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.core.extraction import Extraction
from kg.store.decoding import decode
from kg.store.graph import Graph
from questions_parts.forms import Form
from questions_parts.model_paper import KINDS
from questions_parts.world import papers
from reading_parts.figure import Figure
from speed_parts.given import Given, cpu_of, in_turn

_TOGETHER = 16
"""Papers of an update, as the build stores them."""


def measure(given: Given) -> list[Figure]:
    """CPU of storing invented papers, encoding included, of `extend` in as many steps, and of `bulk_load`."""
    extractions = list(_extractions(given.invented))
    quads = _stored(extractions)
    text = serialize(quads, format=RdfFormat.N_QUADS)
    steps = -(-len(extractions) // _TOGETHER)
    ours, extend, bulk = in_turn(
        given.turns,
        lambda: _in_new(lambda folder: _put(extractions, folder)),
        lambda: _in_new(lambda folder: _extend(quads, steps, folder)),
        lambda: _in_new(lambda folder: _bulk_load(text, folder)),
    )
    on = f"{len(extractions)} invented papers, {len(quads)} quads"
    return [
        Figure("storing: thousand quads a CPU s", len(quads) / ours / 1_000, None, on),
        Figure("Oxigraph's extend: the same", len(quads) / extend / 1_000, None, on),
        Figure("Oxigraph's bulk_load of N-Quads: the same", len(quads) / bulk / 1_000, None, on),
        Figure("storing, share of extend's speed", extend / ours, 0.6, on),
        Figure("storing, share of bulk_load's speed", bulk / ours, None, on),
    ]


def _extractions(count: int) -> Iterator[Extraction]:
    forms = {kind: Form(kind, bare=False) for kind in KINDS}
    for filled in papers(count):
        read = parse(forms[filled.kind].printed(filled).encode(), format=RdfFormat.N_QUADS)
        yield decode([quad for quad in read if isinstance(quad.graph_name, NamedNode)])


def _stored(extractions: Sequence[Extraction]) -> list[Quad]:
    """The quads that stand in a graph of these papers, source by source."""
    with tempfile.TemporaryDirectory() as folder:
        _put(extractions, Path(folder))
        with Graph.open_read_only(Path(folder) / "graph") as graph:
            return sorted(graph.store, key=lambda q: (str(q.graph_name), str(q.subject)))


def _in_new(doing) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return cpu_of(lambda: doing(Path(folder)))


def _put(extractions: Sequence[Extraction], folder: Path) -> None:
    with Graph.open(folder / "graph") as graph:
        left = iter(extractions)
        while some := list(islice(left, _TOGETHER)):
            graph.put_many(some)


def _extend(quads: Sequence[Quad], steps: int, folder: Path) -> None:
    store = Store(folder)
    size = -(-len(quads) // steps)
    for at in range(0, len(quads), size):
        store.extend(quads[at : at + size])
    store.flush()


def _bulk_load(text: bytes, folder: Path) -> None:
    store = Store(folder)
    store.bulk_load(text, format=RdfFormat.N_QUADS)
    store.flush()
