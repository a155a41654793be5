"""What users bring becomes a source of its own in the graph, replaced or taken out whole."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from kg.built import Progress
from kg.core.entity import EntityKind
from kg.core.errors import GraphUnavailableError, UnknownSourceError, UnreadableImportError
from kg.core.imported import Gathered, ImportedSource, PassedOver, together
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.finishing import finish
from kg.grounding.imports import ground_import
from kg.grounding.registry import load_registry
from kg.importing.file import Borrowed, ImportFile
from kg.importing.finding import bytes_of, is_page, named_sources, where
from kg.importing.forms import Form
from kg.importing.reading import read_import
from kg.nearest import nearest_to
from kg.store.curation_log import UnreadableLine
from kg.store.foreign import read_rdf
from kg.store.fresh import opened_or_made
from kg.store.graph import Graph
from kg.store.held import HeldSource, imported_source, imported_sources

_BORROWED = Borrowed(bibtex=read_bibtex, rdf=read_rdf)

_LOG = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of a source.

    COPY is one whose files another source has already, FAILED one of which nothing could be taken.
    """

    STORED = "stored"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    COPY = "copy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one source, by its name.

    The numbers say what it holds, and names what its datasets and models are called, sorted; passed_over are records
    that were not taken, failures the files that could not be read, each as a sentence. same_as names the source that
    has the same files.
    """

    name: str
    form: str
    outcome: Outcome
    datasets: int = 0
    models: int = 0
    facts: int = 0
    matches: int = 0
    references: int = 0
    licence: str | None = None
    passed_over: tuple[PassedOver, ...] = ()
    failures: tuple[str, ...] = ()
    same_as: str | None = None
    names: tuple[tuple[EntityKind, str], ...] = ()


def import_files(
    paths: Iterable[str | os.PathLike[str]],
    graph: str | os.PathLike[str],
    *,
    name: str | None = None,
    form: Form | None = None,
    licence: str | None = None,
    unreadable: Callable[[UnreadableLine], None] | None = None,
    progress: Progress | None = None,
) -> tuple[Imported, ...]:
    """Read what users bring and store it, each path as one source, or all together under the name given.

    A source goes by the name of its file or folder; a README.md by its folder's too. What was stored under the name is
    replaced, unless nothing of the new files can be taken; files that another source has already are passed over. A
    file that cannot be read is a failure of its source, and the others go on. Pairs that people keep apart are not
    joined. A graph that was to be made is none where nothing could be taken. The graph depends on the files and on what
    people decided alone, not on their order. unreadable is called with each line of the log of decisions that is none,
    progress before each source.

    Raises:
        UnreadableImportError: two paths would go by one name, a folder holds nothing to import, or none of the paths is
            there.
        GraphUnavailableError: the graph cannot be written.
    """
    given = [Path(p) for p in paths]
    if not any(os.path.lexists(path) for path in given):  # no graph is made for a slip of the pen
        where = ", ".join(map(str, given))
        raise UnreadableImportError(where, "there is no such file or folder; check the spelling")
    found = named_sources(given, name)
    done = list[Imported]()
    with opened_or_made(Path(graph), lambda _: any(d.outcome is not Outcome.FAILED for d in done)) as opened:
        opened.curate()
        if unreadable is not None:
            for line in opened.unreadable_lines:
                unreadable(line)
        for source, files in sorted(found.items()):
            if progress is not None:
                progress(len(done), len(found), source)
            done.append(_import(opened, source, files, form, licence))
            _LOG.info("%s: %s", source, done[-1].outcome)
        if any(d.outcome in {Outcome.STORED, Outcome.REPLACED} for d in done):
            finish(opened)
    return tuple(done)


def remove_source(name: str, graph: str | os.PathLike[str]) -> HeldSource:
    """Take an imported source out of the graph; what was there before it is as it was.

    Raises:
        UnknownSourceError: no imported source goes by the name.
        GraphUnavailableError: the graph cannot be written.
    """
    if not Path(graph).exists():
        raise GraphUnavailableError(os.fspath(graph), "there is no graph here; kg build or kg import makes one")
    with Graph.open(Path(graph)) as opened:
        source = imported_source(opened, name)
        if source is None:
            raise UnknownSourceError(name, nearest_to(name, (s.name for s in imported_sources(opened))))
        opened.remove_import(name)
        finish(opened)
    return source


def _import(graph: Graph, name: str, files: list[tuple[str, Path]], form: Form | None, licence: str | None) -> Imported:
    """Store one source, unless that changes nothing."""
    digests = list[bytes]()
    forms, parts, failures = set[Form](), list[Gathered](), list[str]()
    for place, path in sorted(files):
        try:
            file = ImportFile(place, bytes_of(place, path), where(path))
            digests.append(place.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(file.data).digest())
            if len(files) > 1 and form is None and is_page(file):
                parts.append(Gathered(passed_over=(PassedOver(place, "a page without a head is no card"),)))
                continue
            told, gathered = read_import(file, _BORROWED, form)
        except UnreadableImportError as error:
            failures.append(str(error))
        else:
            forms.add(told)
            parts.append(gathered)
    gathered = together(parts)
    grounded = ground_import(gathered, load_registry(), name, graph.curation().apart)
    source = ImportedSource(
        name=name,
        form=", ".join(sorted(forms)) or "unknown",
        sha256=digests[0][-32:].hex() if len(digests) == 1 else hashlib.sha256(b"".join(digests)).hexdigest(),
        licence=licence or ", ".join(sorted(set(gathered.licences))) or None,
        entities=grounded.entities,
        facts=grounded.facts,
        matches=grounded.matches,
        references=grounded.references,
        labels=grounded.labels,
        failures=tuple(failures),
    )
    if not failures and not _holds(source) and grounded.passed_over:
        failures.append(_nothing(name, grounded.passed_over))
        source = replace(source, failures=tuple(failures))
    same = next((s.name for s in imported_sources(graph) if s.sha256 == source.sha256 and s.name != name), None)
    taken = bool(parts) and not (failures and not _holds(source))
    return _told(source, _put(graph, source, same, any_taken=taken), grounded.passed_over, same)


def _holds(source: ImportedSource) -> bool:
    """Whether anything was taken."""
    return any((source.entities, source.facts, source.matches, source.references))


def _nothing(name: str, passed: tuple[PassedOver, ...]) -> str:
    first = f"{passed[0].record}: {passed[0].reason}"
    more = f", and {len(passed) - 1} more records likewise" if len(passed) > 1 else ""
    return f"{name}: nothing in it could be taken ({first}{more}); mend it, and import it again"


def _put(graph: Graph, source: ImportedSource, same: str | None, *, any_taken: bool) -> Outcome:
    """Store the source; what became of it."""
    before = imported_source(graph, source.name)
    if same is not None:
        return Outcome.COPY
    if not any_taken and before is not None:
        return Outcome.FAILED
    changed = graph.put_import(source)
    if not any_taken:
        return Outcome.FAILED
    if not changed:
        return Outcome.UNCHANGED
    return Outcome.STORED if before is None else Outcome.REPLACED


def _told(source: ImportedSource, outcome: Outcome, passed: tuple[PassedOver, ...], same: str | None) -> Imported:
    datasets = sum(e.entity.kind.value == "dataset" for e in source.entities)
    return Imported(
        source.name,
        source.form,
        outcome,
        datasets,
        len(source.entities) - datasets,
        len(source.facts),
        len(source.matches),
        len(source.references),
        source.licence,
        passed,
        source.failures,
        same,
        tuple(sorted({(e.entity.kind, e.entity.name) for e in source.entities})),
    )
