"""The entries of a JATS reference list by their parts."""

import re

from kg.core.identifiers import arxiv_id, doi
from kg.documents.jats.header import authors_of
from kg.documents.marked_up.entries import Entry, year_in
from kg.documents.marked_up.xml_tree import Node

_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product")
_TITLES = ("article-title", "chapter-title", "data-title", "part-title")
_NO_AUTHORS = frozenset({"editor", "translator", "compiler", "curator"})
_SKIPPED = frozenset({"label", "object-id", "graphic"})
_LONGEST_LABEL = 40
_IDENTIFIERS = {"doi": "doi:", "pmid": "PMID: ", "pmc": "PMC: ", "pmcid": "PMCID: ", "arxiv": "arXiv:"}


def entries_of(article: Node) -> list[Entry]:
    """The entries of all reference lists, in order; one without an id is named after its place."""
    found = [r for part in article.elements("back", "body") for r in part.all("ref")]
    return [_entry(r, r.attributes.get("id") or f"\0{place}") for place, r in enumerate(found)]


def _entry(ref: Node, ident: str) -> Entry:
    citations = [n for n in ref.walk() if n.name in _CITATIONS]
    if not citations:
        return Entry(ident, printed(ref), _label(ref))
    structured = next((c for c in citations if _first(c, *_TITLES, "source", "person-group")), citations[0])
    mixed = [c for c in citations if c.name in ("mixed-citation", "citation")]
    whole = ref.first("citation-alternatives") is None
    raw = " ".join(printed(c) for c in (mixed if whole else mixed[:1]))
    title = _first(structured, *_TITLES)
    source = _first(structured, "source")
    return Entry(
        ident,
        raw,
        _label(ref) or _label(structured),
        title=title or source or None,
        authors=_authors(structured),
        year=year_in(_first(structured, "year")) or year_in(_first(structured, "date")),
        venue=(source if title else "") or _first(structured, "conf-name", "publisher-name") or None,
        details=_details(structured),
        doi=next((d for n in _identifiers(structured, "doi") if (d := doi(n))), None),
        arxiv=next((a for n in _identifiers(structured, "arxiv") if (a := arxiv_id(f"arxiv {n}"))), None),
        url=_address(structured),
    )


def printed(node: Node) -> str:
    """An entry as it is printed: parts of names apart, identifiers with what they are."""
    return re.sub(r" (?=[,.;:)])", "", " ".join("".join(_pieces(node)).split()))


def _pieces(node: Node) -> list[str]:
    pieces: list[str] = []
    before = ""
    for child in node.children:
        if isinstance(child, str):
            pieces.append(child)
            before = ""
        elif child.name not in _SKIPPED:
            if before and (pieces or [""])[-1].strip():
                pieces.append(" ")  # elements side by side, whose marks the style sheet would add
            if child.name == "pub-id":
                kind = _IDENTIFIERS.get(child.attributes.get("pub-id-type", ""), "")
                pieces.append("" if child.text().lower().startswith(kind.strip().lower()) else kind)
            pieces += _pieces(child)
            before = "" if child.name in ("italic", "bold", "sup", "sub", "sc") else child.name
    return pieces


def _label(node: Node) -> str:
    found = node.first("label")
    return re.sub(r"^\W+|\W+$", "", found.text()[:_LONGEST_LABEL]) if found else ""


def _first(node: Node, *names: str) -> str:
    """The text of the first element of these names, the earlier names first."""
    below = node.elements()
    return next((t for name in names for n in below if n.name == name and (t := n.text())), "")


def _authors(citation: Node) -> tuple[str, ...]:
    groups = citation.elements("person-group")
    own = [g for g in groups if g.attributes.get("person-group-type", "author") not in _NO_AUTHORS]
    return authors_of(own) or authors_of([citation]) or authors_of(groups)


def _identifiers(citation: Node, kind: str) -> list[str]:
    marked = [n.text() for n in citation.all("pub-id", "object-id") if n.attributes.get("pub-id-type") == kind]
    linked = [n.attributes.get("href", "") for n in citation.all("ext-link", "uri")]
    return marked + [address for address in linked if kind in address.lower()]


def _address(citation: Node) -> str | None:
    for node in citation.all("ext-link", "uri"):
        address = node.attributes.get("href") or node.text()
        if re.match(r"https?://", address):
            return address
    return None


def _details(citation: Node) -> str:
    """Volume, issue and pages as entries print them: "37(6):1554-1563"."""
    volume, issue = _first(citation, "volume"), _first(citation, "issue")
    first, last = _first(citation, "fpage", "elocation-id"), _first(citation, "lpage")
    pages = f"{first}-{last}" if first and last and first != last else first
    numbers = volume + (f"({issue})" if issue else "")
    return f"{numbers}:{pages}" if numbers and pages else numbers or (f"pages {pages}" if pages else "")
