"""The same Turtle in rdflib and in kg: parsed, asked, written; and a trace beside a plain walk of networkx."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import rdflib

from kg.store import vocabulary as v
from kg.store.exported import opened
from kg.store.graph import Graph
from kg.store.named_queries import named_query
from kg.store.query import run_query
from kg.views import export as exports
from questions_parts import asking
from questions_parts.loading import load
from reading_parts.figure import Figure
from speed_parts.given import Given, cpu_of

_ROOT = Path(__file__).parent.parent
_NODE = f"{v.PREFIXES['doi']}10.5555/p175"
_LEAST = 200  # papers in which the one stands that is asked about


def measure(given: Given) -> list[Figure]:
    """Seconds of CPU of each, once for what takes long."""
    count = max(given.invented, _LEAST)
    with tempfile.TemporaryDirectory() as place:
        folder, turtle = Path(place) / "graph", Path(place) / "graph.ttl"
        load(folder, count, full=count, seed=1)
        with Graph.open_read_only(folder) as graph:
            written = cpu_of(lambda: exports.export(graph, str(turtle), exports.ExportOptions()))
        loaded = cpu_of(lambda: opened(turtle).__enter__())
        query, trace = (t.seconds for q in (_query, asking.BOUNDED["trace of a paper"]) for t in _ask(folder, q, given))
        peers = _rdflib(turtle)
        size = f"{count} invented papers, {turtle.stat().st_size / 2**20:.0f} MiB of Turtle"
    walk = json.loads(_walked(count))["ask"]
    ours = {"parse": loaded, "query": query, "serialise": written}
    does = {"parse": "parse Turtle (kg: into a store on disk)", "query": "a query by name", "serialise": "write Turtle"}
    return [
        *(Figure(f"kg, {does[k]}: CPU s", ours[k], None, size) for k in ours),
        *(Figure(f"rdflib, {does[k].partition(' (')[0]}: CPU s", peers[k], None, size) for k in ours),
        *(Figure(f"rdflib over kg, {k}", peers[k] / ours[k], None, size) for k in ours),
        Figure("kg trace, with quotes: CPU s", trace, None, f"{count} invented papers, on disk"),
        Figure("networkx, a walk without quotes: CPU s", walk, None, f"{count} invented papers, in memory"),
    ]


def _query(graph: Graph) -> object:
    return run_query(graph, named_query("indirect-datasets").text, {"paper": asking.PAPER}).rows


def _ask(folder: Path, question: asking.Question, given: Given) -> list[asking.Took]:
    return asking.ask([folder], question, given.turns)


def _rdflib(turtle: Path) -> dict[str, float]:
    graph = rdflib.Graph()
    text, bound = named_query("indirect-datasets").text, {"paper": rdflib.URIRef(_NODE)}
    return {
        "parse": cpu_of(lambda: graph.parse(turtle)),
        "query": cpu_of(lambda: list(graph.query(text, initNs=v.PREFIXES, initBindings=bound))),
        "serialise": cpu_of(lambda: graph.serialize(format="turtle")),
    }


def _walked(count: int) -> str:
    command = [sys.executable, str(_ROOT / "questions_parts" / "peers.py"), "networkx", str(count)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
