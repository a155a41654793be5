"""The graph in DOT, the language of Graphviz."""

from typing import BinaryIO

from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.views.export.listing import Listing, kind_of
from kg.views.export.network import CITES
from kg.views.phrases import phrase
from kg.views.shown import plural, short_title, shown
from kg.views.withdrawal import mark

_LOOKS = {
    "paper": "shape=note, fillcolor=lightyellow",
    "cited work": 'shape=note, style="dashed", fontcolor=gray40',
    "dataset": "shape=cylinder, fillcolor=lightblue",
    "model": "shape=box, fillcolor=palegreen",
}
_HEAD = """digraph kg {
  graph [rankdir=LR, charset="UTF-8"];
  node [fontname="Helvetica", style="filled", fillcolor=white];
  edge [fontname="Helvetica", fontsize=10];
"""
_CITED = f'label="{CITES}", color=gray, fontcolor=gray'


def write_dot(graph: Graph, out: BinaryIO) -> str:
    """Write papers, datasets and models with their links, line by line; how much, in words."""
    listing, nodes, links = Listing(graph), 0, 0
    silent = set[str]()
    out.write(_HEAD.encode())
    for edge in listing.statements():
        if edge.predicate is Predicate.DISCLOSURE:
            silent.add(edge.subject)
            continue
        told = f"label={_words(phrase(edge.predicate))}, tooltip={_words(f'belief {edge.belief:.2f}')}"
        dashed = ", style=dashed" if edge.background else ""
        out.write(f"  {quoted(edge.subject)} -> {quoted(edge.object)} [{told}{dashed}];\n".encode())
        links += 1
    for citing, cited in listing.citations():
        out.write(f"  {quoted(citing)} -> {quoted(cited)} [{_CITED}];\n".encode())
        links += 1
    for node in listing.nodes():
        label = short_title(node.label) + mark(node) + (" [training data undisclosed]" if node.iri in silent else "")
        told = f"label={_words(label)}, tooltip={_words(shown(node.label))}, URL={_words(node.iri)}"
        out.write(f"  {quoted(node.iri)} [{told}, {_LOOKS[kind_of(node)]}];\n".encode())
        nodes += 1
    out.write(b"}\n")
    return f"{plural(nodes, 'node')} and {plural(links, 'link')}"


def quoted(text: str) -> str:
    r"""The text as a string of DOT that stands for itself: neither it nor Graphviz's escapes end or change it.

    >>> print(quoted('a "b" \\N c'))
    "a \"b\" \\N c"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _words(text: str) -> str:
    """The text as a label, in which Graphviz reads entities too."""
    return quoted(text.replace("&", "&amp;"))
