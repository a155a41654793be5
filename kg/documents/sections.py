"""Headings become sections that tile the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.document import Section, SectionKind
from kg.core.spans import Span
from kg.documents.heading_words import heading_number
from kg.documents.section_kinds import kind_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the text: where it begins, what it says, and its level from 1.

    kind is what the form itself marks the section to be for; it counts where the heading's words do not tell.
    """

    start: int
    text: str
    level: int
    kind: SectionKind | None = None


def sections_of(text_length: int, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """The sections that the headings, in order, cut the text into; the front matter comes first.

    Each section's kind is that of its own heading, else of the nearest enclosing one, else OTHER. All after the
    bibliography that is not told otherwise is appendix, and what stands below an appendix stays one.
    """
    if not text_length:
        return ()
    sections: list[Section] = []
    if not headings or headings[0].start > 0:
        end = headings[0].start if headings else text_length
        sections.append(Section("", SectionKind.FRONT, Span(0, end)))
    enclosing: list[tuple[int, SectionKind]] = []
    after_references = False
    for position, heading in enumerate(headings):
        end = headings[position + 1].start if position + 1 < len(headings) else text_length
        while enclosing and enclosing[-1][0] >= heading.level:
            enclosing.pop()
        kind = _kind(heading, enclosing, after_references)
        enclosing.append((heading.level, kind))
        after_references = after_references or kind is SectionKind.REFERENCES
        sections.append(Section(heading.text, kind, Span(heading.start, end), heading.level))
    return tuple(sections)


def _kind(heading: Heading, enclosing: Sequence[tuple[int, SectionKind]], after_references: bool) -> SectionKind:
    own = kind_of(heading.text) or heading.kind
    around = enclosing[-1][1] if enclosing else SectionKind.OTHER
    if own is SectionKind.REFERENCES or around is SectionKind.APPENDIX:
        return own if own is SectionKind.REFERENCES else SectionKind.APPENDIX
    number = heading_number(heading.text) or ""
    lettered = number[:1].isalpha() and not set(number) <= set("IVX")
    if after_references or (lettered and heading.level == 1 and around is SectionKind.OTHER and _late(number, own)):
        keeps = (SectionKind.ACKNOWLEDGEMENTS, SectionKind.LIMITATIONS)
        return own if own in keeps and not lettered else SectionKind.APPENDIX
    if own is None or (own is SectionKind.INTRODUCTION and enclosing):
        return around if around is not SectionKind.REFERENCES else SectionKind.OTHER
    return own


def _late(number: str, own: SectionKind | None) -> bool:
    return bool(number) and own not in (SectionKind.INTRODUCTION, SectionKind.ABSTRACT)
