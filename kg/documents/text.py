"""Plain text becomes a Document, without a letter changed."""

import hashlib
import re
from collections.abc import Iterator

from kg.core.document import Block, BlockKind, Document, SectionKind, SourceFile
from kg.core.spans import Span
from kg.documents.assembly import assembled
from kg.documents.captions import is_caption
from kg.documents.front_matter import FrontMatter, front_matter, named_by_file
from kg.documents.heading_words import bare_heading, heading_number, is_heading_word
from kg.documents.layout import Layout
from kg.documents.section_kinds import kind_of
from kg.documents.sections import Heading, sections_of
from kg.documents.sniffing import TEXT
from kg.documents.titles import FrontLine

_PARAGRAPH = re.compile(r"\S[^\n\f]*+(?:\n(?![ \t]*[\n\f])[^\n\f]*+|\n(?=\Z))*+")
_INK = re.compile(r"\S")
_MOST_HEADINGS = 5
"""So many headings may stand one above the other without text between."""
_SENTENCE_END = re.compile(r"[.?!][\"”’)\]]*\s*$")
_ENDS = re.compile(r"[.?!,;:]\W*$")


def document_from_text(text: str, name: str, *, media_type: str = TEXT, sha256: str | None = None) -> Document:
    """The document that a plain text is; document.text is the text as given, so all offsets are its own.

    Blank lines part paragraphs, form feeds part pages. Lines that read like headings, alone or above a paragraph, open
    sections. A short text without headings has neither title nor front matter. sha256 is that of the text in UTF-8
    unless given. An arXiv id in the name counts only where the text has none.
    """
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    blocks = tuple(_blocks(text))
    headings = [
        Heading(b.span.start, _line(text, b.span), _level(_line(text, b.span)))
        for b in blocks
        if b.kind is BlockKind.HEADING
    ]
    starts = (0, *(m.end() for m in re.finditer("\f", text)))
    sections = sections_of(len(text), headings)
    layout = Layout(text, starts, len(starts) > 1, sections, blocks, ())
    front = _front(text, blocks, name)
    return assembled(SourceFile(name, media_type, digest), "text", layout, front)


def _blocks(text: str) -> Iterator[Block]:
    listing = False  # inside a bibliography, where numbers open entries
    reached = "0"  # the number of the last heading
    waiting = [Span(m.start(), m.start() + len(m.group().rstrip())) for m in _PARAGRAPH.finditer(text)][::-1]
    first = waiting[-1].start if waiting else 0
    while waiting:
        span = waiting.pop()
        start, end = span.start, span.end
        opens = start > first or not text.startswith("A ", start, end)  # a title may begin with an article
        for _ in range(_MOST_HEADINGS):
            heading = _heading_at(text, start, end, listing=listing) if start < end and opens else ""
            if not heading:
                break
            yield Block(BlockKind.HEADING, Span(start, start + len(heading)))
            listing = kind_of(" ".join(heading.split())) is SectionKind.REFERENCES
            reached = heading_number(heading) or reached
            start = _word_from(text, start + len(heading), end)
        if cut := 0 if listing else _inner_heading(text, start, end, reached):
            waiting.append(Span(cut, end))
            end = cut
        if content := text[start:end].rstrip():
            yield Block(_kind(content), Span(start, start + len(content)))


def _word_from(text: str, start: int, end: int) -> int:
    """Where the first character that is no white space stands, else the end."""
    found = _INK.search(text, start, end)
    return found.start() if found else end


def _line_at(text: str, start: int, end: int) -> str:
    """The rest of the line; a paragraph is looked at line by line, for whoever copies what is left of it never ends."""
    stop = text.find("\n", start, end)
    return text[start : stop if stop >= 0 else end]


def _heading_at(text: str, start: int, end: int, *, listing: bool) -> str:
    """The first line where it is a heading, else nothing: one that stands alone, or one that text follows.

    A line that the next goes on in lower case is none, nor is the first item of a list.
    """
    line = _line_at(text, start, end)
    first, after = line.rstrip(), _word_from(text, start + len(line), end)
    if is_heading_word(first):
        return first
    number = heading_number(first)
    if number is None or (listing and number[0].isdigit()) or not _reads_like_heading(first, number):
        return ""
    if after == end:
        return first
    following = heading_number(_line_at(text, after, end))
    counts_on = number.isdecimal() and following == str(int(number) + 1)
    return "" if text[after].islower() or "\t" in first or counts_on else first


def _inner_heading(text: str, start: int, end: int, reached: str) -> int:
    """Where a heading begins inside a paragraph of a text without empty lines, else 0.

    It stands behind the end of a sentence and is a heading's own word, or goes on counting from the last one.
    """
    ended, at = False, start
    while at < end:
        line = _line_at(text, at, end)
        if ended:
            number = heading_number(line)
            counts = number is not None and _goes_on(reached, number) and _heading_at(text, at, end, listing=False)
            if is_heading_word(line.strip()) or counts:
                return at
        ended = bool(_SENTENCE_END.search(line))
        at += len(line) + 1
    return 0


def _goes_on(reached: str, number: str) -> bool:
    """Whether a heading of this number may follow the one reached: 2.1 or 3 after 2, 2.2 or 3 after 2.1."""
    before, now = reached.split("."), number.split(".")
    if not all(part.isdecimal() for part in (*before, *now)):
        return False
    if len(now) > len(before):
        return now == [*before, "1"]
    return now[:-1] == before[: len(now) - 1] and int(now[-1]) == int(before[len(now) - 1]) + 1


def _reads_like_heading(line: str, number: str) -> bool:
    deep = "." in number and number[0].isdigit() and len(line) < 70
    if bare_heading(line)[:1].islower():  # "2.5 m of reed"
        return False
    return len(line) < 100 and (not _ENDS.search(line) or line.endswith("?") or (deep and line.endswith(".")))


def _kind(content: str) -> BlockKind:
    lines = content.split("\n")
    if is_caption(content):
        return BlockKind.CAPTION
    if len(lines) > 1 and all("\t" in line.strip() for line in lines):
        return BlockKind.TABLE
    return BlockKind.PARAGRAPH


def _line(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _level(heading: str) -> int:
    number = heading_number(heading)
    return number.count(".") + 1 if number else 1


def _front(text: str, blocks: tuple[Block, ...], name: str) -> FrontMatter:
    """The front matter of a text that is made like a paper: short blocks before a heading or a first paragraph."""
    heads: list[FrontLine] = []
    for block in blocks[:12]:
        lines = text[block.span.start : block.span.end].split("\n")
        if block.kind is BlockKind.HEADING or sum(map(len, lines)) > 600:
            break
        heads.extend(FrontLine(" ".join(line.split()), (line,)) for line in lines if line.strip())
    if len(blocks) < 3 or not heads:
        return FrontMatter()
    front = front_matter(heads, ())
    if _ENDS.search(front.title or ""):
        front = FrontMatter(None, (), front.year, front.arxiv, front.doi, front.venue)
    return named_by_file(front, name)
