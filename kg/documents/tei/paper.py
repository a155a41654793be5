"""A TEI file, as GROBID writes it, becomes a Document."""

import hashlib

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.marked_up.document import document_of, write_front
from kg.documents.marked_up.entries import references_of, write_bibliography
from kg.documents.marked_up.markers import labelled
from kg.documents.marked_up.prose import Prose
from kg.documents.marked_up.xml_tree import Node, read_xml
from kg.documents.sniffing import TEI
from kg.documents.tei.bibliography import entries_of
from kg.documents.tei.body import BodyWriter, floats_of, has_roman_numbers
from kg.documents.tei.header import header_of

_HEADINGS = {
    "acknowledgement": "Acknowledgements",
    "acknowledgment": "Acknowledgements",
    "funding": "Funding",
    "availability": "Data availability",
    "conflict": "Competing interests",
    "contribution": "Author contributions",
    "annex": "Appendix",
}
"""What heads a part of the back matter that brings no heading of its own, by the part's type."""


def read_tei(name: str, data: bytes, *, sha256: str | None = None) -> Document:
    """The paper in a TEI file of GROBID's, versions 0.5 to 0.8; page_starts is (0,).

    References and citations are as the file marks them up; a marker without a target is looked for in the text. The
    bibliography is written after the back matter, annexes after the bibliography.

    Raises:
        UnreadablePaperError: the XML is damaged, too large, or holds no text.
    """
    root = read_xml(name, data)
    text = next((n for n in root.walk() if n.name == "text"), Node("text"))
    if len(root.elements("TEI")) > 1:
        raise UnreadablePaperError(
            name, ReasonCode.UNSUPPORTED, "it holds several papers; split it into a file for each"
        )
    shown = [(n.text(), n.attributes.get("target", "").removeprefix("#")) for n in text.all("ref") if _is_marker(n)]
    entries = labelled(entries_of(text), shown)
    references = references_of(entries)
    front = header_of(root)
    prose = Prose({ident: r.key for ident, r in references.items()})
    write_front(prose, front)
    body = BodyWriter(prose, floats_of(text), has_roman_numbers(text))
    _write_abstract(body, root)
    for part in text.elements("front", "body"):
        body.blocks(part, 0)
    back = [part for whole in text.elements("back") for part in whole.elements()]
    annexes = [p for p in back if p.attributes.get("type") == "annex"]
    for part in back:
        if part not in annexes and part.attributes.get("type") != "references":
            _write_part(body, part)
    references = write_bibliography(prose.writer, "References", entries, references)
    for part in annexes:
        _write_part(body, part)
    source = SourceFile(name, TEI, sha256 or hashlib.sha256(data).hexdigest())
    return document_of(source, "tei", prose, front, references)


def _is_marker(node: Node) -> bool:
    return node.attributes.get("type") == "bibr" and "target" in node.attributes


def _write_abstract(body: BodyWriter, root: Node) -> None:
    profile = root.first("teiHeader", "profileDesc") or Node("")
    abstract = profile.first("abstract")
    if abstract is not None and abstract.text():
        body.prose.writer.heading("Abstract", 1)
        body.blocks(_without_own_head(abstract), 1)
    words = [t.text() for t in profile.all("term") if t.text()] or [k.text() for k in profile.all("keywords")]
    if any(words):
        body.prose.say(f"Keywords: {', '.join(w for w in words if w)}")
        body.prose.end()


def _without_own_head(abstract: Node) -> Node:
    """The abstract without a heading that only says that it is one."""
    for node in abstract.walk():
        node.children = [
            c for c in node.children if isinstance(c, str) or c.name != "head" or c.text().lower() != "abstract"
        ]
    return abstract


def _write_part(body: BodyWriter, part: Node) -> None:
    """Write a part of the back matter under the heading that it brings, else under one that says what it is."""
    heading = _HEADINGS.get(part.attributes.get("type", ""))
    first = next((n for n in part.walk() if n.name == "p" or (n.name == "head" and n.text())), None)
    if first is None:
        return
    if heading and first.name != "head":
        body.prose.writer.heading(heading, 1)
    body.blocks(part, 0)
