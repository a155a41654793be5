"""What the readable finders see in a document: names that are known, and names that rules show."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.core.document import BlockKind, Document
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.extraction.acceptance import accepted_shown, confirmed_known, repeated
from kg.extraction.areas import is_inside, searched_areas
from kg.extraction.candidates import VARIANT, Candidate, without_overlaps
from kg.extraction.columns import find_by_columns
from kg.extraction.cues import SHAPED_LIKE_NAME
from kg.extraction.explained import find_by_abbreviations, find_by_titles
from kg.extraction.gazetteer import find_known
from kg.extraction.lexicon import Lexicon
from kg.extraction.rules import find_by_rules
from kg.extraction.shapes import find_by_shape

_MAX_SENTENCE = 1500
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?![\w-])")
_INNER_CAPITAL = re.compile(r"[A-Z]")
_INNER_WORD = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]+(?![\w-])")


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What the finders say of one document.

    areas are the stretches searched; known the names of the lexicon wherever they are spelled, doubtful ones too; shown
    what rules show where they show it; accepted what stands by the rules alone, once all signs are weighed, without
    overlaps and in the text's order.
    """

    areas: tuple[Span, ...]
    known: tuple[Candidate, ...]
    shown: tuple[Candidate, ...]
    accepted: tuple[Candidate, ...]


def hear(document: Document, lexicon: Lexicon, abbreviations: dict[str, str]) -> Witnesses:
    """Ask all finders about the document.

    Known names come from the lexicon; others from rules, and from the document's own abbreviations (long form by short
    form). A name accepted once is accepted wherever the document spells it so; an ambiguous one needs a second sign.
    """
    areas = list(searched_areas(document))
    spelled = [c for c in find_known(document.text, lexicon) if is_inside(c.span, areas)]
    shown = [
        *(c for c in spelled if c.recognizer == VARIANT),
        *_find_by_words(document, areas),
        *find_by_abbreviations(document, abbreviations, lexicon, areas),
        *find_by_titles(document, areas),
        *find_by_columns(document, areas),
    ]
    known = confirmed_known(document, [c for c in spelled if c.recognizer != VARIANT], shown)
    new = accepted_shown(document, shown, known)
    again = repeated(document, new, areas)
    accepted = without_overlaps([*known, *new, *again])
    return Witnesses(tuple(areas), tuple(spelled), tuple(shown), tuple(accepted))


def _find_by_words(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    small_words = Counter(w for a in areas for w in _SMALL_WORD.findall(document.quote(a)))
    inner_words = {w for a in areas for w in _INNER_WORD.findall(document.quote(a))}
    surnames = {surname(author) for r in document.references for author in r.authors}

    tables = [b.span for b in document.blocks if b.kind is BlockKind.TABLE]
    rows = {area for area in areas if is_inside(area, tables)}

    def is_word(name: str) -> bool:
        if name.isalpha() and fold(name) in surnames:
            return True  # somebody's name, "LeCun" too
        if SHAPED_LIKE_NAME.search(name):
            return False
        if name.isalpha() and name not in inner_words:
            return True  # seen only where sentences begin
        parts = re.split(r"[-\s]", name)
        return all(p.isalpha() and small_words[p.lower()] > 0 for p in parts)

    for area in areas:
        sentence = document.text[area.start : min(area.end, area.start + _MAX_SENTENCE)]
        if not _INNER_CAPITAL.search(sentence, 1):
            continue  # no name but perhaps the first word, which alone would not be believed
        # the cells of a table stand side by side without the words that the rules go by
        by_rules = () if area in rows else find_by_rules(sentence, is_word=is_word)
        for candidate in (*by_rules, *find_by_shape(sentence, is_word=is_word)):
            yield replace(candidate, span=candidate.span.shifted(area.start))
