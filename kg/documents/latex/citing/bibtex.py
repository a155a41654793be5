"""Bibliographies in BibTeX's own form."""

import logging
import re
from collections.abc import Iterable, Mapping

from bibtexparser.entrypoint import parse_string

from kg.core import identifiers
from kg.core.document import Reference
from kg.core.errors import UnreadablePaperError
from kg.documents.latex import syntax
from kg.documents.latex.inline import inline_text

# the library reports each faulty entry through its logger; what is lost shows in the references instead
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_VENUES = ("booktitle", "journal", "journaltitle", "howpublished", "school", "institution", "publisher")
_OPENING = re.compile(r"\s*@\s*(\w+)\s*[{(]\s*([^,\s=}]*)")
_CROSSREF = re.compile(r"(?i)\bcrossref\s*=\s*[{\"]([^}\"]*)")
_LONG = 200_000
_LONGEST = 20_000_000  # characters of a .bib file that are read: the whole ACL Anthology and more
_OTHERS = re.compile(r"\band\s+others\s*$")
_AND = re.compile(r" and (?![^{}]{0,500}\})")  # between authors, not within braces
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def read_bibtex(source: str, keys: Iterable[str] | None = None) -> tuple[Reference, ...]:
    """The entries of a .bib file in its order; a faulty entry is left out, of equal keys the first stays.

    Fields that an entry lacks are taken from the one it names as crossref. raw is composed of the fields, span is None.
    Of a long file only the entries under these keys, and what they need, are read.
    """
    if keys is not None and len(source) > _LONG:
        source = _with_keys(source, keys)
    entries: dict[str, dict[str, str]] = {}
    for entry in parse_string(source[:_LONGEST]).entries:
        entries.setdefault(entry.key, {f.key.lower(): str(f.value) for f in entry.fields})
    return tuple(reference_from_fields(key, _whole(fields, entries)) for key, fields in entries.items())


def _with_keys(source: str, keys: Iterable[str]) -> str:
    """The parts of a .bib file that these keys need: their entries, strings, and the entries they refer to."""
    wanted = {key.lower() for key in keys}
    parts = re.split(r"(?m)^(?=[ \t]*@)", source)
    opened = [(m.group(1).lower(), m.group(2).lower()) if (m := _OPENING.match(p)) else ("", "") for p in parts]
    for part, (_, key) in zip(parts, opened, strict=True):
        if key in wanted and (parent := _CROSSREF.search(part)):
            wanted.add(parent.group(1).strip().lower())
    return "".join(p for p, (kind, key) in zip(parts, opened, strict=True) if kind == "string" or key in wanted)


def _whole(fields: dict[str, str], entries: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """The fields with those of the work that the entry is part of, whose title is the book's."""
    parent = dict(entries.get(fields.get("crossref", ""), {}))
    if parent and "title" in parent:
        parent.setdefault("booktitle", parent["title"])
    for own in ("title", "author"):
        parent.pop(own, None)
    return {**parent, **fields}


def reference_from_fields(key: str, fields: Mapping[str, str]) -> Reference:
    """The reference that BibTeX's fields, in LaTeX, tell."""
    plain = {name: _plain(value) for name, value in fields.items()}
    names = fields.get("author") or fields.get("editor") or ""
    return _reference(key, plain, _authors(names), others=bool(_OTHERS.search(names)))


def _plain(value: str) -> str:
    if "\\" not in value and "$" not in value and "%" not in value:
        return " ".join(value.replace("{", "").replace("}", "").replace("~", " ").split())
    try:
        return inline_text(syntax.parse("bibliography", value))
    except UnreadablePaperError:
        return " ".join(value.split())


def _authors(value: str) -> tuple[str, ...]:
    """Authors as "First Last"; "others" is left out, a name in braces stays whole."""
    names = []
    for part in _AND.split(" ".join(value.split())):
        whole = part.startswith("{") and part.endswith("}") and part.count("{") == 1
        name = _plain(part)
        if not name or name == "others":
            continue
        pieces = [p.strip() for p in name.split(",")] if not whole else [name]
        if len(pieces) == 2:
            name = f"{pieces[1]} {pieces[0]}"
        elif len(pieces) > 2:
            name = f"{pieces[2]} {pieces[0]} {pieces[1]}"
        names.append(name.strip())
    return tuple(names)


def _reference(key: str, fields: dict[str, str], authors: tuple[str, ...], *, others: bool) -> Reference:
    year = _YEAR.search(fields.get("year", "") or fields.get("date", ""))
    venue = next((fields[name] for name in _VENUES if fields.get(name)), None)
    title = fields.get("title") or None
    everything = " ".join(v for k, v in sorted(fields.items()) if k not in ("abstract", "title"))
    preprint = bool(re.search(r"ar\s?xiv|corr\b|abs/", everything, re.IGNORECASE))
    doi = identifiers.doi(fields.get("doi", "")) or identifiers.doi(fields.get("url", ""))
    arxiv = identifiers.arxiv_of_doi(doi) if doi else None
    if arxiv is None and preprint:
        arxiv = identifiers.arxiv_id("arxiv " + fields.get("eprint", "")) or identifiers.arxiv_id(everything)
    told = (_joined(authors, others=others), title or "", venue or "", year.group() if year else "")
    raw = ". ".join(part.rstrip(".") for part in told if part)
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


def _joined(names: Iterable[str], *, others: bool) -> str:
    listed = list(names)
    if others and listed:
        return f"{', '.join(listed)} et al"
    return f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else "".join(listed)
