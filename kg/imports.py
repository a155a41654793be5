"""What users bring becomes a source of its own in the graph, replaced or taken out whole."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.building import finish
from kg.core.errors import GraphUnavailableError, UnknownSourceError, UnreadableImportError
from kg.core.imported import Gathered, ImportedSource, PassedOver, together
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.grounding.imports import ground_import
from kg.grounding.registry import load_registry
from kg.importing.file import Borrowed, ImportFile
from kg.importing.forms import SUFFIXES, Form
from kg.importing.limits import MOST_BYTES
from kg.importing.reading import read_import
from kg.store.foreign import read_rdf
from kg.store.graph import Graph
from kg.store.held import HeldSource, imported_source, imported_sources

_MOST_FILES = 100_000
_BORROWED = Borrowed(bibtex=read_bibtex, rdf=read_rdf)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one source: its name, whether it is new, replaced what was there, or changed nothing.

    counts says how many entities, facts, matches and references it holds; passed_over are records that were not taken,
    failures the files that could not be read, each as a sentence. same_as names the source that has the same files.
    """

    name: str
    form: str
    outcome: str
    datasets: int = 0
    models: int = 0
    facts: int = 0
    matches: int = 0
    references: int = 0
    licence: str | None = None
    passed_over: tuple[PassedOver, ...] = ()
    failures: tuple[str, ...] = ()
    same_as: str | None = None


def import_files(
    paths: Iterable[str | os.PathLike[str]],
    graph: str | os.PathLike[str],
    *,
    name: str | None = None,
    form: Form | None = None,
    licence: str | None = None,
) -> tuple[Imported, ...]:
    """Read what users bring and store it, each path as one source, or all together under the name given.

    A source goes by the name of its file or folder; a README.md by its folder's too. What was stored under the name is
    replaced, unless nothing of the new files can be read; files that another source has already are passed over. A
    file that cannot be read is a failure of its source, and the others go on. The graph depends on the files alone,
    not on their order.

    Raises:
        UnreadableImportError: two paths would go by one name, or a folder holds nothing to import.
        GraphUnavailableError: the graph cannot be written.
    """
    found = _named_sources([Path(p) for p in paths], name)
    with Graph.open(Path(graph)) as opened:
        done = tuple(_import(opened, source, files, form, licence) for source, files in sorted(found.items()))
        if any(d.outcome in {"stored", "replaced"} for d in done):
            finish(opened)
    return done


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
            raise UnknownSourceError(name, tuple(s.name for s in imported_sources(opened)))
        opened.remove_import(name)
        finish(opened)
    return source


def _named_sources(paths: list[Path], name: str | None) -> dict[str, list[tuple[str, Path]]]:
    """The files of each source, each with its place in the source, by the source's name."""
    sources: dict[str, list[tuple[str, Path]]] = {}
    for path in sorted(set(paths)):
        own = name or _name_of(path)
        files = list(_files_in(path))
        if name and path.is_dir() and len(set(paths)) > 1:
            files = [(f"{path.resolve().name}/{place}", file) for place, file in files]
        if not files:
            raise UnreadableImportError(
                str(path), f"no file here can be imported; those with {', '.join(sorted(SUFFIXES))} can"
            )
        if own in sources and not name:
            raise UnreadableImportError(
                str(path), f"another file goes by {own} too; import them one by one with --name"
            )
        sources.setdefault(own, []).extend(files)
    for own, files in sources.items():
        if len({place for place, _ in files}) < len(files):
            raise UnreadableImportError(own, "two of its files bear one name; put them into one folder and import that")
    return sources


def _name_of(path: Path) -> str:
    whole = path.resolve()
    return f"{whole.parent.name}/{whole.name}" if whole.stem.lower() == "readme" and whole.parent.name else whole.name


def _files_in(path: Path) -> Iterator[tuple[str, Path]]:
    """The file itself, or those in the folder that have the suffix of a form, by their places in it."""
    if not path.is_dir():
        yield path.name, path
        return
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        found += [Path(folder) / n for n in names if Path(n).suffix.lower() in SUFFIXES and not n.startswith(".")]
        if len(found) > _MOST_FILES:
            raise UnreadableImportError(
                str(path), f"it holds more than {_MOST_FILES} files; import its folders one by one"
            )
    yield from sorted((file.relative_to(path).as_posix(), file) for file in found)


def _import(graph: Graph, name: str, files: list[tuple[str, Path]], form: Form | None, licence: str | None) -> Imported:
    """Store one source, unless that changes nothing."""
    digests = list[bytes]()
    forms, parts, failures = set[Form](), list[Gathered](), list[str]()
    for place, path in sorted(files):
        try:
            file = ImportFile(place, _bytes_of(place, path), _where(path))
            digests.append(place.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(file.data).digest())
            if len(files) > 1 and form is None and _is_page(file):
                parts.append(Gathered(passed_over=(PassedOver(place, "a page without a head is no card"),)))
                continue
            told, gathered = read_import(file, _BORROWED, form)
        except UnreadableImportError as error:
            failures.append(str(error))
        else:
            forms.add(told)
            parts.append(gathered)
    gathered = together(parts)
    grounded = ground_import(gathered, load_registry(), name)
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
    same = next((s.name for s in imported_sources(graph) if s.sha256 == source.sha256 and s.name != name), None)
    return _told(source, _put(graph, source, same, any_read=bool(parts)), grounded.passed_over, same)


def _put(graph: Graph, source: ImportedSource, same: str | None, *, any_read: bool) -> str:
    """Store the source; what became of it."""
    before = imported_source(graph, source.name)
    if same is not None:
        return "copy"
    if not any_read and before is not None:
        return "failed"
    changed = graph.put_import(source)
    if not any_read:
        return "failed"
    return "unchanged" if not changed else "replaced" if before is not None else "stored"


def _told(source: ImportedSource, outcome: str, passed: tuple[PassedOver, ...], same: str | None) -> Imported:
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
    )


def _is_page(file: ImportFile) -> bool:
    """Whether it is Markdown without a head, as lies about in a folder beside cards."""
    return (
        file.suffix == ".md"
        and bool(file.data)
        and not file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"---", b"<!--"))
    )


def _where(path: Path) -> str:
    """The file with the two folders above it, which may be a repository's name."""
    return "/".join(path.resolve().parts[-4:])


def _bytes_of(name: str, path: Path) -> bytes:
    """The file's bytes, one more than may be at most.

    Raises:
        UnreadableImportError: it is no regular file, or cannot be opened.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableImportError(name, "it is no regular file; give the file itself")
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnreadableImportError(name, f"it cannot be opened ({error.strerror}); check the path") from error
