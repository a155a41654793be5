"""Measures what is said of the things that papers name, and whether belief keeps its word.

    python benchmarks/meaning.py PAPERS GOLD TOOLS [--json FILE] [--markdown] [--only NAME ...]

PAPERS is a folder of papers, GOLD one with ``papers/*.json`` (whole papers, annotated) and ``gsap_ner/``, TOOLS that of
``score_papers.py``. whole_papers scores end to end, by_paper shows which paper carries what, identity asks whom names
mean, relations which model was trained on which data where the names are given (``scier/``, ``scinlp/``), introductions
which work introduced a name in GSAP; reliability compares confidence with the share that is right, by_rule by rule.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from command import parser_for, run
from kg.core.extraction import Extraction
from meaning_parts import identity, introductions, relations, reliability, whole_papers
from reading_parts.figure import Figure

Measure = Callable[[Path, Path, Path], list[Figure]]


@lru_cache(maxsize=1)
def _extracted(papers: Path, gold: Path) -> Sequence[Extraction]:
    return whole_papers.extracted(papers, gold)


MEASURES: dict[str, Measure] = {
    "whole_papers": lambda papers, gold, tools: whole_papers.measure(tools, gold, _extracted(papers, gold)),
    "by_paper": lambda papers, gold, tools: whole_papers.by_paper(tools, gold, _extracted(papers, gold)),
    "identity": lambda _, gold, __: identity.measure(gold),
    "relations": lambda _, gold, __: relations.measure(gold),
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
    given = parser_for(__doc__, ("papers", "gold", "tools"), list(MEASURES)).parse_args()
    run(given, MEASURES, given.papers, given.gold, given.tools)


if __name__ == "__main__":
    main()
