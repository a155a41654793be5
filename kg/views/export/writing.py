"""From a graph to a file: which form, who writes it, and the hash of what was exported."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from kg.core.errors import WrongUsageError
from kg.store.graph import Graph
from kg.store.remote.fetched import fetched
from kg.views.export import crate, json_ld, rdf
from kg.views.export.croissant import write_croissant
from kg.views.export.described import canonical_lines
from kg.views.export.dot import write_dot
from kg.views.export.files import Container, Digested, archive, whole_file, whole_folder
from kg.views.export.forms import UNION, WHOLE, WITH_TRIPLE_TERMS, Form, form_of, other_form
from kg.views.export.mappings import write_mappings
from kg.views.export.network import write_gexf, write_graphml
from kg.views.export.rows import TABLES
from kg.views.export.tables import write_statements, write_tables
from kg.views.shown import plural


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export is to be beside its file's name.

    form is told from the name where it is None. rdf12 writes statements as RDF 1.2 triple terms. dataset is the name of
    the one that a Croissant file is about. A crate has a date of publication, and may have a licence of its own. page
    makes the HTML page, which lives a storey above.
    """

    form: Form | None = None
    rdf12: bool = False
    dataset: str | None = None
    date: str | None = None
    licence: str | None = None
    page: Callable[[Graph], str] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported, in words, and the SHA-256 of its canonical N-Quads (RDFC-1.0) where it is RDF 1.1.

    For Turtle and N-Triples that is the hash of the union, for TriG, N-Quads, JSON-LD and a crate that of the graph
    with its sources.
    """

    told: str
    sha256: str | None


class ExportOptionError(WrongUsageError):
    """The options do not go with the form."""

    def __init__(self, form: Form, reason: str) -> None:
        super().__init__(form, reason)
        self.form, self.reason = form, reason

    def __str__(self) -> str:
        return f"{self.form}: {self.reason}"


_STANDARD = ExportOptions()
_FOLDERS = {Form.TABLES: frozenset(TABLES), Form.CRATE: crate.FILES}  # the forms of several files, with their names


def export(graph: Graph, path: str | Path, options: ExportOptions = _STANDARD) -> Exported:
    """Write the graph to a file or folder in the form that its name tells, whole or not at all.

    A folder is told by the slash behind its name, or by being there.

    Raises:
        UnknownFormatError: the name tells no form.
        ExportOptionError: the options do not go with the form.
        ForeignFolderError: the folder holds something else.
    """
    name = f"{path}/" if Path(path).is_dir() else str(path)
    form = options.form or form_of(name)
    if (said := other_form(name, form)) is not None:
        raise ExportOptionError(form, f"by its name {path} would hold {said}; give a name of another suffix")
    if form in _FOLDERS and name.endswith("/"):
        _check(form, options)
        here = fetched(graph)
        with whole_folder(Path(name), _FOLDERS[form]) as folder:
            told = _fill(here, form, folder, options)
        return Exported(told, _hash(here, form, options))
    with whole_file(Path(name)) as out:
        return export_to(graph, out, form, options)


def export_to(graph: Graph, out: BinaryIO, form: Form, options: ExportOptions = _STANDARD) -> Exported:
    """Write the graph to a stream; several files are packed into one.

    Raises:
        ExportOptionError: the options do not go with the form.
    """
    _check(form, options)
    digested, here = Digested(out), fetched(graph)
    told = _write(here, form, cast("BinaryIO", digested), options)
    canonical = form in {Form.N_QUADS, Form.N_TRIPLES} and not options.rdf12
    return Exported(told, digested.sha256 if canonical else _hash(here, form, options))


def export_text(graph: Graph, stream: TextIO, suffix: str) -> Exported:
    """Write the graph to a text stream in the form of the suffix (".ttl").

    Raises:
        UnknownFormatError: the suffix names no form.
    """
    out = io.BytesIO()
    done = export_to(graph, out, form_of(suffix))
    stream.write(out.getvalue().decode("utf-8"))
    return done


def graph_hash(graph: Graph, *, union: bool = False) -> str:
    """The SHA-256 of the graph's canonical N-Quads by RDFC-1.0, of its sources or of their union.

    A graph without blank nodes is canonical when its lines are sorted.
    """
    digest = hashlib.sha256()
    for line in canonical_lines(graph.store, union=union):
        digest.update(line.encode())
    return digest.hexdigest()


def _hash(graph: Graph, form: Form, options: ExportOptions) -> str | None:
    return graph_hash(graph, union=form in UNION) if form in WHOLE and not options.rdf12 else None


def _check(form: Form, options: ExportOptions) -> None:
    if options.rdf12 and form not in WITH_TRIPLE_TERMS:
        raise ExportOptionError(form, f"it cannot hold RDF 1.2; take {', '.join(sorted(WITH_TRIPLE_TERMS))}")
    if form is Form.HTML and options.page is None:
        raise ExportOptionError(form, "such a page is made by kg view")
    if form is Form.CRATE and options.date is None:
        raise ExportOptionError(form, "a crate has a day of publication; give one with --date")
    if form is Form.CROISSANT and options.dataset is None:
        raise ExportOptionError(form, "such a file is about one dataset; name it with --croissant")


def _write(graph: Graph, form: Form, out: BinaryIO, options: ExportOptions) -> str:
    """Write one file; what was written, in words."""
    store, rdf12 = graph.store, options.rdf12
    statements: dict[Form, Callable[[], int]] = {
        Form.TURTLE: lambda: rdf.write_turtle(store, out, rdf12=rdf12),
        Form.TRIG: lambda: rdf.write_trig(store, out, rdf12=rdf12),
        Form.N_TRIPLES: lambda: rdf.write_lines(store, out, union=True, rdf12=rdf12),
        Form.N_QUADS: lambda: rdf.write_lines(store, out, union=False, rdf12=rdf12),
        Form.JSON_LD: lambda: json_ld.write_json_ld(store, out),
    }
    others: dict[Form, Callable[[], str]] = {
        Form.GRAPHML: lambda: write_graphml(graph, out),
        Form.GEXF: lambda: write_gexf(graph, out),
        Form.DOT: lambda: write_dot(graph, out),
        Form.CSV: lambda: write_statements(graph, out),
        Form.SSSOM: lambda: write_mappings(graph, out),
        Form.HTML: lambda: _write_page(graph, out, options),
        Form.CROISSANT: lambda: write_croissant(graph, out, options.dataset or ""),
    }
    if form in _FOLDERS:
        with archive(out) as container:
            return _fill(graph, form, container, options)
    return plural(statements[form](), "statement") if form in statements else others[form]()


def _fill(graph: Graph, form: Form, container: Container, options: ExportOptions) -> str:
    """Write several files; what was written, in words."""
    if form is Form.CRATE:
        return crate.write_crate(graph, container, date=options.date or "", licence=options.licence)
    return write_tables(graph, container)


def _write_page(graph: Graph, out: BinaryIO, options: ExportOptions) -> str:
    assert options.page is not None
    out.write(options.page(graph).encode())
    return "a page"
