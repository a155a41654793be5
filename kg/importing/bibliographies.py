"""Bibliographies: BibTeX and CSL-JSON as references that complete the works of the graph."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from kg.core.document import Reference
from kg.core.identifiers import digest
from kg.core.imported import Gathered, PassedOver
from kg.importing.file import ImportFile
from kg.importing.json_text import parse_json
from kg.importing.limits import MOST_ENTRIES
from kg.importing.plain import field, records_in, text_of
from kg.importing.works import work_of, year_of

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?!(?:string|comment|preamble)\b)\w+[ \t]*[{(][ \t]*([^,\s={}()]*)", re.MULTILINE | re.IGNORECASE
)
_LONGEST_TITLE = 1_000
_LONGEST_KEY = 100


def read_bibliography(file: ImportFile, bibtex: Callable[[str], tuple[Reference, ...]]) -> Gathered:
    """The entries of a .bib file; those without a title, and faulty ones, are passed over.

    Raises:
        ValueError: it holds no entry, or too much.
    """
    text = file.text()
    if text.count("@") > 5 * MOST_ENTRIES:  # addresses of people hold the sign too
        raise ValueError(f"it holds more than {MOST_ENTRIES} entries; split it")
    if not _ENTRY.search(text):
        raise ValueError("it holds no entry such as @article{...}; give a BibTeX file")
    entries = bibtex(text)
    named = [e for e in entries if e.title]
    passed = [PassedOver(f"{file.name}, {e.key}", "it has no title") for e in entries if not e.title]
    passed += _left_out(file.name, text, {e.key for e in entries})
    return Gathered(references=tuple(map(_owned, named)), passed_over=tuple(passed))


def _left_out(name: str, text: str, read: set[str]) -> Iterator[PassedOver]:
    """The entries of the text that are not among those read, each by its line and key."""
    seen, line, counted = set[str](), 1, 0
    for entry in _ENTRY.finditer(text):
        line, counted = line + text.count("\n", counted, entry.start()), entry.start()
        key = entry[1]
        if key in read and key not in seen:
            seen.add(key)
            continue
        reason = "its key stands there twice" if key in seen else "it is no whole entry: a brace or comma is missing"
        yield PassedOver(f"{name}, line {line}" + (f", {key[:_LONGEST_KEY]}" if key else ""), reason)


def read_csl(file: ImportFile) -> Gathered:
    """The items of CSL-JSON, as Zotero and others write it; those without a title are passed over.

    Raises:
        ValueError: it is no JSON, or holds no items.
    """
    value = parse_json(file.text())
    items = list(records_in(field(value, "items") or value))
    if not items:
        raise ValueError("it holds no items; export the library as CSL-JSON")
    found, passed = list[Reference](), list[PassedOver]()
    for number, item in enumerate(items, 1):
        key = text_of(field(item, "id", "citation-key")) or str(number)
        work = _item(item)
        if work is None or not work.title:
            passed.append(PassedOver(f"{file.name}, {key}", "it has no title"))
        else:
            found.append(_owned(replace(work, key=key)))
    return Gathered(references=tuple(found), passed_over=tuple(passed))


def _item(item: dict[str, Any]) -> Reference | None:
    numbers = " ".join(
        text_of(item.get(n), limit=2_000) or "" for n in ("DOI", "URL", "number", "archive_location", "note")
    )
    authors = [_author(a) for a in records_in(item.get("author"))]
    issued = item.get("issued")
    parts = field(issued, "date-parts")
    told = parts[0][0] if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] else None
    return work_of(
        numbers,
        title=text_of(item.get("title"), limit=_LONGEST_TITLE),
        authors=tuple(a for a in authors if a),
        year=year_of(told if told is not None else field(issued, "literal", "raw")),
        venue=text_of(field(item, "container-title", "publisher"), limit=_LONGEST_TITLE),
    )


def _author(value: dict[str, Any]) -> str | None:
    parts = (value.get("given"), value.get("non-dropping-particle"), value.get("family"))
    return text_of(" ".join(p for p in parts if isinstance(p, str))) or text_of(field(value, "literal", "name"))


def _owned(reference: Reference) -> Reference:
    """The reference under a key of bounded length."""
    key = reference.key if len(reference.key) <= _LONGEST_KEY else f"{reference.key[:80]}-{digest(reference.key)}"
    return replace(reference, key=key, span=None)
