"""A page of headings, lines and lists, and its three forms: plain text, Markdown and HTML."""

import re
from dataclasses import dataclass

from kg.views.pages import document_page, linked
from kg.views.shown import shown, wrapped

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#~!$])")
_NUMBERED = re.compile(r"^(\d+)([.)])|^([-+=])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; strong ones say what a reader must not miss. addresses in it are links where links can be."""

    text: str
    strong: bool = False
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in a list with notes under it, e.g. its citation and its quotes.

    depth counts the items above that it goes on from; quiet ones say that there was nothing to find.
    """

    text: str
    notes: tuple[str, ...] = ()
    quiet: bool = False
    depth: int = 0


Block = Heading | Line | Item


def as_text(blocks: tuple[Block, ...]) -> str:
    """Plain text: headings underlined or in a line of their own, notes indented. Ends with a line feed."""
    lines: list[str] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if isinstance(block, Item):
            indent = "  " * block.depth
            lines += wrapped(shown(block.text), indent)
            lines += [line for note in block.notes for line in wrapped(shown(note), indent + "  ")]
            continue
        if before is not None:
            lines.append("")
        text = wrapped(shown(block.text), hanging="")
        lines += text
        if isinstance(block, Heading):
            lines.append(("=" if block.level == 1 else "-") * max(map(len, text), default=0))
    return "\n".join(lines) + "\n"


def as_markdown(blocks: tuple[Block, ...]) -> str:
    """CommonMark in which nothing out of a paper can act as markup. Ends with a line feed."""
    lines: list[str] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if lines and not (isinstance(block, Item) and isinstance(before, Item)):
            lines.append("")
        if isinstance(block, Heading):
            lines.append("#" * block.level + " " + _escaped(block.text))
        elif isinstance(block, Line):
            lines.append(f"**{_escaped(block.text)}**" if block.strong else _escaped(block.text))
        else:
            indent = "  " * block.depth
            lines += [f"{indent}- {_escaped(block.text)}", *(f"{indent}  - {_escaped(n)}" for n in block.notes)]
    return "\n".join(lines) + "\n"


def as_html(blocks: tuple[Block, ...], title: str) -> str:
    """One self-contained page that runs no script and fetches nothing."""
    parts = [
        {"kind": type(b).__name__.lower(), "pieces": linked(shown(b.text), getattr(b, "addresses", ())),
         "level": getattr(b, "level", 0), "depth": getattr(b, "depth", 0), "strong": getattr(b, "strong", False),
         "quiet": getattr(b, "quiet", False), "notes": [shown(n) for n in getattr(b, "notes", ())]}
        for b in blocks
    ]  # fmt: skip
    return document_page(shown(title), parts)


def _escaped(text: str) -> str:
    line = _MARKDOWN.sub(r"\\\1", shown(text)).replace("&", "&amp;")
    return _NUMBERED.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)
