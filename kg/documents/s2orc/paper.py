"""A paper in the JSON of S2ORC, of whichever release, becomes a Document."""

import hashlib

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.identifiers import arxiv_id, arxiv_of_doi, doi
from kg.documents.front_matter import FrontMatter
from kg.documents.marked_up.document import document_of, write_front
from kg.documents.marked_up.entries import references_of, write_bibliography, year_in
from kg.documents.marked_up.markers import labelled
from kg.documents.marked_up.prose import Prose
from kg.documents.s2orc import annotations
from kg.documents.s2orc.blocks import BlockWriter, floats_of, markers_in
from kg.documents.s2orc.entries import entries_of, identifier, persons
from kg.documents.s2orc.values import mapping, mappings, read_json, words
from kg.documents.sniffing import S2ORC

_PARSES = ("latex_parse", "pdf_parse", "grobid_parse")
"""Where doc2json keeps what it read, the better source first."""


def read_s2orc(name: str, data: bytes, *, sha256: str | None = None) -> Document:
    """The paper in an S2ORC file: of the release of 2020, CORD-19, doc2json or the API since 2022.

    References and citations are as the file marks them up. The bibliography is written after the back matter;
    page_starts is (0,).

    Raises:
        UnreadablePaperError: the JSON is damaged, too large, of no paper or of several, or holds no text.
    """
    record = read_json(name, data)
    source = SourceFile(name, S2ORC, sha256 or hashlib.sha256(data).hexdigest())
    if isinstance(record.get("content"), dict) or isinstance(record.get("body"), dict):
        return _annotated(source, record)
    parse = next((p for key in _PARSES if (p := mapping(record.get(key))).get("body_text")), record)
    if not mappings(parse.get("body_text")) and not parse.get("abstract"):
        raise UnreadablePaperError(
            name, ReasonCode.NOT_A_PAPER, "it is JSON, but holds no paper as S2ORC has it; give the PDF"
        )
    entries = labelled(entries_of(parse.get("bib_entries")), markers_in(parse))
    references = references_of(entries)
    prose = Prose({ident: r.key for ident, r in references.items()})
    front = _front(record)
    write_front(prose, front)
    writer = BlockWriter(prose, floats_of(parse))
    writer.abstract(parse.get("abstract") or record.get("abstract"))
    writer.paragraphs(parse.get("body_text"))
    writer.rest()
    writer.paragraphs(parse.get("back_matter"))
    references = write_bibliography(prose.writer, "References", entries, references)
    return document_of(source, "s2orc", prose, front, references)


def _annotated(source: SourceFile, record: dict[str, object]) -> Document:
    body = annotations.annotated(record.get("content") or record.get("body"))
    listed = annotations.annotated(record["bibliography"]) if "bibliography" in record else body
    if not body.text.strip():
        raise UnreadablePaperError(source.name, ReasonCode.NO_TEXT, "it holds no text of a paper; give the PDF")
    entries = labelled(annotations.entries_of(listed), annotations.markers_in(body))
    references = references_of(entries)
    prose = Prose({ident: r.key for ident, r in references.items()})
    front = _front(record, body)
    write_front(prose, front)
    annotations.write_blocks(prose, body)
    references = write_bibliography(prose.writer, "References", entries, references)
    return document_of(source, "s2orc", prose, front, references)


def _front(record: dict[str, object], body: annotations.AnnotatedText | None = None) -> FrontMatter:
    """The front matter, by the record's metadata first, then by what is annotated in its text."""
    said = record | mapping(record.get("header")) | mapping(record.get("metadata"))
    ids = said | mapping(said.get("identifiers")) | mapping(said.get("externalids"))
    own_doi = doi(identifier(ids, "doi"))
    arxiv = arxiv_id(f"arxiv {identifier(ids, 'arxiv', 'arxiv_id')}") or (arxiv_of_doi(own_doi) if own_doi else None)
    title, authors = words(said.get("title")) or None, persons(said.get("authors"))
    if body is not None:
        title = title or next((body.quote(a) for a in body.kind("title")), None)
        authors = authors or tuple(dict.fromkeys(body.quote(a) for a in body.kind("author")))
    year = year_in(said.get("year") or "")
    if year is None and arxiv and arxiv[:2].isdigit():
        year = 2000 + int(arxiv[:2])
    return FrontMatter(title, authors, year, arxiv, own_doi, words(said.get("venue")) or None)
