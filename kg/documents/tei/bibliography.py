"""The entries of a TEI bibliography by their parts."""

from kg.documents.marked_up.entries import Entry
from kg.documents.marked_up.xml_tree import Node
from kg.documents.tei.header import authors_of, date_of, first_text, identifiers_of, venue_of


def entries_of(text: Node) -> list[Entry]:
    """The entries, in order, of all lists of entries in the text; one without an id is named after its place."""
    found = [e for group in text.all("listBibl") for e in group.elements("biblStruct", "bibl")]
    return [_entry(e, e.attributes.get("id") or f"\0{place}") for place, e in enumerate(found)]


def _entry(node: Node, ident: str) -> Entry:
    notes = node.elements("note")
    raw = next((n.text() for n in notes if n.attributes.get("type") == "raw_reference"), "")
    if node.name == "bibl":
        return Entry(ident, raw or node.text())
    analytic, monograph = node.first("analytic"), node.first("monogr") or Node("")
    part = analytic if analytic is not None and (analytic.all("title") or analytic.all("author")) else None
    title = first_text(part, ("title",)) if part else ""
    inside = part is not None and bool(title)
    named_doi, arxiv = identifiers_of(node)
    address = next((p.attributes["target"] for p in node.all("ptr", "ref") if p.attributes.get("target")), None)
    return Entry(
        ident,
        raw,
        title=title or (first_text(monograph, ("title",)) if part is None else "") or None,
        authors=(authors_of(part) if part else ()) or authors_of(monograph),
        year=date_of(monograph),
        venue=venue_of(monograph) if inside else first_text(monograph, ("meeting",)) or None,
        details=_details(monograph) or " ".join(n.text() for n in notes if _is_shown(n)),
        doi=named_doi,
        arxiv=arxiv,
        url=address,
    )


def _is_shown(note: Node) -> bool:
    return note.attributes.get("type") not in ("raw_reference", "report_type")


def _details(monograph: Node) -> str:
    """Volume, issue and pages as entries print them: "37(6):1554-1563"."""
    parts: dict[str, str] = {}
    for scope in monograph.all("biblScope"):
        first, last = scope.attributes.get("from", ""), scope.attributes.get("to", "")
        shown = f"{first}-{last}" if first and last and first != last else first or scope.text()
        parts.setdefault(scope.attributes.get("unit", ""), shown)
    volume, issue, pages = (parts.get(unit, "") for unit in ("volume", "issue", "page"))
    numbers = volume + (f"({issue})" if issue else "")
    return f"{numbers}:{pages}" if numbers and pages else numbers or (f"pages {pages}" if pages else "")
