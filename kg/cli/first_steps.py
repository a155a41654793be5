"""What to do next, told from what lies in the folder: files that kg reads, a graph, or somebody who writes it."""

import shlex
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.plain_names import is_plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.documents.counting import Counted
    from kg.store.graph import Graph
    from kg.store.query_result import Term

_MOST_LINKS = 5_000  # looked at for names to ask about


@dataclass(frozen=True, slots=True)
class Held:
    """What a graph holds: papers and failures, and names out of it to ask about, where it has such."""

    papers: int
    failed: int
    paper: str | None = None
    dataset: str | None = None
    cut_short: bool = False


def next_steps(graph: str, folder: Path) -> str:
    """A few lines on what to do next.

    Raises:
        GraphUnavailableError: there is a graph, and it cannot be opened.
        EndpointError: the graph is behind an endpoint that does not answer.
    """
    from kg.documents.counting import count_papers  # noqa: PLC0415
    from kg.store.holder import is_written, read_note  # noqa: PLC0415
    from kg.store.remote.address import is_address  # noqa: PLC0415
    from kg.views.shown import shown  # noqa: PLC0415

    named = shown(graph)
    if is_address(graph):
        return _of_graph(named, _held(graph), "")
    there = Path(graph, "kg.json").exists()
    if there and is_written(Path(graph)):
        return _of_written(named, str(read_note(Path(graph)) or "another process"))
    counted = count_papers(folder, apart_from=folder / graph)
    if there:
        return _of_graph(named, _held(graph), _command(counted))
    return _of_papers(counted, _command(counted)) if counted.by_folder else _of_nothing(named)


def _of_nothing(graph: str) -> str:
    return f"""\
There are no papers in this folder that kg reads, and no graph ({graph}).

Read papers of yours   kg build FOLDER    (PDF, LaTeX, TEI, JATS, S2ORC, Markdown, text, and archives of LaTeX)
Fetch some             kg fetch arxiv:1810.04805 && kg build papers
See what kg does       kg demo
All commands           kg -h
"""


def _of_papers(counted: "Counted", command: str) -> str:
    from kg.documents.counting import MOST_NAMES, Form  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    forms = counted.forms
    listed = ", ".join(f"{forms[form]} {form.value}" for form in Form if forms[form])
    where = "in this folder" if counted.whole else f"among the first {MOST_NAMES:,} files of this folder"
    return f"""\
{plural(forms.total(), "file")} that kg reads {where} ({listed}), and no graph yet.

Read them              {command}
See what kg does       kg demo
All commands           kg -h
"""


def _of_written(graph: str, writer: str) -> str:
    from kg.views.shown import shown  # noqa: PLC0415

    return f"""\
{graph} is being written by {shown(writer)}.

What is stored so far  kg status
All commands           kg -h
"""


def _of_graph(graph: str, held: Held, command: str) -> str:
    from kg.store.transaction import CUT_SHORT  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    paper, dataset = (shlex.quote(name) if name else None for name in (held.paper, held.dataset))
    steps = [
        ("What a paper rests on", f"kg trace {paper}" if paper else None),
        ("What it says", f"kg report {paper}" if paper else None),
        ("What rests on a dataset", f"kg impact {dataset}" if dataset else None),
        ("Test data in its training", f"kg leaks {paper}" if paper else None),
        ("See all of it", "kg view" if held.papers else None),
        ("Why papers failed", "kg status" if held.failed else None),
        ("Read those again", "kg retry" if held.failed else None),
        ("Read papers added since", f"{command}" if command else None),
        ("All commands", "kg -h"),
    ]
    lines = [f"{what:<26} {how}" for what, how in steps if how]
    failed = f", and {plural(held.failed, 'failure')}" if held.failed else ""
    heads = [f"{graph} holds {plural(held.papers, 'paper')}{failed}."]
    heads += [f"{CUT_SHORT[0].upper()}{CUT_SHORT[1:]}; the same kg build goes on."] if held.cut_short else []
    return "\n".join([*heads, "", *lines]) + "\n"


def _command(counted: "Counted") -> str:
    """How the papers of the folder are built: the one folder that holds what surely are papers, where there is one."""
    from kg.documents.counting import SURELY  # noqa: PLC0415

    if not counted.by_folder:
        return ""
    surely = [name for name, forms in counted.by_folder.items() if SURELY & set(forms)] or [*counted.by_folder]
    only = surely[0] if len(surely) == 1 else ""
    return f"kg build {shlex.quote(only) if only and is_plain(only) else '.'}"


def _held(graph: str) -> Held:
    """What the graph holds, told from its indexes."""
    from pyoxigraph import DefaultGraph  # noqa: PLC0415

    from kg.store import vocabulary as v  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.transaction import unsettled_keys  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        store, union = opened.store, DefaultGraph()
        files = sum(1 for _ in store.quads_for_pattern(None, v.RDF_TYPE, v.KG_SOURCE, union))
        failed = sum(1 for _ in store.quads_for_pattern(None, v.KG_REASON_CODE, None, union))
        read = {q.object for q in store.quads_for_pattern(None, v.SCHEMA_ENCODES_CREATIVE_WORK, None, union)}
        return Held(len(read) or files - failed, failed, *_names(opened), cut_short=bool(unsettled_keys(store)))


def _iri(term: "Term") -> str:
    return getattr(term, "value", "")  # of kg's own statements every end is a node


def _names(graph: "Graph") -> tuple[str | None, str | None]:
    """A paper that says most of models and data, and the dataset that most train on; plain names alone."""
    from pyoxigraph import DefaultGraph, NamedNode  # noqa: PLC0415

    from kg.store import vocabulary as v  # noqa: PLC0415
    from kg.store.lookup import Lookup  # noqa: PLC0415
    from kg.store.works import short_title  # noqa: PLC0415

    lookup, papers, datasets = Lookup(graph.store), Counter[str](), Counter[str]()
    for property_ in (v.KG_USES_MODEL, v.KG_TRAINS_ON, v.FAIR4ML_TRAINED_ON):
        for quad in islice(graph.store.quads_for_pattern(None, property_, None, DefaultGraph()), _MOST_LINKS):
            if property_ != v.FAIR4ML_TRAINED_ON:
                papers[_iri(quad.subject)] += 2 if property_ == v.KG_USES_MODEL else 1
            if property_ != v.KG_USES_MODEL:
                datasets[_iri(quad.object)] += 1

    def first(counted: Counter[str], label: "Callable[[str], str | None]") -> str | None:
        ranked = sorted(counted, key=lambda iri: (-counted[iri], iri))[:50]
        return next((name for iri in ranked if (name := label(iri)) and is_plain(name)), None)

    def of_paper(iri: str) -> str | None:
        title = lookup.text(NamedNode(iri), v.RDFS_LABEL) or ""
        return short_title(title) or title

    return first(papers, of_paper), first(datasets, lambda iri: lookup.text(NamedNode(iri), v.SKOS_PREF_LABEL))
