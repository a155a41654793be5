"""What the front of a JATS article says of the paper: title, authors, year, identifiers, venue."""

from collections.abc import Iterable

from kg.core.identifiers import arxiv_id, arxiv_of_doi, doi
from kg.documents.front_matter import FrontMatter
from kg.documents.marked_up.entries import person, year_in
from kg.documents.marked_up.xml_tree import Node

_NAMES = ("name", "string-name", "collab", "institution", "anonymous")


def header_of(article: Node) -> FrontMatter:
    """The front matter; the year is the earliest that the article was published in."""
    front = article.first("front") or article.first("front-stub") or Node("")
    meta = front.first("article-meta") or front
    found = {n.attributes.get("pub-id-type", ""): n.text() for n in meta.elements("article-id")}
    own_doi = doi(found.get("doi", ""))
    arxiv = arxiv_id(f"arxiv {found.get('arxiv', '')}") or (arxiv_of_doi(own_doi) if own_doi else None)
    titles = [t for group in meta.elements("title-group") for t in group.elements("article-title")]
    years = [y for d in meta.elements("pub-date") for n in d.elements("year") if (y := year_in(n.text()))]
    return FrontMatter(
        title=next((t for n in titles if (t := _without_notes(n))), None),
        authors=authors_of(c for group in meta.elements("contrib-group") for c in _authors(group)),
        year=min(years, default=None),
        arxiv=arxiv,
        doi=own_doi,
        venue=_venue(front),
    )


def authors_of(holders: Iterable[Node]) -> tuple[str, ...]:
    """The names that the elements hold, as "First Last", each once."""
    names: dict[str, None] = {}
    for node in (n for holder in holders for n in holder.elements(*_NAMES, "name-alternatives")):
        spellings = node.elements(*_NAMES) if node.name == "name-alternatives" else [node]
        name = _name(spellings[0]) if spellings else ""
        if any(c.isalpha() for c in name):
            names.setdefault(name)
    return tuple(names)


def _name(node: Node) -> str:
    surname, given, suffix = (
        " ".join(n.text() for n in node.elements(p)) for p in ("surname", "given-names", "suffix")
    )
    if surname or given:
        return person([given], surname, suffix)
    inner = [Node("", {}, [c]) for c in node.children if isinstance(c, str) or c.name not in ("contrib-group", "xref")]
    return " ".join(" ".join(n.text() for n in inner).split())


def _authors(group: Node) -> list[Node]:
    return [c for c in group.elements("contrib") if c.attributes.get("contrib-type", "author") == "author"]


def _without_notes(title: Node) -> str:
    return Node("", {}, [c for c in title.children if isinstance(c, str) or c.name not in ("xref", "fn")]).text()


def _venue(front: Node) -> str | None:
    for node in front.walk():
        if node.name in ("journal-title", "conf-name") and (text := node.text()):
            return text
    return None
