"""The entries of an S2ORC bibliography by their parts, and the names of persons."""

from kg.core.identifiers import arxiv_id, doi
from kg.documents.marked_up.entries import Entry, person, year_in
from kg.documents.s2orc.values import mapping, mappings, sequence, words


def entries_of(record: object) -> list[Entry]:
    """The entries in the order of the file, named as its markers name them."""
    return [_entry(ident, mapping(entry)) for ident, entry in mapping(record).items()]


def persons(value: object) -> tuple[str, ...]:
    """The names in a list of persons, given by their parts or whole, as "First Last", each once."""
    found: dict[str, None] = {}
    for item in sequence(value):
        name = words(item)
        if isinstance(item, dict):
            middle = sequence(item.get("middle")) or [item.get("middle")]
            given = [words(item.get("first")), *map(words, middle)]
            name = person(given, words(item.get("last")), words(item.get("suffix"))) or words(item.get("name"))
        if any(c.isalpha() for c in name):
            found.setdefault(name)
    return tuple(found)


def identifier(record: dict[str, object], *names: str) -> str:
    """The first identifier that goes by one of the names in an object, whatever their case; alone or in a list."""
    lowered = {key.lower(): value for key, value in record.items()}
    for name in names:
        value = lowered.get(name)
        if found := words(sequence(value)[0] if sequence(value) else value):
            return found
    return ""


def _entry(ident: str, entry: dict[str, object]) -> Entry:
    ids = mapping(entry.get("other_ids")) | {k: v for k, v in entry.items() if k in ("doi", "arxiv_id")}
    addresses = [words(u) or words(mapping(u).get("url")) for u in sequence(entry.get("urls"))]
    addresses += [words(u.get("url")) for u in mappings(entry.get("links"))]
    return Entry(
        ident,
        words(entry.get("raw_text")) or words(entry.get("bib_entry_raw")),
        title=words(entry.get("title")) or None,
        authors=persons(entry.get("authors")),
        year=year_in(entry.get("year") or ""),
        venue=words(entry.get("venue")) or words(entry.get("journal")) or None,
        details=_details(entry),
        doi=doi(identifier(ids, "doi")),
        arxiv=arxiv_id(f"arxiv {identifier(ids, 'arxiv', 'arxiv_id')}"),
        url=next((a for a in addresses if a.startswith("http")), None) or words(entry.get("link")) or None,
    )


def _details(entry: dict[str, object]) -> str:
    """Volume, issue and pages as entries print them: "37(6):1554-1563"."""
    volume, issue, pages = (words(entry.get(name)) for name in ("volume", "issue", "pages"))
    numbers = volume + (f"({issue})" if issue else "")
    pages = pages.replace("--", "-")
    return f"{numbers}:{pages}" if numbers and pages else numbers or (f"pages {pages}" if pages else "")
