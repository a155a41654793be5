"""Measures the graph side at many papers: loading in bulk, size on disk, and what typical questions take at the end.

    nice -n 10 python benchmarks/scale.py --keep DIR [--papers 1000000] [--full PAPERS] [--piece 5000] [--like GRAPH]

The papers are those of questions.py: 8 datasets, 5 models and 40 references each. --full of them are stored in full
(default: all), the others bare, as questions.py says. They are loaded piece by piece, in bounded memory; a run that was
ended goes on after the last whole piece. It ends with words where the disk has no room. --like counts the quads of the
papers of a graph that was built, so that figures can be carried to papers as they are.
"""

import argparse
import json
import sys
from pathlib import Path

from pyoxigraph import DefaultGraph

from kg.store.graph import Graph
from kg.store.sources import SourceStatus
from kg.store.terms import source_iri
from questions import fresh
from questions_parts.asking import BOUNDED, PAPER, UNBOUNDED, ask
from questions_parts.forms import Form
from questions_parts.model_paper import KINDS
from scale_parts.growing import Grown, NoRoomError, World, grow

_ASKED = ("trace of a paper", "impact of a set of one field", "datasets-of-paper", "papers-by-dataset")


def main() -> None:
    """Load, ask and print one line of JSON."""
    given = _arguments()
    figures: dict[str, object] = {}
    if given.like:
        figures["like"] = like(given.like)
    if given.keep:
        full = given.papers if given.full is None else given.full
        world = World(given.papers, full, given.piece, given.seed)
        try:
            grown = grow(given.keep, world, _tell)
        except NoRoomError as error:
            raise SystemExit(f"stopped: {error}; what is loaded stays") from error
        figures |= told(grown) | asked(given.keep, given.repeat)
    print(json.dumps(figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=1_000_000)
    parser.add_argument("--full", type=int, help="papers stored in full, at least 400")
    parser.add_argument("--piece", type=int, default=5_000, help="papers loaded together, a multiple of 100")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the graph")
    parser.add_argument("--like", type=Path, help="a graph of kg's, whose quads a paper are counted")
    return parser.parse_args()


def _tell(grown: Grown) -> None:
    print(f"{grown.papers:,} papers: {grown.seconds:.0f} s, {grown.size / 1e9:.2f} GB", file=sys.stderr, flush=True)


def told(grown: Grown) -> dict[str, object]:
    """The figures of loading."""
    quads = {bare: sum(Form(kind, bare=bare).quads for kind in KINDS) for bare in (False, True)}
    full = min(grown.world.full, grown.papers)
    triples = (full * quads[False] + (grown.papers - full) * quads[True]) / len(KINDS)
    return {
        "papers": grown.papers,
        "full": full,
        "quads in graphs of their own, a full paper": quads[False] / len(KINDS),
        "quads, union included, at most": round(2 * triples),
        "loading s": round(grown.seconds),
        "quads a second": round(2 * triples / grown.seconds),
        "merging s": round(grown.merging),
        "GB before merging": round(grown.size / 1e9, 2),
        "GB": round(grown.merged / 1e9, 2),
        "bytes a quad": round(grown.merged / (2 * triples), 1),
    }


def asked(folder: Path, repeat: int) -> dict[str, object]:
    """CPU seconds of some questions, and what `kg trace` takes in a process of its own."""
    questions = {name: BOUNDED[name] for name in _ASKED} | dict(UNBOUNDED)
    took = {name: round(ask([folder], question, repeat)[0].seconds, 3) for name, question in questions.items()}
    cpu, mib = fresh("trace", PAPER, "--graph", str(folder))
    return {"CPU s": took, "kg trace, CPU s": round(cpu, 2), "kg trace, MiB": round(mib)}


def like(folder: Path) -> dict[str, float]:
    """The papers of a graph that was built, and the mean number of quads in the graphs of their own, and in all."""
    with Graph.open_read_only(folder) as graph:
        read = [s for s in graph.sources() if s.status is SourceStatus.STORED]
        own = sum(1 for s in read for _ in graph.store.quads_for_pattern(None, None, None, source_iri(s.sha256)))
        union = sum(1 for _ in graph.store.quads_for_pattern(None, None, None, DefaultGraph()))
        everything = len(graph.store)
    return {"papers": len(read), "own": own / len(read), "union": union / len(read), "all": everything / len(read)}


if __name__ == "__main__":
    main()
