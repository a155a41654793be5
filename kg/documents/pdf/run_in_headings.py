"""Headings that share a line with the paragraph they head."""

import re
from collections.abc import Sequence

from kg.documents.heading_words import heading_number
from kg.documents.pdf.heading_lines import Body, stands_apart
from kg.documents.pdf.page_lines import Line, line_of
from kg.documents.pdf.page_words import Word

_ABSTRACT = re.compile(r"(?:abstract|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|summary)(?P<mark>[.:]|\s?[—–-]+)?", re.IGNORECASE)
_MOST_WORDS = 10
_ABBREVIATIONS = frozenset({"vs.", "e.g.", "i.e.", "etc.", "al.", "cf.", "fig.", "no.", "st.", "dr."})


def with_run_in_headings_apart(lines: Sequence[Line], body: Body) -> list[Line]:
    """The lines, cut in two where a heading and its paragraph share one.

    Those are numbered headings that end in a full stop or a change of type ("4.2.1 Input Tensor. The key idea"), and
    the word "Abstract" before a dash or in another type.
    """
    out: list[Line] = []
    for position, line in enumerate(lines):
        first = line.words[0].text[0]
        cut = 0
        if first in "Aa" and line.page < 2 and len(line.words) > 1:
            line, cut = _abstract(line)  # noqa: PLW2901
        elif first in "123456789ABCDEFGH":
            cut = _numbered(lines, position, body)
        if cut:
            out += [line_of(line.words[:cut], line.page), line_of(line.words[cut:], line.page)]
        else:
            out.append(line)
    return out


def _abstract(line: Line) -> tuple[Line, int]:
    """The line, the word "Abstract" set off from one that is joined to it, and where to cut, 0 for nowhere."""
    first, second = line.words[0], line.words[1]
    match = _ABSTRACT.match(first.text)
    if match is None:
        return line, 0
    if match.end() < len(first.text):
        if not match.group("mark"):
            return line, 0
        left, right = _split(first, match.end())
        return line_of((left, right, *line.words[1:]), line.page), 1
    differs = (first.bold, first.italic) != (second.bold, second.italic) or first.text.isupper()
    dashed = second.text[0] in "—–"
    if (match.group("mark") or differs) and second.text[0].isupper():
        return line, 1
    return line, 2 if dashed and len(line.words) > 2 else 0


def _split(word: Word, at: int) -> tuple[Word, Word]:
    middle = word.x0 + (word.x1 - word.x0) * at / len(word.text)
    left = word._replace(text=word.text[:at], x1=middle)
    return left, word._replace(text=word.text[at:], start=word.start + at, x0=middle, glued=True, broken=False)


def _numbered(lines: Sequence[Line], position: int, body: Body) -> int:
    """How many of the line's words are a numbered heading; 0 where they are none, or all of them."""
    line = lines[position]
    number = heading_number(line.text)
    if number is None or "." not in number or len(line.words) < 4 or not stands_apart(lines, position, body, 1.15):
        return 0
    words = line.words
    for index in range(1, min(_MOST_WORDS, len(words) - 1)):
        word, after = words[index], words[index + 1]
        text = word.text
        if not after.text[0].isupper() and not after.text[0].isdigit():
            continue
        if text[-1] == "." and len(text) > 2 and text.lower() not in _ABBREVIATIONS:
            return index + 1
        plainer = (word.bold and not after.bold) or (word.italic and not after.italic)
        if plainer and not after.bold and not after.math and len(words) - index > 3:
            return index + 1
    return 0
