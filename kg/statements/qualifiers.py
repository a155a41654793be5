"""How much of data, or which part of them, a sentence or a table's row says was taken."""

import re
from collections.abc import Iterator

from kg.core.document import BlockKind, Document, Table
from kg.core.spans import Span
from kg.statements.scenes import Scene
from kg.statements.tables import TableRows

_REACH = 90
_BEYOND = 2 * _REACH
_LONGEST = 80
_NUMBER = r"\d+(?:[.,]\d+)*"
_SHARE = rf"(?:about |around |roughly |only |[~≈])?{_NUMBER}\s?%"
_UNIT = (
    r"(?:[KMBT]\b|thousand|million|billion|trillion|words?|tokens?|sentences?|pairs?|documents?|examples?|images?|articles?|"
    r"books?|pages?|hours?|utterances?|instances?|samples?|[MGT]i?B)\b"
)

# what may stand between a name and what limits it: "C4 dataset (Raffel et al., 2020) (15 %)"
_CITED = r"(?:\s*\[[\d,;\s–-]+\]|\s*\((?:[^()]*\b(?:19|20)\d\d[a-z]?)\))*"
_NOUN = r"(?:\s+(?:data\s?set|corpus|data|dump|benchmark|collection))?"
_BEHIND = (
    re.compile(rf"{_NOUN}{_CITED}\s*[(\[]\s*(?P<told>{_SHARE}[^()\[\]%]{{0,40}})[)\]]"),
    re.compile(rf"{_NOUN}{_CITED}\s*\(\s*(?P<told>[~≈]?\s?{_NUMBER}\s?{_UNIT}[^()]{{0,30}})\)"),
    re.compile(
        rf"{_NOUN}{_CITED},?\s+(?P<told>(?:which\s+)?(?:accounts? for|makes? up|makes? for|making up|contributes|represents)\s+{_SHARE})"
    ),
    re.compile(
        rf"{_NOUN}{_CITED}\s*(?:[,(]\s*)?(?P<told>(?:excluding|except(?:\sfor)?|without|after (?:filtering|removing|deduplicat\w+)|"
        rf"(?:de-?duplicated|filtered|cleaned|restricted|limited)\s(?:to|by|for|with|of|using))\b[^,;.()]{{3,{_LONGEST}}})",
        re.I,
    ),
    re.compile(rf"{_NOUN}{_CITED}\s*\(\s*(?P<told>(?:filtered|de-?duplicated|cleaned)\b[^()]{{0,{_LONGEST}}})\)", re.I),
)
_PREPARED = r"(?:filtered|de-?duplicated|cleaned|curated|lower-?cased|translated|sub-?sampled|down-?sampled|augmented|balanced|shortened|truncated)"
_PORTION = r"(?:versions?|(?:sub)?sets?|portions?|parts?|fractions?|samples?|snapshots?|slices?|splits?|sections?|dumps?|half|third|quarter|copy|crawl)"
_BEFORE = (
    re.compile(
        rf"\b(?P<told>(?:(?:[\w-]+\s+){{0,2}}{_PREPARED}\s+(?:and\s+{_PREPARED}\s+)?)(?:(?:{_PORTION}|data|text)\s+(?:of|from)\s+)?)(?:the\s+)?$",
        re.I,
    ),
    re.compile(rf"\b(?P<told>(?:[\w-]+\s+){{1,3}}{_PORTION}\s+(?:of|from))\s+(?:the\s+)?$", re.I),
    re.compile(rf"(?<![\w.])(?P<told>{_SHARE}\s+(?:[\w-]+\s+){{0,4}}(?:of|from))\s+(?:the\s+)?$"),
    re.compile(rf"(?<![\w.])(?P<told>{_NUMBER}\s?(?:{_UNIT}\s+){{1,3}}(?:of|from))\s+(?:the\s+)?$"),
)
_LEADING = re.compile(
    r"^(?:.*\b(?=(?:an?|the)\s)|(?:(?:on|of|with|and|or|using|uses?|from|to|by|train\w*|pre-?train\w*|we|is|are|was|were|for|in|over|then|also|only)\s+)+)",
    re.I,
)
_SHARES = re.compile(
    r"^\s*%\s*$|%\s+of\s+(?:the\s+)?(?:data|mix|corpus|total|tokens)|\b(?:prop(?:ortions?)?|weights?|shares?|percent\w*|sampling|mix(?:ture)?|fractions?)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")


def qualifier_of(document: Document, rows: TableRows, scene: Scene, marker: str) -> str:
    """What the scene says to limit the data at the marker: a share, an amount or a filter, in its own words; often nothing.

    Several are joined by "; ". Of a row, the cells whose column is about shares, with the column's name.
    """
    name = scene.names[int(marker[2:])].span
    if scene.block is BlockKind.TABLE:
        return "; ".join(_in_row(document, rows, name))
    return "; ".join(dict.fromkeys(_in_sentence(document, scene.span, name)))


def _in_sentence(document: Document, sentence: Span, name: Span) -> Iterator[str]:
    before = document.text[max(sentence.start, name.start - _REACH) : name.start]
    behind = document.text[name.end : min(sentence.end, name.end + _BEYOND)]
    for pattern in _BEFORE:
        if match := pattern.search(before):
            told = _LEADING.sub("", _one_line(match["told"]))
            if told:
                yield told
                break
    for pattern in _BEHIND:
        if match := pattern.match(behind):
            yield _one_line(match["told"])


def _in_row(document: Document, rows: TableRows, name: Span) -> Iterator[str]:
    found = rows.at(name.start)
    if found is None:
        return
    table, row = found
    for column, cell in enumerate(row):
        head = _head(document, table, column)
        if cell and not cell.start <= name.start < cell.end and _SHARES.search(head):
            told = _one_line(document.quote(cell))
            if _DIGIT.search(told) and len(told) <= _LONGEST:
                yield f"{head}: {told}"


def _head(document: Document, table: Table, column: int) -> str:
    """The names of a column, those of several rows of heads one after the other."""
    heads = (row[column] for row in table.rows[: table.head_rows] if column < len(row))
    return _one_line(" ".join(document.quote(cell) for cell in heads if cell))


def _one_line(text: str) -> str:
    return " ".join(text.split())
