"""Measures what is said of the things that papers name, and whether belief keeps its word.

    python benchmarks/meaning.py PAPERS GOLD TOOLS [--json FILE] [--markdown] [--only NAME ...]

PAPERS is a folder of papers, GOLD one with ``papers/*.json`` (whole papers, annotated) and ``gsap_ner/``, TOOLS that of
``score_papers.py``. whole_papers scores end to end, by_paper shows which paper carries what, introductions asks GSAP,
reliability compares confidence with the share that is right, and by_rule does so for each rule.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from meaning_parts import introductions, reliability, whole_papers
from reading import show
from reading_parts.figure import Figure

from kg.core.extraction import Extraction

Measure = Callable[[Path, Path, Path], list[Figure]]


@lru_cache(maxsize=1)
def _extracted(papers: Path, gold: Path) -> Sequence[Extraction]:
    return whole_papers.extracted(papers, gold)


MEASURES: dict[str, Measure] = {
    "whole_papers": lambda papers, gold, tools: whole_papers.measure(tools, gold, _extracted(papers, gold)),
    "by_paper": lambda papers, gold, tools: whole_papers.by_paper(tools, gold, _extracted(papers, gold)),
    "introductions": lambda _, gold, __: introductions.measure(gold),
    "reliability": lambda papers, gold, tools: reliability.table(
        list(reliability.judged(tools, gold, _extracted(papers, gold)))
    ),
    "by_rule": lambda papers, gold, tools: reliability.by_rule(
        list(reliability.judged(tools, gold, _extracted(papers, gold)))
    ),
}
"""Each measure by its name, in the order of the table."""


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("papers", "gold", "tools"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    given = parser.parse_args()
    figures: dict[str, list[Figure]] = {}
    for name in given.only:
        started = time.monotonic()
        figures[name] = MEASURES[name](given.papers, given.gold, given.tools)
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    show(figures, markdown=given.markdown, file=given.json)


if __name__ == "__main__":
    main()
