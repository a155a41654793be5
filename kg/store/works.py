"""Works, and what bears their keys: the papers themselves and entries of bibliographies."""

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.core.names import fold
from kg.core.spans import Span
from kg.store import vocabulary as v
from kg.store.identity import WorkKeys
from kg.store.terms import clean
from kg.store.triples import TripleIndex, TripleSet

if TYPE_CHECKING:
    from kg.core.document import Reference

_LONGEST_LABEL = 120
_LONGEST_SHORT_TITLE = 60


def short_title(title: str) -> str | None:
    """The name before the title's colon, or None.

    >>> short_title("LLaMA: Open and Efficient Foundation Language Models")
    'LLaMA'
    """
    name, colon, _ = title.partition(":")
    return name.strip() if colon and 0 < len(name.strip()) <= _LONGEST_SHORT_TITLE else None


def shortened(text: str, length: int = _LONGEST_LABEL) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def add_names(triples: TripleSet, node: NamedNode, *names: str | None) -> None:
    """Add what the node is found under."""
    for name in names:
        if name and (folded := fold(clean(name))):
            triples.text(node, v.KG_FOLDED_NAME, folded)


def add_work(triples: TripleSet, work: NamedNode, title: str | None, otherwise: str) -> None:
    """Add a paper, read or not, with its title as label, or else another text."""
    triples.add(work, v.RDF_TYPE, v.SCHEMA_SCHOLARLY_ARTICLE, v.FABIO_RESEARCH_PAPER)
    label = title or shortened(otherwise)
    triples.text(work, v.RDFS_LABEL, label)
    add_names(triples, work, label, short_title(title or ""))


def add_keys(triples: TripleSet, bearer: NamedNode, keys: WorkKeys) -> None:
    """Add the keys by which the bearer's work is joined with that of others."""
    for text in key_texts(keys):
        triples.text(bearer, v.KG_WORK_KEY, text)


def key_texts(keys: WorkKeys) -> list[str]:
    """The keys as they stand in the graph.

    >>> key_texts(WorkKeys(arxiv="2302.13971", title="openmodels", surname="touvron"))
    ['arxiv:2302.13971', 'title:openmodels', 'author:touvron']
    """
    named = {"arxiv": keys.arxiv, "doi": keys.doi, "title": keys.title, "author": keys.surname if keys.title else ""}
    return [f"{name}:{value}" for name, value in named.items() if value]


def keys_of(texts: list[str]) -> WorkKeys:
    """The keys that these texts stand for, without fallback."""
    named = dict(text.split(":", 1) for text in texts)
    return WorkKeys(named.get("arxiv"), named.get("doi"), named.get("title", ""), named.get("author", ""))


def add_reference(
    triples: TripleSet, node: NamedNode, reference: "Reference", *, position: int, owner: NamedNode, work: NamedNode
) -> None:
    """Add a bibliography entry as printed and as parsed, and the work that it refers to."""
    triples.add(node, v.RDF_TYPE, v.BIRO_BIBLIOGRAPHIC_REFERENCE)
    triples.add(node, v.BIRO_REFERENCES, work)
    triples.add(node, v.DCTERMS_IS_PART_OF, owner)
    triples.number(node, v.SCHEMA_POSITION, position)
    triples.text(node, v.KG_KEY, reference.key)
    triples.text(node, v.DCTERMS_BIBLIOGRAPHIC_CITATION, reference.raw)
    r = reference
    add_fields(triples, node, title=r.title, authors=r.authors, year=r.year, venue=r.venue)
    triples.text(node, v.KG_ARXIV, reference.arxiv)
    triples.text(node, v.KG_DOI, reference.doi)
    triples.text(node, v.SCHEMA_URL, reference.url)
    if reference.span is not None:
        add_span(triples, node, reference.span)
    add_work(triples, work, reference.title, reference.raw)


def add_fields(
    triples: TripleSet,
    node: NamedNode,
    *,
    title: str | None,
    authors: tuple[str, ...],
    year: int | None,
    venue: str | None,
) -> None:
    """Add the fields that papers and bibliography entries share."""
    triples.text(node, v.DCTERMS_TITLE, title)
    triples.ordered(node, v.KG_AUTHOR_LIST, authors)
    triples.year(node, v.SCHEMA_DATE_PUBLISHED, year)
    triples.text(node, v.KG_VENUE, venue)


def add_span(triples: TripleSet, node: NamedNode, span: Span) -> None:
    """Add the place in the source's text."""
    triples.number(node, v.KG_START, span.start)
    triples.number(node, v.KG_END, span.end)


def read_references(index: TripleIndex) -> list["tuple[NamedNode, Reference]"]:
    """The bibliography entries in their order, with their nodes."""
    nodes = index.typed(v.BIRO_BIBLIOGRAPHIC_REFERENCE)
    nodes = sorted(nodes, key=lambda n: int(index.one(n, v.SCHEMA_POSITION)))
    return [(node, _read_reference(index, node)) for node in nodes]


def _read_reference(index: TripleIndex, node: NamedNode) -> "Reference":
    from kg.core.document import Reference  # noqa: PLC0415 - questions are answered sooner without

    return Reference(
        key=index.one(node, v.KG_KEY),
        raw=index.one(node, v.DCTERMS_BIBLIOGRAPHIC_CITATION),
        span=read_span(index, node),
        title=index.get(node, v.DCTERMS_TITLE),
        authors=index.ordered(node, v.KG_AUTHOR_LIST),
        year=index.number(node, v.SCHEMA_DATE_PUBLISHED),
        venue=index.get(node, v.KG_VENUE),
        doi=index.get(node, v.KG_DOI),
        arxiv=index.get(node, v.KG_ARXIV),
        url=index.get(node, v.SCHEMA_URL),
    )


def read_span(index: TripleIndex, node: NamedNode) -> Span | None:
    """The place in the source's text, or None."""
    start, end = index.number(node, v.KG_START), index.number(node, v.KG_END)
    return None if start is None or end is None else Span(start, end)
