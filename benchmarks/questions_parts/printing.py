"""Prints the invented world as N-Quads; a process of its own, so that it prints while another one loads.

python printing.py PAPERS [--seed 1] [--full PAPERS] [--start 0] [--end PAPERS]
"""

import argparse
import sys
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from questions_parts.forms import Form, doubled, not_read
from questions_parts.known import known
from questions_parts.model_paper import KINDS
from questions_parts.world import FIELD, Filled, papers

_TOGETHER = 50  # papers of a write


def main() -> None:
    """Print as many papers as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("papers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", type=int, default=sys.maxsize, help="papers in full, the first ones; the others bare")
    parser.add_argument("--start", type=int, default=0, help="the first paper to print, a multiple of 100")
    parser.add_argument("--end", type=int, help="the first paper that is not printed, a multiple of 100")
    given = parser.parse_args()
    end = min(given.papers, given.papers if given.end is None else given.end)
    forms = {(kind, bare): Form(kind, bare=bare) for kind in KINDS for bare in (False, True)}
    sys.stdout.write(doubled(known()))
    everywhere: set[str] = set()
    waiting: list[Filled] = []
    world = islice(papers(given.papers, given.seed, start=given.start), end - given.start)
    for number, filled in enumerate(world, given.start):
        sys.stdout.write(forms[filled.kind, number >= given.full].printed(filled))
        waiting.append(filled)
        if len(waiting) == FIELD or number == end - 1:
            unread = {w for f in waiting for w in f.works if w[0] in "uvw"}
            shared = {w for w in unread if w.startswith(("wp", "uu"))}
            everywhere |= shared
            sys.stdout.write(not_read(sorted(unread - shared)))
            waiting.clear()
    sys.stdout.write(not_read(sorted(everywhere)))


if __name__ == "__main__":
    main()
