"""Measures how exactly papers are read, and what reading costs, on papers and annotations that do not travel with kg.

    python benchmarks/reading.py PAPERS GOLD TOOLS [--json FILE] [--markdown] [--only NAME ...]

PAPERS is a folder with ``mission/`` and ``mixed/`` (PDFs), GOLD one with annotated corpora (``refstrings/``,
``papers/``, ``gsap_ner/``, ``nlp_tdms/``, ``latex_pdf/``), TOOLS that of ``score_references.py``. Each measure is a
module of ``reading_parts/`` and may be run alone by its name. Prints a table; with --json the figures are written there
too.
"""

from collections.abc import Callable
from pathlib import Path

from command import parser_for, run
from reading_parts import citations, cost, entries, forms, layout, reference_strings, sections
from reading_parts.figure import Figure

Measure = Callable[[Path, Path, Path], list[Figure]]

MEASURES: dict[str, Measure] = {
    "reference_strings": lambda _, gold, tools: reference_strings.measure(gold, tools),
    "entries": lambda papers, gold, _: entries.measure(papers, gold),
    "citations": lambda papers, gold, _: citations.measure(papers, gold),
    "forms": lambda _, gold, __: forms.measure(gold),
    "sections": lambda papers, gold, _: sections.measure(papers, gold),
    "sections_beside_tei": lambda papers, gold, _: sections.measure_beside_tei(papers, gold),
    "layout": lambda papers, gold, _: layout.measure(papers, gold),
    "cost": lambda papers, _, __: cost.measure(papers),
}
"""Each measure by its name, in the order of the table."""


def main() -> None:
    """Measure what is asked for and print it."""
    given = parser_for(__doc__, ("papers", "gold", "tools"), list(MEASURES)).parse_args()
    run(given, MEASURES, given.papers, given.gold, given.tools)


if __name__ == "__main__":
    main()
