"""Two names that a slash joins: "Reed/Quail"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.core.mention import Mention
from kg.core.spans import Span

_SLASH = re.compile(r"\s?/\s?")


def parted_by_slashes(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with each that joins names by slashes parted into them where each of them stands alone elsewhere.

    A name that is known with its slash is one, and so is one of which a part is nowhere said by itself ("Reed-B/16").
    """
    alone = {(m.surface, m.kind) for m in mentions}
    return [part for mention in mentions for part in _parts(mention, alone)]


def _parts(mention: Mention, alone: Iterable[tuple[str, object]]) -> Iterator[Mention]:
    if mention.canonical or "/" not in mention.surface:
        yield mention
        return
    ends = [match.span() for match in _SLASH.finditer(mention.surface)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(mention.surface)]
    names = [mention.surface[a:b] for a, b in zip(starts, stops, strict=True)]
    if not all((name, mention.kind) in alone for name in names):
        yield mention
        return
    for start, name in zip(starts, names, strict=True):
        at = mention.span.start + start
        yield replace(mention, span=Span(at, at + len(name)), surface=name)
