"""Bibliographies in BibTeX's own form."""

import logging
import re
from collections.abc import Iterable

from bibtexparser.entrypoint import parse_string

from kg.core import identifiers
from kg.core.document import Reference
from kg.core.errors import UnreadablePaperError
from kg.documents.latex import syntax

# the library reports each faulty entry through its logger; what is lost shows in the references instead
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_VENUES = ("booktitle", "journal", "journaltitle", "howpublished", "school", "institution", "publisher")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read_bibtex(source: str) -> tuple[Reference, ...]:
    """The entries of a .bib file in its order; a faulty entry is left out, of equal keys the first stays.

    raw is composed of the fields, span is None.
    """
    library = parse_string(source)
    database = syntax.context({})
    found: dict[str, Reference] = {}
    for entry in library.entries:
        fields = {f.key.lower(): _plain(str(f.value), database) for f in entry.fields}
        names = next((str(f.value) for f in entry.fields if f.key.lower() == "author"), "")
        found.setdefault(entry.key, _reference(entry.key, fields, _authors(names, database)))
    return tuple(found.values())


def _plain(value: str, database: syntax.Node) -> str:
    if "\\" not in value and "$" not in value and "%" not in value:
        return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())
    try:
        return syntax.plain(syntax.parse("bibliography", value, database))
    except UnreadablePaperError:
        return " ".join(value.split())


def _authors(value: str, database: syntax.Node) -> tuple[str, ...]:
    """Authors as "First Last"; "others" is left out, a name in braces stays whole."""
    names = []
    for part in re.split(r"\s+and\s+", " ".join(value.split())):
        whole = part.startswith("{") and part.endswith("}") and part.count("{") == 1
        name = _plain(part, database)
        if not name or name == "others":
            continue
        pieces = [p.strip() for p in name.split(",")] if not whole else [name]
        if len(pieces) == 2:
            name = f"{pieces[1]} {pieces[0]}"
        elif len(pieces) > 2:
            name = f"{pieces[2]} {pieces[0]} {pieces[1]}"
        names.append(name.strip())
    return tuple(names)


def _reference(key: str, fields: dict[str, str], authors: tuple[str, ...]) -> Reference:
    year = _YEAR.search(fields.get("year", "") or fields.get("date", ""))
    venue = next((fields[name] for name in _VENUES if fields.get(name)), None)
    title = fields.get("title") or None
    everything = " ".join(v for k, v in sorted(fields.items()) if k not in ("abstract", "title"))
    preprint = bool(re.search(r"ar\s?xiv|corr\b|abs/", everything, re.IGNORECASE))
    doi = identifiers.doi(fields.get("doi", "")) or identifiers.doi(fields.get("url", ""))
    arxiv = identifiers.arxiv_of_doi(doi) if doi else None
    if arxiv is None and preprint:
        arxiv = identifiers.arxiv_id("arxiv " + fields.get("eprint", "")) or identifiers.arxiv_id(everything)
    raw = ". ".join(
        p.rstrip(".") for p in (_joined(authors), title or "", venue or "", year.group() if year else "") if p
    )
    return Reference(
        key=key,
        raw=f"{raw}." if raw else key,
        title=title,
        authors=authors,
        year=int(year.group()) if year else None,
        venue=venue,
        doi=doi,
        arxiv=arxiv,
        url=fields.get("url") or None,
    )


def _joined(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)
