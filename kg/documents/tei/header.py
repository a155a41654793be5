"""What the header of a TEI file says of the paper: title, authors, year, identifiers, venue."""

from kg.core.identifiers import arxiv_id, arxiv_of_doi, doi
from kg.documents.front_matter import FrontMatter
from kg.documents.marked_up.entries import person, year_in
from kg.documents.marked_up.xml_tree import Node


def header_of(root: Node) -> FrontMatter:
    """The front matter, by the description of the source first, then by that of the file."""
    file = root.first("teiHeader", "fileDesc") or Node("")
    source = file.first("sourceDesc", "biblStruct") or Node("")
    monograph = source.first("monogr") or Node("")
    own_doi, arxiv = identifiers_of(source)
    title = first_text(file, ("titleStmt", "title")) or first_text(source, ("analytic", "title"), ("monogr", "title"))
    return FrontMatter(
        title=title or None,
        authors=authors_of(source.first("analytic") or monograph),
        year=date_of(monograph) or date_of(file.first("publicationStmt") or Node("")),
        arxiv=arxiv,
        doi=own_doi,
        venue=venue_of(monograph) if source.first("analytic") else None,
    )


def first_text(node: Node, *paths: tuple[str, ...]) -> str:
    """The text of the first of the paths that leads to one; the main title of several."""
    for path in paths:
        parent = node.first(*path[:-1])
        found = parent.elements(path[-1]) if parent else []
        for element in sorted(found, key=lambda e: e.attributes.get("type") != "main"):
            if text := element.text():
                return text
    return ""


def authors_of(node: Node) -> tuple[str, ...]:
    """The persons and organisations among the authors, as "First Last", each once."""
    names: dict[str, None] = {}
    for author in node.elements("author"):
        name = author.first("persName")
        if name is not None:
            given = [n.text() for n in name.elements("forename")]
            shown = person(given, " ".join(n.text() for n in name.elements("surname")), _suffix(name)) or name.text()
        else:
            organisation = author.first("orgName")
            shown = organisation.text() if organisation else "" if author.elements() else author.text()
        if any(c.isalpha() for c in shown):
            names.setdefault(shown)
    return tuple(names)


def identifiers_of(node: Node) -> tuple[str | None, str | None]:
    """DOI and arXiv id among the idno elements below."""
    own_doi = arxiv = None
    for number in node.all("idno"):
        kind, text = number.attributes.get("type", "").lower(), number.text()
        if kind == "arxiv":
            arxiv = arxiv or arxiv_id(f"arxiv {text}")
        elif kind in ("doi", ""):
            own_doi = own_doi or doi(text)
            arxiv = arxiv or (arxiv_id(text) if "arxiv" in text.lower() else None)
    return own_doi, arxiv or (arxiv_of_doi(own_doi) if own_doi else None)


def date_of(node: Node) -> int | None:
    """The year of the first date that tells one."""
    dates = node.all("date")
    return next((y for d in dates if (y := year_in(d.attributes.get("when", "")) or year_in(d.text()))), None)


def venue_of(monograph: Node) -> str | None:
    """The journal, book or meeting that a work stands in."""
    titles = monograph.elements("title")
    written = next((t.text() for t in titles if t.attributes.get("type") == "main" and t.text()), "")
    return written or next((t.text() for t in titles if t.text()), "") or first_text(monograph, ("meeting",)) or None


def _suffix(name: Node) -> str:
    suffix = name.first("genName")
    return suffix.text() if suffix else ""
