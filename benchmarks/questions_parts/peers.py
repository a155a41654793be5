"""The same world in rdflib's memory and as one networkx graph, each in a process of its own; prints JSON.

python peers.py rdflib|networkx PAPERS [--seed 1]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.store import vocabulary as v
from kg.store.named_queries import named_query

_PAPER = f"{v.PREFIXES['doi']}10.5555/p175"
_CARRYING = {v.KG_USES_MODEL.value, v.KG_TRAINS_ON.value, v.KG_DEPENDS_ON.value}
_RUNS = 3


def main() -> None:
    """Load and ask; what is asked is from which data a paper rests on indirectly."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=("rdflib", "networkx"))
    parser.add_argument("papers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    start = time.process_time()
    command = [sys.executable, str(Path(__file__).parent / "printing.py"), str(given.papers), "--seed", str(given.seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as printing:
        assert printing.stdout is not None
        quads = parse(printing.stdout, format=RdfFormat.N_QUADS)
        union = (q.triple for q in quads if isinstance(q.graph_name, DefaultGraph))
        ask = _rdflib(union) if given.peer == "rdflib" else _networkx(union)
    loaded = time.process_time() - start
    start = time.process_time()
    for _ in range(_RUNS):
        found = ask()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": loaded, "ask": (time.process_time() - start) / _RUNS, "found": found, "mib": peak}))


def _rdflib(triples):
    graph = rdflib.Graph()
    for s, p, o in triples:
        ends = rdflib.URIRef(o.value) if isinstance(o, NamedNode) else rdflib.Literal(o.value)
        graph.add((rdflib.URIRef(s.value), rdflib.URIRef(p.value), ends))
    query, bound = named_query("indirect-datasets").text, {"paper": rdflib.URIRef(_PAPER)}
    return lambda: len(list(graph.query(query, initNs=v.PREFIXES, initBindings=bound)))


def _networkx(triples):
    graph = nx.MultiDiGraph()
    for s, p, o in triples:
        if isinstance(o, NamedNode):
            graph.add_edge(s.value, o.value, key=p.value)
        else:
            graph.add_node(s.value)
            graph.nodes[s.value].setdefault(p.value, []).append(o.value)

    def ask() -> int:
        reached, waiting = {_PAPER}, [_PAPER]
        while waiting:
            for _, far, key in graph.out_edges(waiting.pop(), keys=True):
                if key in _CARRYING and far not in reached:
                    reached.add(far)
                    waiting.append(far)
        return len(reached)

    return ask


if __name__ == "__main__":
    main()
