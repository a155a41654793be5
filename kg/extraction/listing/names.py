"""Names that tables of results list, at the cells and wherever else the paper has them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.core.document import Document, Table
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.areas import is_inside
from kg.extraction.callings import systems_among
from kg.extraction.listing.cells import CellName, name_in
from kg.extraction.listing.heard import Heard
from kg.extraction.listing.kinds import hinted_by_caption, kind_of
from kg.extraction.listing.lines import lines_of
from kg.extraction.listing.sorts import is_general
from kg.extraction.spellings import Spellings
from kg.extraction.witnesses import Witnesses

LISTED = "rule:listed"
"""Who found a name in a table of results."""

_SHAPED, _CITED, _AGAIN = 0.75, 0.65, 0.9
"""The scores of names by their shape and by their citation alone, and what is left of them at other places."""
_MID_SENTENCE = re.compile(r"[a-z,;(]\s\Z")
_TIED = re.compile(r"[-‐‑–+/][A-Z0-9]")
_TIES = frozenset("-‐‑–+/")
_FEWEST_MODELS = 2
_HUNG = re.compile(r"[-‐‑–]|(?<!\d)\d+$")


def with_listed(document: Document, mentions: Sequence[Mention], witnesses: Witnesses) -> list[Mention]:
    """The mentions with those that tables of results add, without overlaps and in the text's order.

    A name in a cell that is longer than the one found in it takes its place where a hyphen or a plus ties the two. What
    is listed is found at its other places in the text too, but for networks of a general build.
    """
    if not document.tables:
        return list(mentions)
    areas = list(witnesses.areas)
    heard = Heard(document, mentions, witnesses.known)
    listed = [m for table in document.tables for m in _listed_in(document, table, heard) if is_inside(m.span, areas)]
    listed = _without_systems(listed, document.text)
    kept = _without_overlaps([*listed, *mentions])
    return sorted([*kept, *_again(document.text, listed, kept, areas)], key=lambda m: m.span)


def _listed_in(document: Document, table: Table, heard: Heard) -> Iterator[Mention]:
    """What the table's lines list and nobody found there."""
    by_caption = hinted_by_caption(document.quote(table.caption)) if table.caption else frozenset()
    crossed: set[EntityKind] = set()
    for line in lines_of(document, table):
        names = [name for cell in line.cells if (name := name_in(document, cell)) is not None]
        found = [heard.kind(name) for name in names]
        # results are of models on data: where columns list the one, heads may list the other
        across = frozenset(EntityKind) - crossed if crossed else frozenset()
        listed = kind_of(line, names, found, across if line.is_head else by_caption)
        if listed is not None and not line.is_head:
            crossed.add(listed.kind)
        if listed is None or (listed.kind is EntityKind.MODEL and heard.names(listed.kind) < _FEWEST_MODELS):
            continue  # "Model" over rows of a paper that speaks of no models lists something else
        surfaces = {name.surface for name in names}
        for name in names:
            if heard.speaks_for(name, listed) and not _is_variant(name, listed.kind, surfaces):
                yield _mention(name, listed.kind, heard)


def _is_variant(name: CellName, kind: EntityKind, surfaces: set[str]) -> bool:
    """Whether the name is another model's of the line with a figure, a small word or, uncited, any part hung on."""
    if kind is EntityKind.DATASET:
        return False
    hung = [match for match in _HUNG.finditer(name.surface) if name.surface[: match.start()] in surfaces]
    return any(not name.vouched or name.surface[match.end() :].islower() for match in hung)


def _mention(name: CellName, kind: EntityKind, heard: Heard) -> Mention:
    score = _SHAPED if name.shaped else _CITED
    return Mention(name.span, name.surface, kind, (LISTED,), score, heard.canonical(name, kind))


def _without_systems(listed: Iterable[Mention], text: str) -> list[Mention]:
    """What is listed without models that the text, or whose last word it, calls a system or an algorithm."""
    listed = list(listed)
    models = {m.surface for m in listed if m.kind is EntityKind.MODEL}
    systems = systems_among(models | {surface.split()[-1] for surface in models}, text)
    return [m for m in listed if m.kind is EntityKind.DATASET or systems.isdisjoint((m.surface, m.surface.split()[-1]))]


def _without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Of mentions that overlap the first."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        places = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return kept


def _again(text: str, listed: Sequence[Mention], kept: Sequence[Mention], areas: list[Span]) -> Iterator[Mention]:
    """Every other place at which the text spells a listed name so; ordinary words only within a sentence."""
    forms = {m.surface: m for m in reversed(listed) if not is_general(m.surface)}
    taken = {offset for m in kept for offset in range(m.span.start, m.span.end)}
    for start, form in Spellings(forms).within(text):
        span, first = Span(start, start + len(form)), forms[form]
        if not taken.isdisjoint(range(span.start, span.end)) or not is_inside(span, areas):
            continue
        if text[start - 1 : start] in _TIES or _TIED.match(text, span.end):
            continue
        if first.score >= _SHAPED or _MID_SENTENCE.search(text, max(0, start - 2), start):
            taken.update(range(span.start, span.end))
            yield replace(first, span=span, found_by=("repeat",), score=round(first.score * _AGAIN, 3))
