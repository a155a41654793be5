"""Measures questions on invented graphs of many papers: whether bounded answers cost the same at every size.

    python benchmarks/questions.py [--sizes 1000,10000] [--full 1000] [--keep DIR] [--peers 200] [--markdown]

A paper names 8 datasets and 5 models and prints 40 references, in the form in which kg stores it: statements, evidence
with quotes and places, bibliography, sections. The first papers, --full of them at every size, are stored so; the
others, by which sizes differ, bare: that they were read, their titles, plain triples of what they use and of lineage,
and three citations, without evidence. --whole asks what goes through all of a graph too. --keep leaves the graphs in a
folder, and takes those that are there. Figures are CPU seconds, so that other work on the machine counts little; ratios
compare the largest size with 10,000. Memory is that of a fresh `kg trace`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from build import kg
from questions_parts.asking import BOUNDED, PAPER, UNBOUNDED, WHOLE, Took, ask
from questions_parts.loading import load, papers_in

LARGEST_RATIO = 3.0
LARGEST_MIB = 200.0
_COMPARED = 10_000  # papers
# A small process between, for Linux counts what the parent held when it forked to the child.
_WEIGHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
_PEERS = Path(__file__).parent / "questions_parts" / "peers.py"


def main() -> None:
    """Load, ask and print."""
    given = _arguments()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as scratch:
        folders = [_graph(Path(given.keep or scratch), size, given) for size in sizes]
        asked = {"bounded": BOUNDED, "popular": UNBOUNDED} | ({"whole": WHOLE} if given.whole else {})
        rows = []
        for kind, questions in asked.items():
            for name, question in questions.items():
                took = ask(folders, question, given.repeat if kind == "bounded" else 1)
                rows.append((kind, name, took))
                print(f"{name}: {' '.join(f'{t.seconds:.3f}' for t in took)}", file=sys.stderr)
        weighed = [fresh("trace", PAPER, "--graph", str(folder)) for folder in folders]
        sizes = [papers_in(folder) for folder in folders]
        _print(sizes, rows, [cpu for cpu, _ in weighed], [memory for _, memory in weighed], markdown=given.markdown)
    if given.peers:
        _print_peers(given.peers, given.seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="papers of each graph, the smallest first")
    parser.add_argument("--full", type=int, default=1_000, help="papers stored in full, at least 400")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the graphs")
    parser.add_argument("--peers", type=int, default=0, help="papers in full for rdflib and networkx")
    parser.add_argument("--whole", action="store_true", help="frontier, conflicts and stats too")
    parser.add_argument("--markdown", action="store_true")
    return parser.parse_args()


def fresh(*words: str) -> tuple[float, float]:
    """CPU seconds and peak MiB of kg in a process of its own."""
    command = [sys.executable, "-c", _WEIGHED, kg(), *words]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    cpu, memory = told.split()
    return float(cpu), float(memory)


def _graph(place: Path, size: int, given: argparse.Namespace) -> Path:
    folder = place / str(size)
    if not folder.exists():
        loaded = load(folder, size, full=given.full, seed=given.seed)
        per_paper = loaded.size / size / 1024
        print(f"{size} papers: loaded in {loaded.seconds:.0f} s, {per_paper:.0f} KiB a paper", file=sys.stderr)
    return folder


def _print(
    sizes: list[int], rows: list[tuple[str, str, list[Took]]], cpu: list[float], memory: list[float], *, markdown: bool
) -> None:
    base = sizes.index(_COMPARED) if _COMPARED in sizes else 0
    head = ["question", *(f"{size:,} papers" for size in sizes), "ratio", "asked"]
    table = [head]
    for kind, name, took in rows:
        ratio = took[-1].seconds / took[base].seconds
        asked = (
            (f"at most {LARGEST_RATIO:g}" + (" (missed)" if ratio > LARGEST_RATIO else "")) if kind == "bounded" else ""
        )
        same = "" if kind != "bounded" or len({t.length for t in took}) == 1 else " (answers differ)"
        table.append([f"{name}{same}", *(f"{t.seconds:.3f} s" for t in took), f"{ratio:.2f}", asked])
    table.append(["`kg trace`, a fresh process", *(f"{s:.2f} s" for s in cpu), f"{cpu[-1] / cpu[base]:.2f}", ""])
    missed = " (missed)" if max(memory) > LARGEST_MIB else ""
    asked = f"at most {LARGEST_MIB:g} MiB{missed}"
    table.append(["its peak memory", *(f"{m:.0f} MiB" for m in memory), f"{memory[-1] / memory[base]:.2f}", asked])
    for place, row in enumerate(table):
        print(
            f"| {' | '.join(row)} |"
            if markdown
            else "".join(f"{cell:<34}" if not i else f"{cell:>16}" for i, cell in enumerate(row))
        )
        if markdown and not place:
            print("|" + " --- |" * len(row))


def _print_peers(papers: int, seed: int) -> None:
    for peer in ("rdflib", "networkx"):
        command = [sys.executable, str(_PEERS), peer, str(papers), "--seed", str(seed)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout)
        took = f"loaded in {told['load']:.1f} CPU s, asked in {told['ask']:.4f}; {told['mib']:.0f} MiB"
        print(f"{peer}, {papers} papers in full: {took}")


if __name__ == "__main__":
    main()
