"""Markdown cut into blocks: headings, paragraphs, tables, and what is no prose."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kg.core.document import BlockKind
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.html_tables import rows_of_html

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s++(|\S|\S.*?\S)\s*+#{0,9}+\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_IMAGE = re.compile(r"!\[(?:[^\]!]++|!(?!\[))*+\]\((?:[^)!]++|!(?!\[))*+\)|<img\b[^<>]*>|<!--(?:(?!<!--).)*?-->")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_PIPE = re.compile(r"\s{0,3}\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s{0,3}(?:\|\s*+)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*(?:\|\s*)?$")
_FOOTNOTE = re.compile(r"\s{0,3}(?:\[\^[^\]]+\]:|(?:\$\^\{?\d{1,2}\}?\$|<sup>\d{1,2}</sup>)\s?\S)")
_DETAILS = re.compile(r"</?details\b[^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_IDENTIFIER = re.compile(r"arxiv:|\bdoi\b|https?://", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A block as it stands in the source; tables are rows of cells parted by tabs. level counts a heading's marks."""

    kind: BlockKind
    text: str
    level: int = 0
    is_item: bool = False


def markdown_blocks(text: str) -> list[MarkdownBlock]:
    """The blocks in order. Images, comments and rules are left out."""
    lines = _COMMENT.sub("", text).split("\n")
    return list(_Blocks(lines))


class _Blocks:
    """Walks the lines once."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0

    def __iter__(self) -> Iterator[MarkdownBlock]:
        pending: list[str] = []
        while self._at < len(self._lines):
            line = _IMAGE.sub("", self._lines[self._at])
            special = self._special(line, pending)
            if special is None:
                pending.append(line.rstrip())
                self._at += 1
                continue
            yield from self._flushed(pending)
            pending = []
            yield from special
        yield from self._flushed(pending)

    def _special(self, line: str, pending: Sequence[str]) -> list[MarkdownBlock] | None:
        """What begins at this line when it is no running text; the lines it takes are passed."""
        if not line.strip() or _RULE.match(line):
            self._at += 1
            return []
        if fence := _FENCE.match(line):
            return self._until(lambda n: n.strip().startswith(fence.group(1)), BlockKind.OTHER)
        if _DETAILS.match(line.strip()):
            return self._details()
        if "<table" in line.lower():
            return self._html_table()
        if line.strip().startswith("$$"):
            inside = line.strip()[2:]
            if inside.endswith("$$") and inside != "$$":
                self._at += 1
                return [MarkdownBlock(BlockKind.OTHER, line.strip())]
            return self._until(lambda n: n.strip().endswith("$$"), BlockKind.OTHER)
        if (heading := _HEADING.match(line)) and not heading.group(2)[:1].islower():
            self._at += 1
            return [MarkdownBlock(BlockKind.HEADING, heading.group(2), len(heading.group(1)))]
        if self._pipe_follows(line):
            return self._pipe_table()
        if (_ITEM.match(line) or _FOOTNOTE.match(line)) and not (
            pending and line[:1].isalnum() and not _closes(pending)
        ):
            return self._item(line)
        return None

    def _pipe_follows(self, line: str) -> bool:
        after = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        return "|" in line and (bool(_PIPE.match(line)) or bool(_PIPE_RULE.match(after) and "|" in after))

    def _flushed(self, pending: Sequence[str]) -> Iterator[MarkdownBlock]:
        text = "\n".join(pending).strip()
        if not text:
            return
        bare = " ".join(line.strip().strip("*") for line in text.split("\n"))
        if _is_heading(bare, bold=all(_BOLD.fullmatch(line.strip()) for line in text.split("\n"))):
            yield MarkdownBlock(BlockKind.HEADING, bare, 3)
        else:
            yield MarkdownBlock(BlockKind.OTHER if _is_scrap(text) else BlockKind.PARAGRAPH, text)

    def _until(self, ends: Callable[[str], bool], kind: BlockKind) -> list[MarkdownBlock]:
        start = self._at
        self._at += 1
        while self._at < len(self._lines) and not ends(self._lines[self._at]):
            self._at += 1
        self._at += 1
        return [MarkdownBlock(kind, "\n".join(self._lines[start : self._at]).strip())]

    def _details(self) -> list[MarkdownBlock]:
        start, depth = self._at, 0
        while self._at < len(self._lines):
            for tag in _DETAILS.findall(self._lines[self._at]):
                depth += -1 if tag.startswith("</") else 1
            self._at += 1
            if depth <= 0:
                break
        return [MarkdownBlock(BlockKind.OTHER, "\n".join(self._lines[start : self._at]).strip())]

    def _html_table(self) -> list[MarkdownBlock]:
        start = self._at
        while self._at < len(self._lines) and "</table" not in self._lines[self._at].lower():
            self._at += 1
        self._at += 1
        rows = rows_of_html("\n".join(self._lines[start : self._at]))
        return [MarkdownBlock(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows))] if rows else []

    def _pipe_table(self) -> list[MarkdownBlock]:
        rows = []
        while self._at < len(self._lines) and "|" in self._lines[self._at] and self._lines[self._at].strip():
            line = self._lines[self._at].strip()
            if not _PIPE_RULE.match(line):
                cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
                rows.append("\t".join(_cell(c) for c in cells))
            self._at += 1
        return [MarkdownBlock(BlockKind.TABLE, "\n".join(rows))] if rows else []

    def _item(self, line: str) -> list[MarkdownBlock]:
        kind = BlockKind.FOOTNOTE if _FOOTNOTE.match(line) else BlockKind.PARAGRAPH
        taken = [re.sub(r"^\s*(?:[-*+•]\s+)+", "", line).strip()]
        self._at += 1
        while self._at < len(self._lines):
            after = _IMAGE.sub("", self._lines[self._at])
            if not after.strip() or any(p.match(after) for p in (_ITEM, _HEADING, _FENCE, _PIPE, _FOOTNOTE, _RULE)):
                break
            taken.append(after.strip())
            self._at += 1
        return [MarkdownBlock(kind, "\n".join(taken), is_item=kind is BlockKind.PARAGRAPH)]


def _is_heading(text: str, *, bold: bool) -> bool:
    """Whether a paragraph that carries no heading's mark is one: a bold line, or a number with parts and a title."""
    if len(text) > 120 or text[-1:] in ".,;:" or "@" in text:
        return False
    number = heading_number(text)
    if bold:
        return number is not None or is_heading_word(text)
    return number is not None and "." in number and len(text) < 90


def _is_scrap(text: str) -> bool:
    """Whether a paragraph is a label that a figure left behind: numbers, or a word or two; no identifier of a work."""
    words = text.split()
    if _IDENTIFIER.search(text):
        return False
    return len(words) < 8 and sum(c.isalpha() for w in words for c in w) < 0.4 * sum(map(len, words))


def _closes(pending: Sequence[str]) -> bool:
    return not pending or pending[-1].rstrip()[-1:] in ".:;?!"


def _cell(cell: str) -> str:
    from kg.documents.markdown.inline import plain  # noqa: PLC0415

    return plain(cell.replace("\\|", "|").replace("<br>", " ").strip()).text
