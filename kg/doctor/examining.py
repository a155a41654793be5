"""One look at a whole graph, and one at mending it."""

import shutil
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode

from kg.core.errors import GraphUnavailableError
from kg.doctor.against_note import findings_against_note, mend_differences
from kg.doctor.beside_store import findings_beside, leavings
from kg.doctor.contents import findings_of, status_faults, union_faults
from kg.doctor.findings import Examination, Finding, Kind
from kg.finishing import finish
from kg.places import NOTE as PLACES
from kg.store.graph import Graph
from kg.store.holder import is_written
from kg.store.mark import check_graph
from kg.store.snapshots import remove_unread
from kg.store.transaction import apply, replace_graphs

_MENDED = "mended"  # settings that no build has
_SOURCES = {Kind.HALF_SOURCE, Kind.ORPHAN, Kind.STRAY}


def examine(folder: Path) -> Examination:
    """Look whether the graph is well, and change nothing; while somebody writes it, at the snapshot that he left."""
    found = list[Finding]()
    try:
        check_graph(folder)
    except GraphUnavailableError as error:
        return Examination(0, 0, (Finding(Kind.FORMAT, "kg.json", error.reason, mendable=False),))
    written = is_written(folder)
    found += findings_beside(folder, written=written)
    sources = triples = 0
    try:
        with Graph.open_read_only(folder) as graph:
            graph.read_decisions()
            found += findings_of(graph)
            if not written:  # whoever writes notes what he has stored when he is done
                found += findings_against_note(graph.store, folder)
            sources, triples = len(graph.sources()), len(graph)
    except GraphUnavailableError as error:
        found.append(Finding(Kind.STORE, "store", error.reason, mendable=False))
    except (OSError, RuntimeError, ValueError) as error:
        reason = f"it cannot be read to its end ({error}); restore a backup, or build again into a new folder"
        found.append(Finding(Kind.STORE, "store", reason, mendable=False))
    return Examination(sources, triples, tuple(sorted(found)))


def mend(folder: Path) -> Examination:
    """Mend what can be mended without guessing, then look again; what is amiss still, and what was done.

    Raises:
        GraphUnavailableError: the graph is in use, or cannot be written.
    """
    before = examine(folder)
    if any(f.kind is Kind.STORE for f in before.findings):
        return before  # whoever opens it for writing might do it more harm
    kinds = {f.kind for f in before.findings if f.mendable}
    done = list[str]()
    if kinds & {Kind.LEFT_OVER, Kind.PLACES}:
        done += _mend_beside(folder, kinds)
    if kinds - {Kind.LEFT_OVER, Kind.PLACES}:
        with Graph.open(folder) as graph:
            done += _mend_sources(graph, before)
            done += _mend_whole(graph, kinds)
            if lost := mend_differences(graph, folder):  # and what was just taken out
                finish(graph)
                done += lost
    after = examine(folder)
    return Examination(after.sources, after.triples, after.findings, tuple(done))


def _mend_beside(folder: Path, kinds: set[Kind]) -> list[str]:
    done = list[str]()
    names = [path.relative_to(folder).as_posix() for path in leavings(folder)]
    Graph.open(folder).close()  # alone in the folder, which removes what killed writers left for readers
    if Kind.LEFT_OVER in kinds:
        for path in leavings(folder):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        remove_unread(folder)
        done += [f"removed {name}, which a killed kg had left" for name in names]
    if Kind.PLACES in kinds:
        aside = folder / f"{PLACES}.damaged"
        (folder / PLACES).replace(aside)
        done.append(f"put {PLACES} aside as {aside.name}; the next build notes anew where files lie")
    return done


def _mend_sources(graph: Graph, found: Examination) -> list[str]:
    """Take out papers of which a part is missing, and from others what belongs to nothing."""
    done = list[str]()
    for finding in found.findings:
        if not finding.mendable or finding.kind not in _SOURCES:
            continue
        node = NamedNode(finding.where)
        if finding.kind is Kind.HALF_SOURCE:
            replace_graphs(graph.store, {node: []})
            done.append(
                f"took out {finding.where}, of which a part was missing; the next build of its file reads it again"
            )
        else:
            quads = list(graph.store.quads_for_pattern(None, None, None, node))
            replace_graphs(graph.store, {node: graph.encoded_anew(node, quads)})
            done.append(f"removed from {finding.where} what belonged to nothing")
            if finding.kind is Kind.ORPHAN:
                _have_read_again(graph, node)
    return done


def _have_read_again(graph: Graph, source: NamedNode) -> None:
    """Let the next build read the paper again, for what its lone evidence was of may have been lost."""
    paper = graph.extraction(source.value.rpartition("/")[2])
    if paper is not None:
        graph.put(replace(paper, settings=_MENDED))


def _mend_whole(graph: Graph, kinds: set[Kind]) -> list[str]:
    missing, extra = union_faults(graph.store)
    graph.store.extend(missing)
    for quad in extra:
        graph.store.remove(quad)
    done = (
        [f"added {len(missing)} triples to the union of the sources and removed {len(extra)}"]
        if missing or extra
        else []
    )
    added, removed = status_faults(graph.store)
    apply(graph.store, added, removed)
    if added or removed:
        done.append(f"marked {len(added) + len(removed)} works rightly as read or not")
    finish(graph)
    if Kind.UNFINISHED in kinds:
        done.append("finished what a killed kg had begun: works are joined, and decisions applied")
    return done
