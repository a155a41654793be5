"""What the measuring scripts share: their arguments, running measures by name, showing figures beside their aims."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reading_parts.figure import Figure

Figures = Mapping[str, Sequence[Figure]]
"""Figures by the name of the measure that they come from."""


def parser_for(doc: str | None, operands: Sequence[str], measures: Sequence[str]) -> argparse.ArgumentParser:
    """A parser of the folders that a script takes, of how to show figures, and of which measures to run."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in operands:
        parser.add_argument(name, type=Path)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--markdown", action="store_true", help="print the table of docs/quality.md")
    parser.add_argument("--only", nargs="+", choices=measures, default=list(measures))
    return parser


def run(given: argparse.Namespace, measures: Mapping[str, Callable[..., list[Figure]]], *operands: Any) -> None:
    """Run the measures asked for, each on the operands, and show their figures; progress goes to stderr."""
    figures: dict[str, list[Figure]] = {}
    for name in given.only:
        started = time.monotonic()
        figures[name] = measures[name](*operands)
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    show(figures, markdown=given.markdown, file=given.json)


def show(figures: Figures, *, markdown: bool, file: Path | None) -> None:
    """Print the figures as a table, or as that of docs/quality.md, and write them to the file as JSON if given."""
    if markdown:
        print(markdown_of(figures))
    else:
        Console(width=150 if not sys.stdout.isatty() else None).print(table_of(figures))
    if file:
        record = {name: [asdict(f) | {"met": f.met} for f in group] for name, group in figures.items()}
        file.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def table_of(figures: Figures) -> Table:
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


def markdown_of(figures: Figures) -> str:
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
