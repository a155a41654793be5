"""The graph as RDF in the W3C's forms: Turtle, TriG, N-Triples and N-Quads."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.store import vocabulary as v
from kg.views.export.described import by_subject, canonical_lines, described, sources
from kg.views.export.names import declarations, node_name, term_name
from kg.views.export.order import SECTIONS, arranged, by_property
from kg.views.shown import shown

_IN = "    "


def turtle(triples: Iterable[Triple]) -> str:
    """The triples as Turtle, grouped by subject, with the prefixes that they use; what belongs together is together."""
    said = by_subject(Quad(t.subject, t.predicate, t.object) for t in set(triples))
    told = arranged(quad for quads in said.values() for quad in quads)
    body = "\n".join(_block(term_name(subject), said[subject]) for _, subject in told)
    header = declarations(body)
    return "\n".join(part for part in (header, body) if part)


def write_turtle(store: Store, out: BinaryIO, *, rdf12: bool = False) -> int:
    """Write the union of all sources as Turtle, section by section; how many triples."""
    out.write(declarations().encode())
    written = 0
    for section, blocks in groupby(_sectioned(store, DefaultGraph(), rdf12=rdf12), key=lambda told: told[0]):
        out.write(f"\n\n# ---- {SECTIONS[section]}\n".encode())
        for _, block, count in blocks:
            out.write(f"\n{block}".encode())
            written += count
    return written


def write_trig(store: Store, out: BinaryIO, *, rdf12: bool = False) -> int:
    """Write each source as a named graph, by name; how many quads."""
    out.write(declarations().encode())
    written = 0
    for graph in sources(store):
        title = _title(store, graph)
        out.write(f"\n\n{f'# {title}{chr(10)}' if title else ''}{node_name(graph.value)} {{\n".encode())
        for number, (_, block, count) in enumerate(_sectioned(store, graph, rdf12=rdf12)):
            indented = "".join(f"{_IN}{line}\n" for line in block.rstrip("\n").split("\n"))
            out.write(f"{chr(10) if number else ''}{indented}".encode())
            written += count
        out.write(b"}\n")
    return written


def write_lines(store: Store, out: BinaryIO, *, union: bool, rdf12: bool = False) -> int:
    """Write canonical N-Triples of the union, or N-Quads of all sources, sorted; how many lines."""
    written = 0
    for written, line in enumerate(canonical_lines(store, union=union, rdf12=rdf12), 1):  # noqa: B007
        out.write(line.encode())
    return written


def _sectioned(store: Store, graph: NamedNode | DefaultGraph, *, rdf12: bool = False) -> Iterator[tuple[int, str, int]]:
    for section, subject, quads in described(store, graph, rdf12=rdf12):
        yield section, _block(term_name(subject), quads), len(quads)


def _block(subject: str, quads: list[Quad]) -> str:
    """All that is said of a node: a property a line, and an object a line where there are several."""
    parts = []
    for property_, objects in by_property(quads):
        names = [term_name(o) for o in objects]
        if property_ == v.RDF_TYPE:
            parts.append(f"a {', '.join(names)}")
        else:
            parts.append(f"{node_name(property_.value)} " + f" ,\n{_IN}{_IN}".join(names))
    return f"{subject} " + f" ;\n{_IN}".join(parts) + " .\n"


def _title(store: Store, graph: NamedNode) -> str:
    """What the source calls itself, fit to stand in a comment."""
    for property_ in (v.SCHEMA_NAME, v.RDFS_LABEL):
        for quad in store.quads_for_pattern(graph, property_, None, graph):
            return shown(getattr(quad.object, "value", ""))
    return ""
