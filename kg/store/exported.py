"""A graph that lies in a folder or in a file that kg exported, opened for reading either way."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kg.core.errors import GraphUnavailableError
from kg.store import vocabulary as v
from kg.store.failing import why_not_read
from kg.store.folder import open_for_writing
from kg.store.graph import Graph
from kg.store.rdf_files import FORMATS
from kg.store.remote.address import is_address
from kg.store.triple_terms import with_statements

_ALL = NamedNode(f"{v.ID}graph/export")
"""The graph that the triples of a file stand in which does not tell the sources apart."""


@contextmanager
def opened(place: str | Path) -> Iterator[Graph]:
    """The graph in a folder, behind an endpoint or in an export, for reading.

    An export is loaded into a folder that is thrown away.

    Raises:
        GraphUnavailableError: there is no graph, somebody writes it now, or the file is no export of kg's.
    """
    path = Path(place)
    if path.suffix.lower() in FORMATS and not os.path.lexists(path) and not is_address(str(place)):
        raise GraphUnavailableError(str(place), "there is no such file; check the spelling")
    if is_address(str(place)) or not path.is_file():
        with Graph.open_read_only(place) as graph:
            yield graph
        return
    with tempfile.TemporaryDirectory(prefix="kg-export-") as name:
        _load(path, Path(name) / "graph")
        with Graph.open_read_only(Path(name) / "graph") as graph:
            if next(graph.store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT, DefaultGraph()), None) is None:
                reason = "it holds no statements with their evidence; give a graph's folder, or what kg export wrote"
                raise GraphUnavailableError(str(path), reason)
            yield graph


def _load(file: Path, folder: Path) -> None:
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        reason = f"it is neither a graph's folder nor an export in {known}; give one of these"
        raise GraphUnavailableError(str(file), reason)
    written = open_for_writing(folder)
    try:
        written.store.bulk_extend(_quads(file, form))
    except SyntaxError as error:
        reason = f"it is no {form.name} that can be read ({error.msg}); export it anew"
        raise GraphUnavailableError(str(file), reason) from error
    except OSError as error:
        raise GraphUnavailableError(str(file), why_not_read(error)) from error
    finally:
        written.close()


def _quads(file: Path, form: RdfFormat) -> Iterator[Quad]:
    """The file's statements, each in its graph and in the union."""
    for statement in with_statements(parse(path=str(file), format=form)):
        s, p, o = statement.subject, statement.predicate, statement.object
        graph = statement.graph_name
        yield Quad(s, p, o, graph if isinstance(graph, NamedNode) else _ALL)
        yield Quad(s, p, o)
