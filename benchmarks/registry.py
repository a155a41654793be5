"""Measures the registry: what it holds, how long it takes to load, and how names held out of it resolve.

    python benchmarks/registry.py FACTS_DIR [--seed N] [--json FILE] [--markdown] [--only NAME ...]

FACTS_DIR holds the facts that ``ontology/registry/build.py`` reads. held_out draws names with an introducing title
from them, builds the registry without the records drawn, resolves each name by ``kg.grounding.finding.resolve``, and
compares titles. The seed of development is 1; figures that are reported come from another one.
"""

from collections.abc import Callable
from pathlib import Path

from command import parser_for, run
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
    parser = parser_for(__doc__, ("facts",), list(MEASURES))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    run(given, MEASURES, given.facts, given.seed)


if __name__ == "__main__":
    main()
