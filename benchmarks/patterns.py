"""Measures every regular expression of kg against texts made to be hard for it.

    python benchmarks/patterns.py [--module PREFIX] [--slowest N] [--limit SECONDS]

Each pattern is taken apart; what it repeats is repeated in a text of 25, 50 and 100 thousand characters that then ends
otherwise. It is asked as the code asks it: at every place, at the beginning, or of the whole. Those that may be asked
of short texts only stand with their bound in patterns_parts/bounds.py and are measured at it. Prints the slowest, and
those that take longer than 100 ms or more than their share as texts grow; exit 1 if there are any.
"""

import argparse
import sys

from patterns_parts.collected import collect
from patterns_parts.measuring import Cost, measure

ALLOWED = 0.1
"""Seconds that a text of the greatest size may take."""

_GROWTH = 2.0
_NOTICED = 0.03  # seconds below which growth is chance


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", default="kg", help="only patterns of modules that begin so")
    parser.add_argument("--slowest", type=int, default=10)
    parser.add_argument("--limit", type=float, default=1.0, help="seconds after which a text is given up")
    given = parser.parse_args()
    patterns = [u for u in collect() if u.module.startswith(given.module)]
    costs = sorted((measure(u, limit=given.limit) for u in patterns), key=lambda c: -c.seconds[-1])
    failing = [c for c in costs if not passes(c)]
    shown = [*costs[: given.slowest], *(c for c in costs[given.slowest :] if not passes(c))]
    for cost in shown:
        print(line_of(cost))
    print(f"{len(costs)} patterns, {len(failing)} too slow", file=sys.stderr)
    sys.exit(1 if failing else 0)


def passes(cost: Cost) -> bool:
    """Whether a pattern is as quick as asked and its cost grows with the text and no more."""
    return cost.in_time and cost.seconds[-1] <= ALLOWED and (cost.growth <= _GROWTH or cost.seconds[-1] < _NOTICED)


def line_of(cost: Cost) -> str:
    """A cost in one line: milliseconds at each size, where the pattern stands, its text and the attack."""
    taken = " ".join(f"{1000 * s:.0f}" for s in cost.seconds)
    verdict = "ok  " if passes(cost) else "slow"
    source = str(cost.used.pattern.pattern)
    name = cost.used.name or "(in a function)"
    return f"{verdict} {taken} ms  {cost.used.place} {name} {cost.used.way} {source[:100]!r} <- {cost.attack!r}"


if __name__ == "__main__":
    main()
