"""A LaTeX paper becomes a Document: the main file, what it takes in, and the bibliography beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.assembly import assembled
from kg.documents.front_matter import FrontMatter, named_by_file
from kg.documents.latex import syntax
from kg.documents.latex.body.parts import new_reader
from kg.documents.latex.body.reader import BodyReader
from kg.documents.latex.citing.bibliography import Bibliography, find_bibliography
from kg.documents.latex.citing.citations import CitationPrinter, aliases_in
from kg.documents.latex.citing.markers import markers
from kg.documents.latex.citing.style import bare_cite_is_narrative, citation_style, numbers_sorted, sorted_by_citation
from kg.documents.latex.expanding.actions import new_expander
from kg.documents.latex.front import front_in
from kg.documents.latex.numbers import HeadingNumbers, targets_in
from kg.documents.latex.project.digest import digest_of_latex
from kg.documents.latex.project.files import LatexFiles
from kg.documents.latex.project.trees import FolderTree
from kg.documents.latex.referring import reference_style
from kg.documents.latex.slides import without_overlays
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.limits import Limits
from kg.documents.sections import sections_of
from kg.documents.sniffing import LATEX

_DEPTH = re.compile(r"\\setcounter\s*\{secnumdepth\}\s*\{(-?\d)\}")
_TWO_LEVELS = re.compile(r"\\documentclass\s*(?:\[[^\]]{0,500}\]\s*)?\{llncs\}")
_BEGINS = re.compile(r"\\begin\s*\{document\}")


def read_latex(path: Path, *, limits: Limits | None = None) -> Document:
    r"""The paper in a LaTeX file, with what it takes in from its folder.

    Raises:
        UnreadablePaperError: the file is missing, empty, too large, damaged, or has no text.
    """
    limits = limits or Limits()
    real = path.resolve()
    files = LatexFiles(FolderTree(real.parent), real.name, path.name, limits)
    source = SourceFile(path.name, LATEX, digest_of_latex(path, limits.max_bytes))
    alone = len(main_files(files)) == 1
    return read_project(files, source, called=f"{path.name} {real.parent.name if alone else ''}")


def read_project(files: LatexFiles, source: SourceFile, *, called: str) -> Document:
    r"""The paper that a main file and the files around it make.

    ``\input`` and its kin are followed inside the tree, to a bounded depth and size, and the paper's own macros are
    expanded. Entries of the bibliography come from thebibliography, else from a .bbl, else from the .bib files named;
    they are keyed as the source keys them. Citations print as the paper's style prints them. page_starts is (0,).
    called holds names in which an arXiv id may stand, believed where the paper gives none.

    Raises:
        UnreadablePaperError: the main file is missing, empty, too large, damaged, or has no text.
    """
    text = files.read_main()
    expander = new_expander(files.name, files, files.limits.max_characters)
    expanded = without_overlays(expander.expand(text))
    nodes = syntax.parse(files.name, expanded)
    bibliography = find_bibliography(expander, nodes, in_order_of_citation=sorted_by_citation(expanded))
    front = named_by_file(front_in(nodes, expanded), called)
    reader = _reader(nodes, expanded, bibliography)
    for line in (front.title, ", ".join(front.authors)):
        reader.writer.write(line or "")
        reader.writer.close()
    reader.read(_abstract_before(nodes, expanded))
    reader.read(_body(nodes))
    reader.close()
    reader.write_bibliography()
    return _document(files, source, reader, bibliography, front)


def main_files(files: LatexFiles) -> list[str]:
    """The files beside the main one that are LaTeX documents of their own, the main one among them."""
    found = [n for n in files.tree.names(".tex") if b"\\documentclass" in files.tree.read(n, 20_000)]
    return found if files.main in found else [files.main, *found]


def _reader(nodes: list[syntax.Node], expanded: str, bibliography: Bibliography) -> BodyReader:
    labels = dict(bibliography.labels)
    style = citation_style(expanded, list(labels.values()))
    depth = _DEPTH.findall(expanded)
    numbered = int(depth[-1]) if depth else 2 if _TWO_LEVELS.search(expanded) else 3
    printed = bibliography.printed or tuple((r.key, [r.raw]) for r in bibliography.references)
    return new_reader(
        CitationPrinter(
            markers(bibliography.references, labels),
            style,
            bare_cite_is_narrative(expanded, style),
            *numbers_sorted(expanded),
            aliases_in(nodes),
        ),
        list(printed),
        targets_in(nodes, numbered),
        reference_style(nodes, expanded),
        HeadingNumbers(numbered),
    )


def _document(
    files: LatexFiles, source: SourceFile, reader: BodyReader, bibliography: Bibliography, front: FrontMatter
) -> Document:
    text = reader.writer.text
    if not re.search(r"[^\W\d_]{3}", text):
        raise UnreadablePaperError(files.name, ReasonCode.NO_TEXT, "there is no text in it; give the paper's main file")
    links = [LinkAnnotation(span, None, None, uri) for span, uri in sorted(reader.links)]
    layout = Layout(
        text,
        (0,),
        False,
        sections_of(len(text), reader.writer.headings),
        tuple(reader.writer.blocks),
        tuple(links),
    )
    return assembled(
        source,
        "latex",
        layout,
        front,
        references=tuple(replace(r, span=reader.entries.get(r.key)) for r in bibliography.references),
        citations=tuple(reader.writer.citations),
    )


def _body(nodes: list[syntax.Node]) -> list[syntax.Node]:
    for node in nodes:
        if isinstance(node, LatexEnvironmentNode) and node.environmentname == "document":
            return list(node.nodelist or ())
    return nodes


def _abstract_before(nodes: Sequence[syntax.Node], expanded: str) -> list[syntax.Node]:
    r"""The abstract of a paper that states it before its document begins, as some classes want it."""
    if not _BEGINS.search(expanded):
        return []
    for node in nodes:
        if isinstance(node, LatexEnvironmentNode) and node.environmentname == "document":
            return []
        named = getattr(node, "macroname", None) or getattr(node, "environmentname", None)
        if named == "abstract" and isinstance(node, LatexEnvironmentNode | LatexMacroNode):
            return [node]
    return []
