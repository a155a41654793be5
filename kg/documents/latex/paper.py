"""A LaTeX paper becomes a Document: the main file, what it takes in, and the bibliography beside it."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from kg.core.document import Document, Reference, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.spans import Span
from kg.documents.assembly import assembled
from kg.documents.front_matter import FrontMatter
from kg.documents.latex import syntax
from kg.documents.latex.bibtex import read_bibtex
from kg.documents.latex.body import BodyReader, entries_of
from kg.documents.latex.citations import printed_labels
from kg.documents.latex.files import LatexFiles
from kg.documents.latex.front import authors_in, title_in
from kg.documents.latex.numbers import numbers_in
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.limits import Limits
from kg.documents.references.parser import parse_reference
from kg.documents.sections import sections_of
from kg.documents.sniffing import LATEX

_INPUTS = frozenset({"input", "include", "subfile", "import"})
_MAX_DEPTH = 10


def read_latex(path: Path, *, limits: Limits | None = None) -> Document:
    r"""The paper in a LaTeX file.

    ``\input`` and its kin are followed inside the file's folder, to a bounded depth and size. Entries of the
    bibliography come from thebibliography, else from a .bbl, else from the .bib files named; they are keyed as the
    source keys them. Citations print as author and year. page_starts is (0,).

    Raises:
        UnreadablePaperError: the file is missing, empty, too large, damaged, or has no text.
    """
    limits = limits or Limits()
    files = LatexFiles(path, limits)
    source = _flattened(files, path.name, files.read_main(), 0)
    if len(source) > limits.max_characters:
        raise UnreadablePaperError(
            path.name, ReasonCode.TOO_LARGE, "it holds too much text; raise the limit or split it"
        )
    definitions = syntax.definitions_in(syntax.parse(path.name, source, syntax.context({})))
    database = syntax.context(definitions)
    nodes = syntax.parse(path.name, source, database)
    entries, references = _bibliography(files, path, nodes, database)
    reader = BodyReader(path.name, database, printed_labels(references), definitions, entries, numbers_in(nodes))
    title, authors = title_in(nodes), authors_in(nodes)
    for line in (title, ", ".join(authors)):
        reader.writer.write(line or "")
        reader.writer.close()
    reader.read(_body(nodes))
    reader.finish()
    return _document(path, reader, references, title, authors)


def _document(
    path: Path,
    reader: BodyReader,
    references: tuple[Reference, ...],
    title: str | None,
    authors: tuple[str, ...],
) -> Document:
    text = reader.writer.text
    if not re.search(r"[^\W\d_]{3}", text):
        raise UnreadablePaperError(path.name, ReasonCode.NO_TEXT, "there is no text in it; give the paper's main file")
    layout = Layout(
        text,
        (0,),
        False,
        sections_of(len(text), reader.writer.headings),
        tuple(reader.writer.blocks),
        tuple(LinkAnnotation(Span(0, 1), None, None, uri) for uri in reader.links),
    )
    return assembled(
        SourceFile(path.name, LATEX, hashlib.sha256(path.read_bytes()).hexdigest()),
        "latex",
        layout,
        FrontMatter(title, authors),
        references=tuple(replace(r, span=reader.entries.get(r.key)) for r in references),
        citations=tuple(reader.writer.citations),
    )


def _flattened(files: LatexFiles, name: str, source: str, depth: int) -> str:
    r"""The source with each ``\input`` replaced by what it names; what cannot be read is left out."""
    if depth > _MAX_DEPTH or not any(f"\\{macro}" in source for macro in _INPUTS):
        return source
    parts: list[str] = []
    done = 0
    for node in syntax.walk(syntax.parse(name, source, syntax.context({}))):
        if not (isinstance(node, LatexMacroNode) and node.macroname in _INPUTS) or node.pos < done:
            continue
        named = "".join(syntax.inner_source(a) for a in syntax.arguments(node) if a is not None)
        inner = files.read(named, ".tex")
        parts += [
            source[done : node.pos],
            _flattened(files, named, _inner_document(inner), depth + 1) if inner else " ",
        ]
        done = node.pos + node.len
    return "".join([*parts, source[done:]])


def _inner_document(source: str) -> str:
    """What stands in a subfile's own document environment, or the whole."""
    found = re.search(r"\\begin\{document\}(.*)\\end\{document\}", source, re.DOTALL)
    return found.group(1) if found else source


def _body(nodes: list[syntax.Node]) -> list[syntax.Node]:
    for node in nodes:
        if isinstance(node, LatexEnvironmentNode) and node.environmentname == "document":
            return list(node.nodelist or ())
    return nodes


def _bibliography(
    files: LatexFiles, path: Path, nodes: list[syntax.Node], database: syntax.Node
) -> tuple[list[syntax.Node], tuple[Reference, ...]]:
    """The nodes of a bibliography to be written (none for a .bib), and its references."""
    printed = _printed(nodes)
    if printed:
        return printed, _parsed(printed)
    bbl = files.read(path.stem + ".bbl") or files.read("main.bbl") or files.read("ms.bbl")
    if bbl:
        printed = _printed(syntax.parse(path.name, bbl, database))
        if printed:
            return printed, _parsed(printed)
    return [], _from_bibtex(files, nodes)


def _printed(nodes: list[syntax.Node]) -> list[syntax.Node]:
    for node in syntax.walk(nodes):
        if isinstance(node, LatexEnvironmentNode) and node.environmentname == "thebibliography":
            return list(node.nodelist or ())
    return []


def _parsed(nodes: list[syntax.Node]) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for key, inside in entries_of(nodes):
        raw = syntax.plain(inside)
        if key and raw:
            found.setdefault(key, parse_reference(raw, key))
    return tuple(found.values())


def _from_bibtex(files: LatexFiles, nodes: list[syntax.Node]) -> tuple[Reference, ...]:
    r"""The cited entries of the .bib files that the paper names, in the files' order; all with ``\nocite{*}``."""
    cited: set[str] = set()
    names: list[str] = []
    for node in syntax.walk(nodes):
        if not isinstance(node, LatexMacroNode):
            continue
        last = syntax.last_argument(node)
        values = [v.strip() for v in syntax.inner_source(last).split(",")] if last is not None else []
        if node.macroname in syntax.CITATIONS or node.macroname == "nocite":
            cited.update(values)
        elif node.macroname in ("bibliography", "addbibresource"):
            names += values
    found: dict[str, Reference] = {}
    for name in names:
        source = files.read(name, ".bib")
        for reference in read_bibtex(source) if source else ():
            if reference.key in cited or "*" in cited:
                found.setdefault(reference.key, reference)
    return tuple(found.values())
