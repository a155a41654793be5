"""Entries that a text has run together with the one before: no line, bullet or label parts them."""

import re

from kg.documents.references.parsing.author_names import read_authors
from kg.documents.references.parsing.text import one_line

_SENTENCE = re.compile(r"(?<!\S)(?P<end>\S+[.\])])\s+(?=[^\W\d_a-z])")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")
_YEAR_FOLLOWS = re.compile(r"^[\s,.:;]*[(\[]?(?:1[89]|20)\d\d[a-h]?\b")
_ENDS_ENTRY = re.compile(r"\d[a-z]?[\])]?\.$|\)\.$|^https?://\S+$|^10\.\d{4,}/\S+$")
_BULLET = re.compile(r"^\s*[•*-]\s+")
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_a-z]\.$")
_HEAD = 600  # characters that an author list may have
_SHORTEST = 40  # characters of an entry
_MOST = 40  # entries looked for on one line


def run_on_starts(line: str) -> list[int]:
    """The offsets at which further entries begin on a line that opens with an entry.

    One begins behind a full stop where an author list of several names follows, with the year next to it if the
    line's first entry has it there, and elsewhere with a year behind it and an end of an entry before it.
    """
    year_first = _opens_dated(_BULLET.sub("", line[:_HEAD]), several=False)
    starts: list[int] = []
    begin = 0
    for sentence in _SENTENCE.finditer(line):
        start = sentence.end()
        before = line[begin : sentence.end("end")]
        if len(before) < _SHORTEST or not _YEAR.search(before) or _INITIAL.search(before) or len(starts) >= _MOST:
            continue
        if year_first:
            opens = _opens_dated(line[start:], several=True)
        else:
            opens = bool(_ENDS_ENTRY.search(sentence.group("end"))) and opens_entry(line[start:])
        if opens:
            starts.append(start)
            begin = start
    return starts


def _opens_dated(text: str, *, several: bool) -> bool:
    """Whether authors begin the text, several of them if asked or one with initials, and a year is next to them."""
    text = one_line(text[:_HEAD])
    authors = read_authors(text)
    enough = len(authors.names) > 1 or bool(authors.initials) or not several
    return bool(authors.names) and enough and bool(_YEAR_FOLLOWS.match(text[authors.end :]))


def opens_entry(text: str) -> bool:
    """Whether a list of several authors begins the text, closed by a mark, with words and a year behind it."""
    text = one_line(text[: 2 * _HEAD])
    authors = read_authors(text)
    rest = text[authors.end :]
    year = _YEAR.search(rest)
    enough = len(authors.names) > 1 and bool(authors.closed_by)
    return enough and year is not None and year.start() > _SHORTEST // 2
