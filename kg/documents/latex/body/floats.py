"""Figures, tables and listings that float, and their captions."""

import re

from kg.core.document import BlockKind
from kg.documents.latex import syntax
from kg.documents.latex.body.reader import CELL, BodyReader
from kg.documents.latex.numbers import float_kind, part_letter

_CODE = re.compile(r"algorithm|pseudo|program")


def write_caption(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write a caption as a block, with the name and number that LaTeX prints before it."""
    given = [a for a in syntax.arguments(node) if a is not None]
    if not given:
        return
    reader.close(BlockKind.OTHER)
    starred = syntax.source_of(given[0]) == "*"
    kind = next((k for k in reversed(reader.floats) if k != CELL), "figure")
    if node.macroname == "captionof":
        kind = syntax.inner_source(given[0]).strip()
    if kind == "sub" or node.macroname == "subcaption":
        _write_letter(reader)
    elif not starred:
        reader.captions[kind] = reader.captions.get(kind, 0) + 1
        reader.writer.write(f"{kind.capitalize()} {reader.captions[kind]}: ")
    reader.read(given[-1:], depth + 1)
    reader.close(BlockKind.CAPTION)


def write_part_of_float(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    r"""Write the caption that a ``\subfloat`` has, then what it shows."""
    given = [a for a in syntax.arguments(node) if a is not None]
    reader.close(BlockKind.OTHER)
    if len(given) > 1:
        _write_letter(reader)
        reader.read(given[-2:-1], depth + 1)
    reader.close(BlockKind.CAPTION)
    reader.read(given[-1:], depth + 1)
    reader.close(BlockKind.OTHER)


def write_float(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write what floats: loose words in it are no running text, of an algorithm not even its paragraphs."""
    name = str(node.environmentname)
    kind = float_kind(name)
    code = is_code(name)
    reader.close()
    reader.floats += [kind] if kind else []
    reader.parts = reader.parts if kind == "sub" else 0
    reader.code += code
    reader.read(list(node.nodelist or ()), depth + 1)
    reader.code -= code
    reader.close(BlockKind.OTHER)
    if kind:
        reader.floats.pop()


def _write_letter(reader: BodyReader) -> None:
    """Write the letter that LaTeX prints before the caption of a part."""
    reader.writer.write(f"({part_letter(reader.parts)}) ")
    reader.parts += 1


def is_code(environment: str) -> bool:
    """Whether an environment shows an algorithm or a program.

    >>> is_code("algorithmic"), is_code("figure")
    (True, False)
    """
    return bool(_CODE.match(environment))


def write_listing(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write lines of code as they stand."""
    reader.close()
    for line in str(getattr(node.nodeargd, "verbatim_text", "") or "").split("\n"):
        reader.writer.cite(line.strip(), None)  # as it stands
        reader.writer.new_line()
    reader.writer.close(BlockKind.OTHER)
