"""What a build did, and what a graph holds, as tables and as JSON."""

from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.built import BuildReport, Settled
from kg.store.graph import SourceStatus, StoredSource
from kg.views.shown import pages_unread, plural, shown

_WIDTH = 120


def build_text(report: BuildReport) -> str:
    """The closing table of a build: how many papers were stored, skipped and failed, and each failure's reason."""
    lines = [
        f"stored   {len(report.stored)}",
        *(f"  {shown(p.path)}: {pages_unread(p.unread_pages)}" for p in report.partly_read),
        *(f"  {shown(path)}: has changed; what it said before was taken out" for path in report.replaced),
        f"skipped  {len(report.skipped)}" + ("  (unchanged)" if len(report.skipped) > len(report.copies) else ""),
        *(f"  {shown(path)}: the same content as {shown(first)}" for path, first in report.copies),
        f"failed   {len(report.failed)}",
    ]
    lines += [f"  {shown(f.path)}: {f.code.value}: {shown(f.reason)}" for f in report.failed]
    return "\n".join(lines) + "\n"


def build_json(report: BuildReport) -> dict[str, Any]:
    """The same as plain values."""
    return {
        "stored": list(report.stored),
        "skipped": list(report.skipped),
        "failed": [{"path": f.path, "code": f.code.value, "reason": f.reason} for f in report.failed],
        "replaced": list(report.replaced),
        "copies": [{"path": path, "same_as": first} for path, first in report.copies],
        "partly_read": [{"path": p.path, "unread_pages": list(p.unread_pages)} for p in report.partly_read],
        "unreadable": [{"line": u.number, "reason": u.reason} for u in report.unreadable],
    }


def settled_json(settled: Settled) -> dict[str, Any]:
    """What became of one file, as plain values."""
    told = {"event": "failed" if settled.code else "stored", "path": settled.path, "sha256": settled.sha256}
    return told | ({"code": settled.code.value} if settled.code else {})


def status_text(sources: Iterable[StoredSource], triples: int) -> str:
    """A table of the stored papers, then those that lost pages, then the failed ones with their reasons."""
    stored, failed = _split(sources)
    console = Console(width=_WIDTH, color_system=None, force_terminal=False, highlight=False)
    with console.capture() as captured:
        if stored:
            console.print(_table(stored))
        papers = plural(len({s.paper for s in stored}), "paper")
        files = "" if papers == plural(len(stored), "paper") else f" in {plural(len(stored), 'file')}"
        counted = f"{papers}{files} stored, {len(failed)} failed, {plural(triples, 'triple')}"
        console.print(Text(counted))
        for source in stored:
            if source.unread_pages:
                lost = pages_unread(source.unread_pages)
                console.print(Text(f"partly read: {shown(source.name)}: {lost}"), soft_wrap=True)
        for source in failed:
            code = source.code.value if source.code else "failed"
            console.print(Text(f"failed: {shown(source.name)}: {code}: {shown(source.reason or '')}"), soft_wrap=True)
    return captured.get()


def loaded_text(stored: int, failed: int, passed_over: int, shards: int) -> str:
    """What was loaded out of shards."""
    text = f"{plural(stored, 'paper')} loaded from {plural(shards, 'shard')}"
    text += f", {failed} failed when they were read" if failed else ""
    return text + (f", {passed_over} passed over for a later reading" if passed_over else "") + "\n"


def loaded_json(stored: int, failed: int, passed_over: int, shards: int) -> dict[str, int]:
    """The same as plain values."""
    return {"stored": stored, "failed": failed, "passed_over": passed_over, "shards": shards}


def status_json(sources: Iterable[StoredSource], triples: int) -> dict[str, Any]:
    """The same as plain values."""
    stored, failed = _split(sources)
    return {
        "triples": triples,
        "papers": len({s.paper for s in stored}),
        "stored": [
            {
                "file": s.name,
                "sha256": s.sha256,
                "paper": s.paper,
                "title": s.title,
                "reader": s.reader,
                "version": s.version,
                "settings": s.settings,
                "pages": s.pages,
                "unread_pages": list(s.unread_pages),
                "sentences": s.sentences,
                "references": s.references,
                "citations": s.citations,
                "datasets": s.datasets,
                "models": s.models,
                "statements": s.statements,
            }
            for s in stored
        ],
        "failed": [
            {"file": s.name, "sha256": s.sha256, "code": s.code.value if s.code else None, "reason": s.reason}
            for s in failed
        ],
    }


def _split(sources: Iterable[StoredSource]) -> tuple[list[StoredSource], list[StoredSource]]:
    ordered = sorted(sources, key=lambda s: (s.name, s.sha256))
    return (
        [s for s in ordered if s.status is SourceStatus.STORED],
        [s for s in ordered if s.status is SourceStatus.FAILED],
    )


def _table(stored: list[StoredSource]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="", expand=True)
    table.add_column("file", overflow="ellipsis", no_wrap=True, ratio=2)
    table.add_column("title", overflow="ellipsis", no_wrap=True, ratio=3)
    table.add_column("reader", no_wrap=True)
    for heading in ("pages", "references", "datasets", "models", "statements"):
        table.add_column(heading, justify="right", no_wrap=True)
    for s in stored:
        pages = "" if s.pages is None else str(s.pages)
        counts = (str(n) for n in (s.references, s.datasets, s.models, s.statements))
        table.add_row(Text(shown(s.name)), Text(shown(s.title or "")), s.reader or "", pages, *counts)
    return table
