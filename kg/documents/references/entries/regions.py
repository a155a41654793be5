"""Where in a paper its bibliographies lie."""

import re

from kg.core.document import SectionKind
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.references.entries.labels import numbered_lines

_WORDS = (
    r"References(?: (?:and Notes|Cited))?|Reference List|List of References|Bibliography|Selected Bibliography"
    r"|Literature(?: Cited)?|Works Cited|Cited (?:Literature|Works)|R[ \t]EFERENCES|B[ \t]IBLIOGRAPHY"
    r"|Literatur(?:verzeichnis|angaben)?|Quellen(?:verzeichnis)?|Références(?: bibliographiques)?|Bibliographie"
    r"|Referencias(?: bibliográficas)?|Bibliografía|Referências(?: bibliográficas)?|Riferimenti(?: bibliografici)?"
    r"|Bibliografia|Referenties|Literatuur(?:lijst)?|Referenser|Referanser|Kirjallisuus|Lähteet|Irodalom|Kaynakça"
    r"|Список литературы|Литература|参考文献|참고\s?문헌"
)
_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]*)?(?:\**)(?:\d{1,2}\.?[ \t]+|[IVX]+\.[ \t]+)?"
    rf"(?=[^\W\d_a-zà-ÿа-я])(?i:{_WORDS})\**[ \t]*+(?::[ \t]*+)?$",
    re.MULTILINE,
)
_NEXT_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]+\S.*"
    r"|\**(?:Appendix|APPENDIX|Appendices|APPENDICES|Supplementary Materials?|SUPPLEMENTARY.*|Supplemental.*)\b"
    r"[^.\n]{0,80}"
    r"|[A-H]\.?[ \t]+[A-Z][^.,\n]{3,60}|Acknowledge?ments?|ACKNOWLEDGE?MENTS?)[ \t]{0,99}$",
    re.MULTILINE,
)
_FIRST_LABEL = re.compile(r"(?:^|[.\n]\s)[ \t]*(?P<label>\[1\]\s+[^\W\d_])", re.MULTILINE)
_BEHIND_LABEL = re.compile(r"\s+\S")
_DATED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)|https?:|arXiv|in press|to appear")
_FEWEST = 20  # characters of a bibliography
_SHORTEST_LIST = 5  # entries of a list that nothing but its numbers shows
_DATED_SHARE = 0.6


def is_bibliography_heading(text: str) -> bool:
    """Whether the text is nothing but the heading of a bibliography.

    >>> is_bibliography_heading("7 References"), is_bibliography_heading("References to herons")
    (True, False)
    """
    return _HEADING.fullmatch(text) is not None


def bibliography_regions(layout: Layout) -> list[Span]:
    """The stretches that hold a bibliography, in order and without their headings.

    Sections of kind REFERENCES, else what stands under heading lines that say so, else a numbered list at the end.
    """
    regions: list[Span] = []
    for section in layout.sections:
        if section.kind is not SectionKind.REFERENCES:
            continue
        start = section.span.start
        head = layout.text.find("\n", start)
        first_line = layout.text[start : head if head >= 0 else section.span.end]
        if section.heading and head >= 0 and section.heading.split()[-1].lower() in first_line.lower():
            start = head + 1
        if regions and layout.text[regions[-1].end : start].strip() == "":
            regions[-1] = Span(regions[-1].start, section.span.end)
        elif start < section.span.end:
            regions.append(Span(start, section.span.end))
    regions = [r for r in regions if len(layout.text[r.start : r.end].strip()) > _FEWEST]
    return regions or _under_headings(layout.text) or _numbered_tail(layout.text)


def _under_headings(text: str) -> list[Span]:
    """What stands under each heading line of a bibliography up to the next heading, where entries stand there."""
    headings = list(_HEADING.finditer(text))
    regions = []
    for number, heading in enumerate(headings):
        start = heading.end()
        after = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        end = _NEXT_HEADING.search(text, min(start + 200, after), after)
        stop = end.start() if end else after
        last = number + 1 == len(headings)
        if text[start:stop].strip() and (last or len(_DATED.findall(text, start, stop)) > 2):
            regions.append(Span(start, stop))
    return regions


def _numbered_tail(text: str) -> list[Span]:
    """The list of numbered entries that ends a text without a heading for it; nothing where there is none."""
    if firsts := [m.start("label") for m in _FIRST_LABEL.finditer(text)]:
        others = min(_last_label(text, "[2]"), _last_label(text, "[3]"))
        if before := [first for first in firsts if first < others]:
            return [Span(before[-1], len(text))]
    half = text.rfind("\n", 0, len(text) // 2) + 1
    lines = text[half:].split("\n")
    starts = [half]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for numbered in numbered_lines(lines):
        first, last = numbered[0][0], numbered[-1][0]
        whole = [i for i, _ in numbered]
        dated = sum(
            bool(_DATED.search(text, starts[a], starts[b]))
            for a, b in zip(whole, [*whole[1:], min(last + 6, len(lines))], strict=True)
        )
        if len(numbered) >= _SHORTEST_LIST and numbered[0][1] in "01" and dated >= _DATED_SHARE * len(numbered):
            return [Span(starts[first], len(text))]
    return []


def _last_label(text: str, label: str) -> int:
    """Where the label last opens an entry, on a line of its own or behind what may end another; -1 for nowhere."""
    at = len(text)
    while (at := text.rfind(label, 0, at)) >= 0:
        before = at
        while before and text[before - 1].isspace():
            before -= 1
        opens_line = before == 0 or "\n" in text[before:at]
        behind_entry = before < at and (text[before - 1] in ".])/" or text[before - 1].isdecimal())
        if (opens_line or behind_entry) and _BEHIND_LABEL.match(text, at + len(label)):
            return at
    return -1
