"""Holds what the store has against the note beside it of what was stored: either may have lost a whole paper."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from pyoxigraph import NamedNode, Store

from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.doctor.findings import Finding, Kind
from kg.places import NOTE, Places, noted
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.terms import source_iri

_UNKNOWN = "application/octet-stream"
_LOST = "what was stored of it is gone from the store; give the file again to kg build, or run kg retry"


@dataclass(frozen=True, slots=True)
class Differences:
    """What store and note do not agree about, sorted.

    lost are the digests of files that were stored and are gone, with the paths at which they lay ("" where nobody
    knows); unnoted those of files that are read into the store and not noted.
    """

    lost: dict[str, str]
    unnoted: tuple[str, ...]


def differences(store: Store, folder: Path) -> Differences:
    """What store and note do not agree about; nothing where there is no note that can be read.

    To be asked while nobody else writes, for a build notes what it has stored when it ends.
    """
    try:
        said = noted(folder)
    except sqlite3.Error:  # a damaged note is told of as such
        return Differences({}, ())
    there = _files(store)
    failed = {q.subject for q in store.quads_for_pattern(None, v.KG_REASON_CODE, None, None)}
    lost = {sha256: path for sha256, path in sorted(said.items()) if source_iri(sha256) not in there}
    read = (node.value.rpartition("/")[2] for node in there - failed)
    return Differences(lost, tuple(sorted(sha256 for sha256 in read if sha256 not in said)))


def _files(store: Store) -> set[NamedNode]:
    """The files that have a graph of their own; what the union says of others does not count."""
    found = store.quads_for_pattern(None, v.RDF_TYPE, v.KG_SOURCE, None)
    return {q.subject for q in found if isinstance(q.subject, NamedNode) and q.subject == q.graph_name}


def findings_against_note(store: Store, folder: Path) -> Iterator[Finding]:
    """Each paper that the store or the note has lost."""
    found = differences(store, folder)
    for sha256, path in found.lost.items():
        yield Finding(Kind.LOST, path or sha256, _LOST)
    for sha256 in found.unnoted:
        said = f"{NOTE} does not know of it, as after a killed build; the next build of its file notes it"
        yield Finding(Kind.UNNOTED, _named(store, sha256), said)


def mend_differences(graph: Graph, folder: Path) -> list[str]:
    """Have what is lost read again, by recording that it failed, and note what is not noted; what was done."""
    found, done = differences(graph.store, folder), list[str]()
    for sha256, path in found.lost.items():
        name = PurePath(path).name or sha256
        graph.put_failure(
            SourceFile(name, _UNKNOWN, sha256), ReasonCode.LOST, "what was stored of it was lost; run kg retry"
        )
        done.append(f"recorded {path or sha256} as lost; kg retry or the next build of it reads it again")
    if found.unnoted:
        with Places(folder) as places:
            places.note_unplaced(found.unnoted)
        done += [f"noted in {NOTE} that {_named(graph.store, sha256)} is stored" for sha256 in found.unnoted]
    return done


def _named(store: Store, sha256: str) -> str:
    """The file's name and its graph."""
    node = source_iri(sha256)
    name = next((q.object.value for q in store.quads_for_pattern(node, v.SCHEMA_NAME, None, node)), "")  # type: ignore[union-attr]
    return f"{name} ({node.value})"
