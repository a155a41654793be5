"""The graph as a file that other programs read: the same graph gives the same bytes."""

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.core.errors import KgError
from kg.store.graph import Graph
from kg.store.vocabulary import PREFIXES, RDF_TYPE

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}
"""The formats by file suffix. Turtle and N-Triples hold the union, TriG and N-Quads keep the sources apart."""


_DECLARATIONS = re.compile(rb"\A(?:@prefix [^\n]*\n)*")


class UnknownFormatError(KgError):
    """The file's suffix names no format that the graph can be written in."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"{self.name}: no format goes by this suffix; give one of {', '.join(FORMATS)}"


def export(graph: Graph, path: str | Path) -> int:
    """Write the graph in the format of the path's suffix, whole or not at all; how many statements were written.

    Raises:
        UnknownFormatError: the suffix names no format.
    """
    path = Path(path)
    statements, data = _serialized(graph, _format(path.name))
    descriptor, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(unfinished).chmod(0o666 & ~umask)  # mkstemp lets nobody else read
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    return statements


def export_text(graph: Graph, stream: TextIO, suffix: str) -> int:
    """Write the graph to a text stream in the format of the suffix (".ttl"); how many statements were written.

    Raises:
        UnknownFormatError: the suffix names no format.
    """
    statements, data = _serialized(graph, _format(suffix))
    stream.write(data.decode("utf-8"))
    return statements


def turtle(triples: Iterable[Triple]) -> str:
    """The triples as Turtle: sorted, grouped by subject, with a type first and the prefixes of kg."""
    return _bytes(sorted(set(triples), key=_turtle_order), RdfFormat.TURTLE).decode("utf-8")


def _format(name: str) -> RdfFormat:
    suffix = name if name.startswith(".") and name.count(".") == 1 else Path(name).suffix
    found = FORMATS.get(suffix.lower())
    if found is None:
        raise UnknownFormatError(name)
    return found


def _serialized(graph: Graph, form: RdfFormat) -> tuple[int, bytes]:
    """The number of statements and their bytes; all is held in memory, for it must be sorted."""
    if form in {RdfFormat.TURTLE, RdfFormat.N_TRIPLES}:
        union = graph.store.quads_for_pattern(None, None, None, DefaultGraph())
        triples = sorted((q.triple for q in union), key=_turtle_order)
        return len(triples), _bytes(triples, form)
    named = (q for q in graph.store if isinstance(q.graph_name, NamedNode))
    quads = sorted(named, key=lambda q: (str(q.graph_name), *_turtle_order(q)))
    return len(quads), _bytes(quads, form)


def _bytes(statements: list[Triple] | list[Quad], form: RdfFormat) -> bytes:
    if form not in {RdfFormat.TURTLE, RdfFormat.TRIG}:
        return serialize(statements, format=form) or b""
    data = serialize(statements, format=form, prefixes=PREFIXES) or b""
    # Oxigraph declares the prefixes in an order of its own; line breaks in literals are escaped, so lines are safe.
    body = _DECLARATIONS.sub(b"", data, count=1)
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return header.encode() + b"\n" + body.replace(b" .\n", b" .\n\n").rstrip(b"\n") + b"\n"


def _turtle_order(statement: Triple | Quad) -> tuple[str, bool, str, str]:
    """By subject, type first, then by predicate and object."""
    s = statement
    return str(s.subject), s.predicate != RDF_TYPE, str(s.predicate), str(s.object)
