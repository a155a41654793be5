"""Markdown as people write it is brought to the plainer form that the reader of blocks knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg.core.identifiers import arxiv_id, doi
from kg.documents.front_matter import FrontMatter

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_QUOTED = re.compile(r"^\s{0,3}(?:>\s?)+")
_HTML_HEADING = re.compile(r"\s{0,3}<h([1-6])\b[^>]*>(.*?)</h\1>\s*", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"(?<=\S)\s*\{[#.:][^{}]*\}\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:(=+)|-{3,})\s*$")
_NO_HEADING = re.compile(r"\s*+(?:$|[|>#*+:-]|\d+[.)]\s|`{3}|~{3}|.*[.,;:]\s*$)|\s{4}|.*\|")
_DEFINITION = re.compile(
    r"\s{0,3}\[([^\]^\[]{1,100})\]:\s*<?((?:https?://|ftp://|www\.|#|\.{0,2}/)\S*?)>?(?:\s+[\"'(].*)?\s*$"
)
_BY_NAME = re.compile(r"(?<![\]!])\[([^\[\]]{1,300})\]\s?\[([^\[\]]{0,100})\]")
_CAPTION_MARK = re.compile(r"^:\s+(?=(?:Table|Figure)\b)")
_FIELD = re.compile(r"([A-Za-z_-]{2,20})\s*:\s*(.*)$")
_MOST_METADATA = 200
"""Lines of metadata at the head of a file; what goes on longer is a text between two rules."""


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """The text to be cut into blocks, and what the metadata above it say, an empty one where there are none."""

    text: str
    front: FrontMatter


def prepared(text: str) -> MarkdownSource:
    r"""The source with its metadata taken off, headings marked by number signs, and links by name resolved.

    >>> prepared("Ponds\n=====\n\n> See [this][a].\n\n[a]: https://example.org/").text
    '# Ponds\n\nSee [this](https://example.org/).\n'
    """
    front, body = _metadata(text)
    lines = _Lines(body.split("\n"))
    definitions = lines.definitions
    source = "\n".join(lines.kept)
    if definitions:
        source = _BY_NAME.sub(_resolved(definitions), source)
    head = [f"# {front.title}"] if front.title and not source.lstrip().startswith(f"# {front.title}") else []
    if head and front.authors:
        head.append(", ".join(front.authors))
    return MarkdownSource("\n\n".join([*head, source]), front)


@dataclass(slots=True)
class _Lines:
    """Goes over the lines outside of code once."""

    lines: list[str]
    kept: list[str] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        fence = ""
        for line in self.lines:
            opened = _FENCE.match(line)
            if fence or opened:
                if fence and line.strip().startswith(fence):
                    fence = ""
                elif opened and not fence:
                    fence = opened.group(1)
                self.kept.append(line)
            else:
                self._plain(_QUOTED.sub("", line))

    def _plain(self, line: str) -> None:
        if defined := _DEFINITION.match(line):
            self.definitions.setdefault(_named(defined.group(1)), defined.group(2))
        elif heading := _HTML_HEADING.fullmatch(line):
            self.kept += ["", f"{'#' * int(heading.group(1))} {heading.group(2).strip()}", ""]
        elif (under := _UNDERLINE.match(line)) and self._may_be_headed():
            self.kept[-1] = f"{'#' if under.group(1) else '##'} {self.kept[-1].strip()}"
        else:
            marked = line.lstrip().startswith("#")
            self.kept.append(_ATTRIBUTES.sub("", " ".join(line.split())) if marked else _CAPTION_MARK.sub("", line))

    def _may_be_headed(self) -> bool:
        """Whether the last line stands alone and is short, so that a line drawn under it makes it a heading."""
        alone = len(self.kept) < 2 or not self.kept[-2].strip()
        return bool(self.kept) and alone and len(self.kept[-1]) < 120 and not _NO_HEADING.match(self.kept[-1])


def _resolved(definitions: dict[str, str]) -> Callable[[re.Match[str]], str]:
    def link(match: re.Match[str]) -> str:
        words, name = match.group(1), match.group(2) or match.group(1)
        address = definitions.get(_named(name))
        return f"[{words}]({address})" if address else match.group()

    return link


def _named(name: str) -> str:
    return " ".join(name.lower().split())


def _metadata(text: str) -> tuple[FrontMatter, str]:
    """What a block of YAML at the head says, and the text after it."""
    lines = text.split("\n", _MOST_METADATA)
    closes = [i for i, line in enumerate(lines[1:-1], 1) if line.rstrip() in ("---", "...")]
    if lines[0].rstrip() != "---" or not closes or not any(_FIELD.match(line) for line in lines[1 : closes[0]]):
        return FrontMatter(), text
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    for line in lines[1 : closes[0]]:
        given = _FIELD.match(line)
        if given:
            values = fields.setdefault(given.group(1).lower(), [])
        values += _values(given.group(2) if given else line)
    one = {name: " ".join(found) for name, found in fields.items()}
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", one.get("date", "") or one.get("year", ""))
    named_arxiv = one.get("arxiv", "") or one.get("eprint", "")
    front = FrontMatter(
        title=one.get("title") or None,
        authors=tuple(dict.fromkeys(fields.get("author", []) or fields.get("authors", []))),
        year=int(year.group()) if year else None,
        arxiv=arxiv_id(f"arxiv {named_arxiv}") if named_arxiv else None,
        doi=doi(one.get("doi", "")),
        venue=one.get("journal") or one.get("venue") or None,
    )
    return front, "\n".join(lines[closes[0] + 1 :])


def _values(written: str) -> list[str]:
    """The values on a line of YAML: one, an item of a list, or a list in brackets."""
    written = re.sub(r"^-\s+|^\s+-\s+", "", written).strip()
    written = re.sub(r"^name\s*:\s*", "", written)
    if re.match(r"(?:affiliation|email|orcid|url|institute|corresponding)\w*\s*:", written) or written in ("|", ">"):
        return []
    parts = written[1:-1].split(",") if written.startswith("[") and written.endswith("]") else [written]
    return [value for part in parts if (value := part.strip().strip("\"'").strip())]
