"""How fast kg is beside others that do a part of what it does, in the same run, and what is asked of it.

    python benchmarks/speed.py [FOLDER] [--only NAME ...] [--quick] [--turns 3] [--json FILE] [--markdown]

FOLDER has PDFs (default: examples/papers). Figures are CPU seconds, medians of some turns in which all who are compared
take part, for the machine may have other work; only ratios can be held against those of another machine. Two jobs alone
are measured by the clock. --quick takes few papers, one turn and small sizes, and ends in five minutes.
"""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from command import parser_for, run, value_of
from reading_parts.figure import Figure
from speed_parts.given import Given

MEASURES = {
    "start": "starting.measure",
    "build": "road.measure",
    "jobs": "road.measure_jobs",
    "names": "names.measure",
    "store": "storing.measure",
    "ask": "asked.measure",
    "growth": "growth.measure",
    "copies": "growth.measure_copies",
}
"""Each measure by its name, in the order of the table: a function of a module that is loaded when it is asked for."""

_EXAMPLES = Path(__file__).parent.parent / "examples" / "papers"


def main() -> int:
    """Measure what is asked for and print it; 2 where there is nothing to measure."""
    options = _arguments()
    papers = sorted(options.folder.rglob("*.pdf"))[: options.papers]
    if not papers:
        print(f"{options.folder}: no PDFs here to measure on", file=sys.stderr)
        return 2
    sizes = (tuple(options.growth), tuple(options.copies))
    told = {name: _telling(*place.split(".")) for name, place in MEASURES.items()}
    run(options, told, Given(tuple(papers), options.turns, options.invented, options.pieces, *sizes))
    return 0


def _telling(module: str, function: str) -> Callable[[Given], list[Figure]]:
    """The measure, which tells its figures at once: others may take long, and be broken off."""

    def measured(given: Given) -> list[Figure]:
        figures: list[Figure] = getattr(import_module(f"speed_parts.{module}"), function)(given)
        for figure in figures:
            print(f"{figure.name}: {value_of(figure)}", file=sys.stderr)
        return figures

    return measured


def _arguments() -> argparse.Namespace:
    parser = parser_for(__doc__, (), list(MEASURES))
    parser.add_argument("folder", type=Path, nargs="?", default=_EXAMPLES)
    parser.add_argument("--quick", action="store_true", help="few papers, one turn, small sizes, unless they are given")
    parser.add_argument("--turns", type=int, help="turns whose median counts (3)")
    parser.add_argument("--papers", type=int, help="PDFs of the folder to take, the first ones (all)")
    parser.add_argument("--invented", type=int, help="invented papers that are stored and asked (200)")
    parser.add_argument("--pieces", type=int, help="pieces of words that the large tagger is shown (4000)")
    parser.add_argument("--growth", type=int, nargs="+", help="invented papers of each build (100 1000)")
    parser.add_argument("--copies", type=int, nargs="+", help="PDFs of each build, repeated (100 1000)")
    options = parser.parse_args()
    quick = options.quick
    options.turns = options.turns or (1 if quick else 3)
    options.invented = options.invented or (48 if quick else 200)
    options.papers = options.papers or (4 if quick else None)
    options.pieces = options.pieces or (1_000 if quick else 4_000)
    options.growth = options.growth or ([20, 100] if quick else [100, 1_000])
    options.copies = options.copies or ([4, 12] if quick else [100, 1_000])
    return options


if __name__ == "__main__":
    sys.exit(main())
