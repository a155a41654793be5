"""The marks inside a line of Markdown: emphasis, code, links, formulas."""

import html
import re
from dataclasses import dataclass

from kg.documents.pdf.characters import superscript

_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|$<>~-])"
    r"|!\[(?:[^\]!]++|!(?!\[))*+\]\((?:[^)\s!]++|!(?!\[))*+\)"
    r"|\[\^(?P<note>[^\]\s^]{1,30})\]:?"
    r"|(?<!\\)\$\$?(?P<math>[^$\n]{1,600}?)\$\$?"
    r"|`(?P<code>[^`\n]{1,300})`"
    r"|<(?P<auto>https?://[^<>\s]{1,500}+|[^@<>\s]{1,100}+@[^<>\s]{1,100})>"
    r"|<sup>(?P<sup>[^<]{0,60})</sup>"
    r"|</?(?:span|sub|b|i|em|strong|u|a|br|p|div|center|font|sup|small)\b[^>]{0,300}>"
    r"|(?P<strong>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,400})\]\(\s*+<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?(?:\s++(?:\"[^\"]*\"\s*)?)?\)"
)
_NUMBERS = re.compile(r"[\d,–-]+")


@dataclass(frozen=True, slots=True)
class Inline:
    """A text without marks, and its links as start, end and address."""

    text: str
    links: tuple[tuple[int, int, str], ...] = ()


def plain(source: str) -> Inline:
    r"""The text as a reader sees it.

    >>> plain("**LLaMA** ([Touvron, 2023](#page-3-1)) is 8$\\times$ larger")
    Inline(text='LLaMA (Touvron, 2023) is 8× larger', links=((7, 20, '#page-3-1'),))
    """
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = end = 0
    for match in _LINK.finditer(source):
        before = _marks_gone(source[end : match.start()])
        label = _marks_gone(match.group(1))
        parts += [before, label]
        length += len(before)
        if label:
            links.append((length, length + len(label), match.group(2)))
        length += len(label)
        end = match.end()
    parts.append(_marks_gone(source[end:]))
    text = "".join(parts)
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    kept = ((a - lead, b - lead, url) for a, b, url in links)
    return Inline(text, tuple((a, b, url) for a, b, url in kept if 0 <= a < b <= len(text) and url))


def _marks_gone(source: str) -> str:
    return html.unescape(_INLINE.sub(_mark, source)) if source else ""


def _mark(match: re.Match[str]) -> str:
    found = match.lastgroup
    value = match.group(found) if found else ""
    if found == "math":
        return formula(value)
    if found == "note":
        return superscript(value) if value.isdecimal() else ""
    if found == "sup":
        return superscript(value) if _NUMBERS.fullmatch(value) else value
    return value if found in ("escaped", "code", "auto") else ""


def formula(latex: str) -> str:
    r"""An inline formula as plain characters.

    >>> formula(r"8 \times"), formula(r"^{b}"), formula("§ 4")
    ('8 ×', 'b', '§ 4')
    """
    text = latex.strip()
    raised = re.fullmatch(r"\^\{?([^{}]*)\}?", text)
    if raised:
        value = raised.group(1).strip()
        return superscript(value) if _NUMBERS.fullmatch(value) else _converted(value)
    return _converted(text)


def _converted(text: str) -> str:
    if "\\" in text:
        from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - slow to import, seldom needed

        try:
            text = LatexNodes2Text(math_mode="text", strict_latex_spaces=True).latex_to_text(text)
        except Exception:  # a formula that does not parse is shown as it stands
            return " ".join(text.split())
    text = re.sub(r"\^\{?(\d+)\}?", lambda m: superscript(m.group(1)), text)
    return " ".join(re.sub(r"[{}]", "", text).split())
