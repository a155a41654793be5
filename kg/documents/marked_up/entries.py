"""Entries of a bibliography, as files mark them up, become references."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.core.document import BlockKind, Reference
from kg.documents.references.parsing.identifiers import identifiers_in
from kg.documents.references.parsing.parser import made_key, parse_reference
from kg.documents.writer import TextWriter

_DEBRIS = re.compile(r"^(?:References\s)?[\W\d_]+(?=[^\W\d_])")
"""What splitting a bibliography wrongly leaves before a name."""
_MAX_ENTRIES = 5000
"""No bibliography of a paper is longer."""
_INITIALS = re.compile(r"[A-ZÀ-ÞŁŚŻŠČŽ]{1,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry by its parts; ident is the name by which the text cites it, label what is printed before it.

    raw is the entry on one line, empty where the file holds nothing but its parts.
    """

    ident: str
    raw: str = ""
    label: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    details: str = ""
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None


def references_of(entries: Iterable[Entry]) -> dict[str, Reference]:
    """The references by the names that the text cites them by, in order.

    A reference's key is its printed label, else one made of surname and year; repeated keys are told apart. What the
    file's parts do not tell is read from the entry's own words.
    """
    found: dict[str, Reference] = {}
    taken: set[str] = set()
    for entry in entries:
        if len(found) >= _MAX_ENTRIES:
            break
        if entry.ident in found:
            continue
        reference = _reference(entry)
        if reference.raw:
            found[entry.ident] = replace(reference, key=_unique(reference.key, taken))
    return found


def write_bibliography(
    writer: TextWriter, heading: str, entries: Sequence[Entry], references: dict[str, Reference]
) -> dict[str, Reference]:
    """Write a section of references, a block for each entry; back come the references with their places."""
    if not references:
        return references
    labelled = {e.ident for e in entries if e.label}
    writer.heading(heading, 1)
    placed: dict[str, Reference] = {}
    for ident, reference in references.items():
        writer.write(f"[{reference.key}] {reference.raw}" if ident in labelled else reference.raw)
        placed[ident] = replace(reference, span=writer.close(BlockKind.PARAGRAPH))
    return placed


def person(given: Iterable[str], surname: str, suffix: str = "") -> str:
    """A name as "First Last"; initials get their full stops.

    >>> person(["Ada", "B"], "Lark"), person(["MJ"], "Finch"), person([], "OpenAI")
    ('Ada B. Lark', 'M. J. Finch', 'OpenAI')
    """
    names = [" ".join(f"{c}." for c in g) if _INITIALS.fullmatch(g) else g for part in given for g in part.split()]
    return _DEBRIS.sub("", " ".join([*names, *surname.split(), *suffix.split()])).strip(" ,;")


def year_in(text: object) -> int | None:
    """The year that a date names, None where it names none.

    >>> year_in("2019-05-01"), year_in("n.d."), year_in(2020)
    (2019, None, 2020)
    """
    found = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", str(text)[:100])
    return int(found.group(1)) if found else None


def _reference(entry: Entry) -> Reference:
    raw = " ".join(entry.raw.split()) or _composed(entry)
    read = parse_reference(raw) if raw and entry.title is None else None
    named = identifiers_in(raw)
    title = entry.title or (read.title if read else None)
    authors = entry.authors or (read.authors if read else ())
    year = entry.year or (read.year if read else None)
    return Reference(
        key=entry.label or made_key(authors, year, title),
        raw=raw,
        title=title,
        authors=authors,
        year=year,
        venue=entry.venue or (read.venue if read else None),
        doi=entry.doi or named.doi,
        arxiv=entry.arxiv or named.arxiv,
        url=entry.url or named.url,
    )


def _composed(entry: Entry) -> str:
    """The parts in the order of print: authors, title, venue, year and identifiers."""
    names = list(entry.authors)
    authors = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    where = ", ".join(p for p in (entry.venue, entry.details, str(entry.year or "")) if p)
    named = [f"arXiv:{entry.arxiv}" if entry.arxiv else "", f"doi:{entry.doi}" if entry.doi else "", entry.url or ""]
    parts = [p.strip(" .") for p in (authors, entry.title or "", where, *named) if p and p.strip(" .")]
    return ". ".join(parts) + "." if parts else ""


def _unique(key: str, taken: set[str]) -> str:
    """The key, with a letter or a number behind it where it is taken already."""
    tried, number = key, 0
    while tried in taken:
        number += 1
        tried = f"{key}{chr(ord('a') + number)}" if number < 26 else f"{key}-{number}"
    taken.add(tried)
    return tried
