"""What has to hold of a graph after a run was ended: looked at in a fork, for threads of a store must not be forked."""

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Contents:
    """A graph by digests: what each file read says, what imports hold by name; and whether its union is whole."""

    files: dict[str, str]
    imports: dict[str, str]
    union_is_whole: bool


def in_fork(function: Callable[..., Any], *given: Any) -> Any:
    """What the function gives, called in a fork.

    Raises:
        RuntimeError: it failed there; the words are its own.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            result: tuple[bool, Any] = (True, function(*given))
        except BaseException as error:
            result = (False, f"{type(error).__name__}: {error}")
        with os.fdopen(writing, "wb") as out:
            pickle.dump(result, out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        data = told.read()
    os.waitpid(pid, 0)
    well, value = pickle.loads(data)
    if not well:
        raise RuntimeError(value)
    return value


def contents(graph: Path) -> Contents:
    """What the graph holds now, each file decoded to the last of its quads."""
    from pyoxigraph import DefaultGraph, NamedNode  # noqa: PLC0415

    from kg.core.errors import GraphUnavailableError  # noqa: PLC0415
    from kg.store.contents import decoded  # noqa: PLC0415
    from kg.store.graph import Graph, SourceStatus  # noqa: PLC0415
    from kg.store.held import imported_sources  # noqa: PLC0415
    from kg.store.imports import import_iri  # noqa: PLC0415

    nothing = Contents({}, {}, union_is_whole=True)
    if not (graph / "kg.json").exists():
        return nothing
    try:
        opening = Graph.open_read_only(graph)
    except GraphUnavailableError as error:
        if "nothing has been stored here yet" in error.reason:
            return nothing
        raise
    with opening as opened:
        stored = [s.sha256 for s in opened.sources() if s.status is SourceStatus.STORED]
        files = {sha256: digest(opened.extraction(sha256)) for sha256 in stored}
        imports = {}
        for source in imported_sources(opened):
            node = import_iri(source.name)
            imports[source.name] = digest(decoded(node, list(opened.store.quads_for_pattern(None, None, None, node))))
        quads = list(opened.store)
    named = {q.triple for q in quads if isinstance(q.graph_name, NamedNode)}
    union = {q.triple for q in quads if isinstance(q.graph_name, DefaultGraph)}
    return Contents(files, imports, named == union)


def digest(value: Any) -> str:
    """A digest of a value of kg's, which are equal where their representations are."""
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def turtle(graph: Path) -> bytes:
    """The graph's Turtle, by its digest, and that of all of its quads."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.views.export import export  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened, tempfile.TemporaryDirectory() as folder:
        whole = hashlib.sha256()
        for name in ("graph.ttl", "graph.nq"):
            export(opened, Path(folder) / name)
            whole.update((Path(folder) / name).read_bytes())
    return whole.digest()


def conforms(graph: Path) -> bool:
    """Whether the graph holds to its shapes."""
    from pyoxigraph import DefaultGraph  # noqa: PLC0415

    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.shapes import check  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        return check(opened.store.quads_for_pattern(None, None, None, DefaultGraph())).conforms


def as_read(papers: list[Path]) -> dict[str, str]:
    """What each paper says before anything else is known, by the sha256 of its file."""
    from kg.pipeline import extract_file  # noqa: PLC0415

    found = [extract_file(path) for path in papers]
    return {paper.source.sha256: digest(paper) for paper in found}
