"""A JATS article, or one in the NLM form that came before it, becomes a Document."""

import hashlib

from kg.core.document import Document, SectionKind, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.jats.bibliography import entries_of
from kg.documents.jats.body import BodyWriter, floats_of
from kg.documents.jats.header import header_of
from kg.documents.marked_up.document import document_of, write_front
from kg.documents.marked_up.entries import references_of, write_bibliography
from kg.documents.marked_up.markers import labelled
from kg.documents.marked_up.prose import Prose
from kg.documents.marked_up.xml_tree import Node, read_xml
from kg.documents.sniffing import JATS

_NO_ABSTRACTS = frozenset({"graphical", "toc", "teaser", "video", "ASCII"})
_HEADINGS = {"ack": "Acknowledgements", "glossary": "Abbreviations", "app": "Appendix", "notes": ""}


def read_jats(name: str, data: bytes, *, sha256: str | None = None) -> Document:
    """The paper in a JATS or NLM article; page_starts is (0,).

    References and citations are as the file marks them up. Sub-articles, such as letters of reviewers, are others'
    texts and stay out. The bibliography is written after the back matter, appendices after the bibliography.

    Raises:
        UnreadablePaperError: the XML is damaged, too large, no JATS, of several papers, or holds no text.
    """
    article = _article(name, read_xml(name, data))
    shown = [(n.text(), n.attributes.get("rid", "")) for n in article.all("xref") if _is_marker(n)]
    entries = labelled(entries_of(article), shown)
    references = references_of(entries)
    front = header_of(article)
    prose = Prose({ident: r.key for ident, r in references.items()})
    write_front(prose, front)
    body = BodyWriter(prose, floats_of(article))
    meta = article.first("front", "article-meta") or article.first("front-stub") or Node("")
    for abstract in meta.elements("abstract"):
        _write_abstract(body, abstract)
    _write_keywords(prose, meta)
    for part in article.elements("body"):
        body.blocks(part, 0)
    back = [part for whole in article.elements("back") for part in whole.elements()]
    _write_back(body, article, meta, back)
    references = write_bibliography(prose.writer, "References", entries, references)
    for part in (a for group in back if group.name in ("app-group", "app") for a in group.all("app")):
        body.section(part, 1, _HEADINGS["app"])
    source = SourceFile(name, JATS, sha256 or hashlib.sha256(data).hexdigest())
    return document_of(source, "jats", prose, front, references)


def _article(name: str, root: Node) -> Node:
    """The one article in the file.

    Raises:
        UnreadablePaperError: there is none in this form, or more than one.
    """
    articles = [root] if root.name == "article" else _outermost(root)
    if len(articles) > 1:
        raise UnreadablePaperError(
            name, ReasonCode.UNSUPPORTED, "it holds several papers; split it into a file for each"
        )
    if not articles or not articles[0].elements("front", "front-stub", "body"):
        raise UnreadablePaperError(
            name, ReasonCode.UNSUPPORTED, "it is an article in another form than JATS; give it as JATS, TEI or PDF"
        )
    return articles[0]


def _outermost(root: Node) -> list[Node]:
    found: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.name == "article":
            found.append(node)
        else:
            waiting.extend(node.elements())
    return found


def _is_marker(node: Node) -> bool:
    return node.attributes.get("ref-type") == "bibr" and len(node.attributes.get("rid", "").split()) == 1


def _write_abstract(body: BodyWriter, abstract: Node) -> None:
    """Write an abstract; the headings inside it run in, since all of it is abstract."""
    if abstract.attributes.get("abstract-type") in _NO_ABSTRACTS or not abstract.text():
        return
    title = abstract.first("title")
    heading = title.text() if title and title.text() else "Abstract"
    body.prose.end()
    body.prose.writer.heading(heading, 1 if heading.lower() == "abstract" else 2, SectionKind.ABSTRACT)
    for part in abstract.elements():
        if part.name != "sec":
            body.blocks(Node("", {}, [part]), 1)
            continue
        run_in = part.first("title")
        if run_in is not None and run_in.text():
            body.prose.say(run_in.text().rstrip(".:") + ": ")
        for paragraph in part.elements("p"):
            body.inline(paragraph)
            body.prose.end()


def _write_keywords(prose: Prose, meta: Node) -> None:
    words = [k.text() for group in meta.elements("kwd-group") for k in group.all("kwd")]
    if any(words):
        prose.say(f"Keywords: {', '.join(w for w in words if w)}")
        prose.end()


def _write_back(body: BodyWriter, article: Node, meta: Node, back: list[Node]) -> None:
    """Write acknowledgements, statements and footnotes, and the floats that nothing refers to."""
    for part in back:
        if part.name in ("sec", "ack", "notes", "glossary"):
            body.section(part, 1, _HEADINGS.get(part.name, ""))
    for part in article.elements("floats-group"):
        body.blocks(part, 1)
    for part in back:
        if part.name == "fn-group":
            body.blocks(part, 1)
    for statement in meta.all("funding-statement"):
        body.section(Node("sec", {}, [Node("title", {}, ["Funding"]), Node("p", {}, statement.children)]), 1)
    for part in (n for front in article.elements("front") for n in front.elements("notes")):
        body.section(part, 1)
