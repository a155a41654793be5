"""The library: read_document, extract, build_graph, open_graph, trace, impact, leaks, licenses, query, and Graph."""

import os
from collections.abc import Mapping
from pathlib import Path

from kg.answers import (
    Graph,
    ImpactAnswer,
    LeaksAnswer,
    LicencesAnswer,
    QueryAnswer,
    TraceAnswer,
    impact_answer,
    leaks_answer,
    licences_answer,
    query_answer,
    trace_answer,
)
from kg.building import build_graph
from kg.core.document import Document
from kg.documents.reader import read_document as _read_document
from kg.pipeline import extract
from kg.store.graph import Graph as _Graph
from kg.store.named_queries import named_query
from kg.store.query import MAX_ROWS, TIME_LIMIT_S, run_query
from kg.store.reading import GraphReader
from kg.tracing.impact import impact as _impact
from kg.tracing.leaks import leaks as _leaks
from kg.tracing.leaks import leaks_of_all
from kg.tracing.licensing import licences as _licences
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage import trace as _trace

__all__ = [
    "Graph",
    "build_graph",
    "extract",
    "impact",
    "leaks",
    "licenses",
    "open_graph",
    "query",
    "read_document",
    "trace",
]


def read_document(path: str | os.PathLike[str]) -> Document:
    """The paper in the file: its text, and sections, sentences, references and citations as spans into it.

    >>> from kg.resources import shipped
    >>> read_document(shipped("examples", "papers", "flightpath.txt")).title.split(":")[0]
    'Flightpath'

    Raises:
        UnreadablePaperError: the file could not be turned into text.
    """
    return _read_document(Path(path))


def open_graph(place: str | os.PathLike[str]) -> Graph:
    """The graph in a folder or behind a SPARQL endpoint, for reading; use it in a ``with`` statement.

    Raises:
        GraphUnavailableError: there is none, or it is being written.
        EndpointError: no endpoint answers at the address.
    """
    return Graph.open_read_only(os.fspath(place))


def trace(
    graph: _Graph, name: str, *, to: str | None = None, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0
) -> TraceAnswer:
    """The data that a paper, model or dataset rests on, hop by hop, each with its evidence.

    >>> import tempfile
    >>> from kg.resources import shipped
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = build_graph([shipped("examples", "papers")], folder + "/graph")
    ...     with open_graph(folder + "/graph") as graph:
    ...         reached = trace(graph, "Flightpath", to="Marshbirds").datasets
    ...         users = [dependent.node.label for dependent in impact(graph, "Quail-1").dependents]
    ...         counted = query(graph, "SELECT (COUNT(?d) AS ?n) { ?d a schema:Dataset }").to_dataframe()
    >>> reached[0].node.label, len(reached[0].paths[0].edges)
    ('Marshbirds', 3)
    >>> users[0], int(counted["n"][0]) > 20
    ('Quail-2', True)

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
    """
    return trace_answer(_trace(GraphReader(graph), name, to=to, depth=depth, min_belief=min_belief))


def impact(graph: _Graph, name: str, *, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0) -> ImpactAnswer:
    """What rests on a dataset or model; a paper's name stands for what the paper introduces.

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
    """
    return impact_answer(_impact(GraphReader(graph), name, depth=depth, min_belief=min_belief))


def leaks(
    graph: _Graph, name: str | None = None, *, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0
) -> LeaksAnswer:
    """Which evaluation sets of a paper or model are upstream of its training data or near to them, the gravest first.

    Of a dataset, all that is evaluated on it; without a name, every evaluation of the graph.

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
    """
    reader = GraphReader(graph)
    if name is None:
        return leaks_answer(leaks_of_all(reader, depth=depth, min_belief=min_belief))
    return leaks_answer(_leaks(reader, name, depth=depth, min_belief=min_belief))


def licenses(graph: _Graph, name: str, *, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0) -> LicencesAnswer:
    """The licences of all that a paper, model or dataset rests on, as sources print them, and those nobody names.

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
    """
    return licences_answer(_licences(GraphReader(graph), name, depth=depth, min_belief=min_belief))


def query(
    graph: _Graph,
    question: str,
    values: Mapping[str, str] | None = None,
    *,
    max_rows: int = MAX_ROWS,
    time_limit_s: float = TIME_LIMIT_S,
) -> QueryAnswer:
    """The answer to SPARQL 1.1 or to a question by its name, its variables fixed by the values.

    ``query(graph, "papers-by-dataset", {"dataset": "C4"}).to_dataframe()`` gives a pandas DataFrame.

    Raises:
        QueryError: the query has a mistake, would change the graph or go out to the network, or asks for too much.
        UnknownNameError: a value names nothing in the graph.
    """
    text = question if "{" in question else named_query(question).text
    return query_answer(run_query(graph, text, values, max_rows=max_rows, time_limit_s=time_limit_s))
