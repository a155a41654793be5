"""Measures the registry: what it holds, how long it takes to load, and how names held out of it resolve.

    python benchmarks/registry.py FACTS_DIR [--seed N] [--json FILE] [--markdown] [--only NAME ...]

FACTS_DIR holds the facts that ``ontology/registry/build.py`` reads. held_out draws names with an introducing title
from them, builds the registry without the records drawn, resolves each name by ``kg.grounding.finding.resolve``, and
compares titles. The seed of development is 1; figures that are reported come from another one.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reading import show
from reading_parts.figure import Figure
from registry_parts import holdings, loading, resolving

MEASURES: dict[str, Callable[[Path, int], list[Figure]]] = {
    "holdings": lambda _, __: holdings.measure(),
    "loading": lambda _, __: loading.measure(),
    "held_out": resolving.measure,
}
"""Each measure by its name, in the order of the table."""


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    given = parser.parse_args()
    figures: dict[str, list[Figure]] = {}
    for name in given.only:
        started = time.monotonic()
        figures[name] = MEASURES[name](given.facts, given.seed)
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    show(figures, markdown=given.markdown, file=given.json)


if __name__ == "__main__":
    main()
