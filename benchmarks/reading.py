"""Measures how exactly papers are read, and what reading costs, on papers and annotations that do not travel with kg.

    python benchmarks/reading.py PAPERS GOLD TOOLS [--json FILE] [--markdown] [--only NAME ...]

PAPERS is a folder with ``mission/`` and ``mixed/`` (PDFs), GOLD one with annotated corpora (``refstrings/``,
``papers/``, ``gsap_ner/``, ``nlp_tdms/``, ``latex_pdf/``), TOOLS that of ``score_references.py``. Each measure is a
module of ``reading_parts/`` and may be run alone by its name. Prints a table; with --json the figures are written there
too.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from reading_parts import citations, cost, entries, forms, layout, reference_strings, sections
from reading_parts.figure import Figure
from rich.console import Console
from rich.table import Table
from rich.text import Text

Measure = Callable[[Path, Path, Path], list[Figure]]

MEASURES: dict[str, Measure] = {
    "reference_strings": lambda _, gold, tools: reference_strings.measure(gold, tools),
    "entries": lambda papers, gold, _: entries.measure(papers, gold),
    "citations": lambda papers, gold, _: citations.measure(papers, gold),
    "forms": lambda _, gold, __: forms.measure(gold),
    "sections": lambda papers, gold, _: sections.measure(papers, gold),
    "layout": lambda papers, gold, _: layout.measure(papers, gold),
    "cost": lambda papers, _, __: cost.measure(papers),
}
"""Each measure by its name, in the order of the table."""


def measured(names: list[str], papers: Path, gold: Path, tools: Path) -> dict[str, list[Figure]]:
    """The figures of the measures named; progress goes to stderr."""
    found = {}
    for name in names:
        started = time.monotonic()
        found[name] = MEASURES[name](papers, gold, tools)
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    return found


def table_of(figures: dict[str, list[Figure]]) -> Table:
    """The figures beside what is asked of them."""
    table = Table(box=None, pad_edge=False, header_style="")
    for heading in ("what", "measured", "asked", "", "on"):
        table.add_column(heading, justify="right" if heading in ("measured", "asked") else "left")
    for group in figures.values():
        for f in group:
            asked = "" if f.asked is None else f"{'<= ' if f.at_most else ''}{f.asked:g}"
            verdict = {True: "met", False: "missed", None: ""}[f.met]
            table.add_row(Text(f.name), value_of(f), asked, verdict, Text(f.on))
    return table


def markdown_of(figures: dict[str, list[Figure]]) -> str:
    """The figures as a table for docs/quality.md."""
    rows = ["| what | measured | asked | on |", "| --- | --- | --- | --- |"]
    for group in figures.values():
        for f in group:
            asked = "" if f.asked is None else f"{'at most ' if f.at_most else ''}{f.asked:g}"
            asked += " (missed)" if f.met is False else ""
            rows.append(f"| {f.name} | {value_of(f)} | {asked} | {f.on} |")
    return "\n".join(rows)


def value_of(figure: Figure) -> str:
    """The figure's value with three digits, a dash where nothing was measured."""
    if figure.value is None:
        return "-"
    return f"{figure.value:.3f}" if abs(figure.value) < 10 else f"{figure.value:.1f}"


def show(figures: dict[str, list[Figure]], *, markdown: bool, file: Path | None) -> None:
    """Print the figures as a table, or as that of docs/quality.md, and write them to the file as JSON if given."""
    if markdown:
        print(markdown_of(figures))
    else:
        Console(width=150 if not sys.stdout.isatty() else None).print(table_of(figures))
    if file:
        record = {name: [asdict(f) | {"met": f.met} for f in group] for name, group in figures.items()}
        file.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("papers", "gold", "tools"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    given = parser.parse_args()
    figures = measured(given.only, given.papers, given.gold, given.tools)
    show(figures, markdown=given.markdown, file=given.json)


if __name__ == "__main__":
    main()
