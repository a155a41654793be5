"""Two names that a slash joins: "Reed/Quail"."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span

_SLASH = re.compile(r"\s?/\s?")


def parted_by_slashes(
    mentions: Sequence[Mention], known: Mapping[tuple[Span, EntityKind], str] | None = None
) -> list[Mention]:
    """The mentions, with each that joins names by slashes parted into them.

    Each of the names must stand alone elsewhere, or be a known one at its place: known has the main names of these. A name
    that is known with its slash is one, and so is one of which a part is no name by itself ("Reed-B/16").
    """
    alone = {(m.surface, m.kind) for m in mentions}
    return [part for mention in mentions for part in _parts(mention, alone, known or {})]


def _parts(
    mention: Mention, alone: Collection[tuple[str, EntityKind]], known: Mapping[tuple[Span, EntityKind], str]
) -> Iterator[Mention]:
    if mention.canonical or "/" not in mention.surface:
        yield mention
        return
    parts = list(_pieces(mention, known))
    if all(part.canonical or (part.surface, part.kind) in alone for part in parts):
        yield from parts
    else:
        yield mention


def _pieces(mention: Mention, known: Mapping[tuple[Span, EntityKind], str]) -> Iterator[Mention]:
    ends = [match.span() for match in _SLASH.finditer(mention.surface)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(mention.surface)]
    for start, stop in zip(starts, stops, strict=True):
        if start < stop:
            span = Span(mention.span.start + start, mention.span.start + stop)
            surface = mention.surface[start:stop]
            yield replace(mention, span=span, surface=surface, canonical=known.get((span, mention.kind)))
