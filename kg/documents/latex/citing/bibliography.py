r"""The bibliography of a LaTeX paper, from wherever it stands: thebibliography, a .bbl, or the .bib files it names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from kg.core.document import Reference
from kg.documents.latex import known, syntax
from kg.documents.latex.citing.biblatex import read_biblatex
from kg.documents.latex.citing.bibtex import read_bibtex
from kg.documents.latex.citing.labels import Label, label_of
from kg.documents.latex.citing.printed_entries import reference_of
from kg.documents.latex.expanding.expansion import Expander
from kg.documents.latex.inline import inline_text
from kg.documents.latex.project.inclusions import bbl_beside

_STYLED = re.compile(r"\\begin\s*\{thebibliography\}")
_SORTED = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """References in the order of the list, the nodes that print each by key, and the labels they are cited by."""

    references: tuple[Reference, ...] = ()
    printed: tuple[tuple[str, list[syntax.Node]], ...] = ()
    labels: tuple[tuple[str, Label], ...] = ()


def find_bibliography(expander: Expander, nodes: Sequence[syntax.Node], *, in_order_of_citation: bool) -> Bibliography:
    r"""The bibliography that the paper prints, else that of its .bbl, else the cited entries of its .bib files.

    Entries of .bib files stand in the order of their first citation where in_order_of_citation, else by author, year
    and title, as BibTeX's styles have it.
    """
    printed = _printed(nodes)
    if printed:
        return _parsed(printed)
    if name := bbl_beside(expander.files.tree, expander.files.main):
        source = expander.files.read(name)
        if source and "\\entry{" in source and "\\endentry" in source:
            return Bibliography(_ordered(read_biblatex(source), cited_keys(nodes), in_order_of_citation, whole=True))
        if source and _STYLED.search(source):
            printed = _printed(syntax.parse(name, expander.expand(source)))
            if printed:
                return _parsed(printed)
    return Bibliography(_from_bibtex(expander, nodes, in_order_of_citation))


def cited_keys(nodes: Sequence[syntax.Node]) -> list[str]:
    r"""The keys that the paper cites, each once, in order; "*" for ``\nocite{*}``."""
    keys: dict[str, None] = {}
    for node in syntax.walk(list(nodes)):
        if isinstance(node, LatexMacroNode) and (node.macroname in known.CITATIONS or node.macroname == "nocite"):
            keys.update(dict.fromkeys(_listed(node)))
    return list(keys)


def _printed(nodes: Sequence[syntax.Node]) -> list[syntax.Node]:
    """The nodes of all bibliographies, one after the other."""
    found: list[syntax.Node] = []
    for node in syntax.walk(list(nodes)):
        if isinstance(node, LatexEnvironmentNode) and node.environmentname in ("thebibliography", "references"):
            found += node.nodelist or ()
    return found


def _parsed(nodes: Sequence[syntax.Node]) -> Bibliography:
    references: dict[str, Reference] = {}
    printed: dict[str, list[syntax.Node]] = {}
    labels: dict[str, Label] = {}
    for key, label, inside in _entries(nodes):
        if key in references:
            continue
        reference = reference_of(key, inside)
        if reference is not None:
            references[key], printed[key] = reference, inside
            labels[key] = _rendered(label_of(label)) if label else Label()
    return Bibliography(tuple(references.values()), tuple(printed.items()), tuple(labels.items()))


def _rendered(label: Label) -> Label:
    """The label with its authors as plain text."""
    authors = inline_text(syntax.parse("label", label.authors)) if label.authors else ""
    text = inline_text(syntax.parse("label", label.text)) if label.text else ""
    return replace(label, authors=authors.replace("\N{NO-BREAK SPACE}", " "), text=text)


def _entries(nodes: Sequence[syntax.Node]) -> Iterator[tuple[str, str, list[syntax.Node]]]:
    r"""Key, label and contents of each ``\bibitem``."""
    key, label, inside = "", "", list[syntax.Node]()
    for node in nodes:
        if isinstance(node, LatexMacroNode) and node.macroname == "bibitem":
            if key:
                yield key, label, inside
            given = syntax.arguments(node)
            key = " ".join(syntax.inner_source(given[-1]).split()) if given else ""
            label = syntax.source_of(given[0])[1:-1] if len(given) > 1 and given[0] is not None else ""
            inside = []
        else:
            inside.append(node)
    if key:
        yield key, label, inside


def _from_bibtex(expander: Expander, nodes: Sequence[syntax.Node], in_order_of_citation: bool) -> tuple[Reference, ...]:
    names: list[str] = []
    for node in syntax.walk(list(nodes)):
        if isinstance(node, LatexMacroNode) and node.macroname in ("bibliography", "addbibresource"):
            names += _listed(node)
    sources = [s for name in dict.fromkeys(names) if (s := expander.files.read(name, ".bib"))]
    cited = cited_keys(nodes)
    return _ordered(read_bibtex("\n".join(sources), None if "*" in cited else cited), cited, in_order_of_citation)


def _ordered(
    references: Sequence[Reference], cited: Sequence[str], in_order_of_citation: bool, *, whole: bool = False
) -> tuple[Reference, ...]:
    known_keys = {r.key: r for r in references}
    if not whole and "*" not in cited:
        lowered = {k.lower(): k for k in reversed(known_keys)}
        wanted = {lowered.get(c.lower(), c): c for c in cited}
        known_keys = {wanted[k]: replace(r, key=wanted[k]) for k, r in known_keys.items() if k in wanted}
    if in_order_of_citation:
        order = {key: position for position, key in enumerate(cited)}
        return tuple(sorted(known_keys.values(), key=lambda r: order.get(r.key, len(order))))
    return tuple(known_keys.values() if whole else sorted(known_keys.values(), key=_alphabetical))


def _alphabetical(reference: Reference) -> tuple[str, int, str]:
    names = " ".join(_SORTED.findall(" ".join(a.split()[-1] for a in reference.authors if a.split()))).lower()
    return names or (reference.title or reference.key).lower(), reference.year or 0, (reference.title or "").lower()


def _listed(node: syntax.Node) -> list[str]:
    last = syntax.last_argument(node)
    return [v.strip() for v in syntax.inner_source(last).split(",") if v.strip()] if last is not None else []
