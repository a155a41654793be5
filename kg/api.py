"""The library in six functions: read, extract, build, open, trace, query."""

import os
from collections.abc import Mapping
from pathlib import Path

from kg.building import build_graph
from kg.core.document import Document
from kg.documents.reader import read_document as _read_document
from kg.pipeline import extract
from kg.store.graph import Graph
from kg.store.named_queries import named_query
from kg.store.query import MAX_ROWS, TIME_LIMIT_S, QueryResult, run_query
from kg.store.reading import GraphReader
from kg.tracing.lineage import DEFAULT_DEPTH, Trace
from kg.tracing.lineage import trace as _trace

__all__ = ["build_graph", "extract", "open_graph", "query", "read_document", "trace"]


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


def query(
    graph: Graph,
    question: str,
    values: Mapping[str, str] | None = None,
    *,
    max_rows: int = MAX_ROWS,
    time_limit_s: float = TIME_LIMIT_S,
) -> QueryResult:
    """The answer to SPARQL 1.1 or to a question by its name, its variables fixed by the values.

    ``query(graph, "papers-by-dataset", {"dataset": "C4"}).to_dataframe()`` gives a pandas DataFrame.

    Raises:
        QueryError: the query has a mistake, would change the graph or go out to the network, or asks for too much.
        UnknownNameError: a value names nothing in the graph.
    """
    text = question if "{" in question else named_query(question).text
    return run_query(graph, text, values, max_rows=max_rows, time_limit_s=time_limit_s)


def trace(
    graph: Graph, name: str, *, to: str | None = None, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0
) -> Trace:
    """The data that a paper, model or dataset rests on, hop by hop, each with its evidence.

    >>> import tempfile
    >>> from kg.resources import shipped
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = build_graph([shipped("examples", "papers")], folder + "/graph")
    ...     with open_graph(folder + "/graph") as graph:
    ...         reached = trace(graph, "Flightpath", to="Marshbirds").datasets
    >>> reached[0].node.label, len(reached[0].paths[0].edges)
    ('Marshbirds', 3)

    Raises:
        UnknownNameError: nothing in the graph goes by the name.
    """
    return _trace(GraphReader(graph), name, to=to, depth=depth, min_belief=min_belief)
