"""What a shell offers while a line is written: names out of the graph, named questions, files by their suffix.

A name is offered only where no shell could take it for an order; where there is no graph, or it cannot be read at
once, nothing is offered and nothing is said.
"""

import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.plain_names import is_plain

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from kg.store.graph import Graph

_MOST = 50
_SECONDS = 0.25  # that names are looked for
_BEFORE_A_CLOCK = 1_000  # names are looked at between two looks at the clock
_BARE = re.compile(r"[^\w./+@,#-]")


def things(ctx: click.Context, incomplete: str) -> list[str]:
    """Papers, models and datasets of the graph whose names begin so."""
    from kg.store import vocabulary as v  # noqa: PLC0415

    return _names(ctx, incomplete, (v.FAIR4ML_MODEL, v.SCHEMA_DATASET, v.SCHEMA_SCHOLARLY_ARTICLE))


def data_and_models(ctx: click.Context, incomplete: str) -> list[str]:
    """Models and datasets of the graph whose names begin so."""
    from kg.store import vocabulary as v  # noqa: PLC0415

    return _names(ctx, incomplete, (v.FAIR4ML_MODEL, v.SCHEMA_DATASET))


def papers(ctx: click.Context, incomplete: str) -> list[str]:
    """Papers of the graph whose titles begin so, by the short name before the colon where they have one."""
    from kg.store import vocabulary as v  # noqa: PLC0415

    return _names(ctx, incomplete, (v.SCHEMA_SCHOLARLY_ARTICLE,))


def questions(incomplete: str) -> list[str]:
    """Named questions that begin so, then files of SPARQL."""
    from kg.store.named_queries import named_queries  # noqa: PLC0415

    named = [query.name for query in named_queries() if query.name.startswith(incomplete)]
    return [*named, *_files(incomplete, (".rq", ".sparql"))]


def exports(incomplete: str) -> list[str]:
    """Files that kg validate and kg diff read, and folders."""
    return _files(incomplete, (".ttl", ".trig", ".nq", ".nt", ".jsonld"))


def forms(incomplete: str) -> list[str]:
    """Forms of an export."""
    from kg.views.export import Form  # noqa: PLC0415

    return [form.value for form in Form if form.value.startswith(incomplete)]


def _files(incomplete: str, suffixes: tuple[str, ...]) -> list[str]:
    """Files of these suffixes and folders whose paths begin so."""
    folder, _, beginning = incomplete.rpartition("/")
    where = Path(f"{folder}/" if incomplete.startswith("/") else folder or ".").expanduser()
    before = f"{folder}/" if "/" in incomplete else ""
    try:
        found = sorted(where.iterdir())[:10_000]
    except OSError:
        return []
    kept = (p for p in found if p.name.startswith(beginning) and is_plain(p.name))
    return _for_shell(f"{before}{p.name}" for p in kept if p.suffix in suffixes or p.is_dir())[:_MOST]


def _names(ctx: click.Context, incomplete: str, kinds: Iterable["NamedNode"]) -> list[str]:
    """Labels of the graph's things of these kinds, sorted; those found in time."""
    from kg.core.errors import KgError  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415

    graph = str(ctx.params.get("graph") or "kg-graph")
    if "://" in graph:  # nobody waits for a network while writing
        return []
    try:
        with Graph.open_read_only(graph) as opened:
            found = set(_beginning(opened, incomplete, kinds))
    except (KgError, OSError, ValueError):
        return []
    return _for_shell(sorted(found, key=lambda name: (name.casefold(), name))[:_MOST])


def _beginning(graph: "Graph", incomplete: str, kinds: Iterable["NamedNode"]) -> Iterator[str]:
    from pyoxigraph import DefaultGraph, Literal, NamedNode  # noqa: PLC0415

    from kg.store import vocabulary as v  # noqa: PLC0415
    from kg.store.works import short_title  # noqa: PLC0415

    wanted, deadline = incomplete.casefold(), time.monotonic() + _SECONDS
    store, union = graph.store, DefaultGraph()
    for kind in kinds:
        read = kind == v.SCHEMA_SCHOLARLY_ARTICLE  # of papers those that were read, and not all that they cite
        property_, value = (v.SCHEMA_ENCODES_CREATIVE_WORK, None) if read else (v.RDF_TYPE, kind)
        for number, quad in enumerate(store.quads_for_pattern(None, property_, value, union)):
            if number % _BEFORE_A_CLOCK == 0 and time.monotonic() > deadline:
                return
            node = quad.object if read else quad.subject
            if not isinstance(node, NamedNode):
                continue
            for label in store.quads_for_pattern(node, v.RDFS_LABEL, None, union):
                text = label.object.value if isinstance(label.object, Literal) else ""
                name = (short_title(text) or text) if read else text
                if name.casefold().startswith(wanted) and is_plain(name):
                    yield name


def _for_shell(names: Iterable[str]) -> list[str]:
    """The names as the shell wants them: bash takes a word as it will stand on the line."""
    if not os.environ.get("_KG_COMPLETE", "").endswith("bash"):
        return list(names)
    return [_BARE.sub(lambda c: f"\\{c[0]}", name) for name in names]
