"""Texts made to be dear: what is counted is the work proposed, not the time."""

from dataclasses import replace

import pytest

from kg.core.document import Reference, SectionKind
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.documents.text import document_from_text
from kg.extraction.areas import searched_areas
from kg.extraction.deciding.proposals import proposals_of
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.recognizer import find_mentions
from kg.extraction.tagging.crf import crf_tagger
from kg.extraction.tagging.reading import stretches_of
from kg.extraction.witnesses import hear

LEXICON = Lexicon([LexiconEntry("Quail", EntityKind.MODEL, "Quail", "model:quail")])


@pytest.mark.parametrize("piece", ["Quail.", "Quail-", "Quail+", "Quail_", "Quail/", "Quail, ", "Quail 1.1/2.0/"])
def test_a_name_said_over_and_over_is_proposed_a_few_times_a_word(piece: str) -> None:
    text = piece * 300
    made = document_from_text(text, "text")
    witnesses = hear(made, LEXICON, {})
    stretches, seen = stretches_of(made, witnesses, {})
    proposals = proposals_of(text, stretches, witnesses, [crf_tagger().opinion(stretches, seen)])
    assert len(proposals) <= 8 * sum(len(s.words) for s in stretches)
    assert max(len(p.surface) for p in proposals) < 400


@pytest.mark.parametrize("piece", ["Quail-", "Quail.", "arXiv:", "Quail ("])
def test_what_is_found_in_it_stands_in_the_text(piece: str) -> None:
    text = piece * 200
    for mention in find_mentions(document_from_text(text, "text"), LEXICON, {}, quick=True):
        assert text[mention.span.start : mention.span.end] == mention.surface


def test_no_bibliography_is_searched_however_many_there_are() -> None:
    parts = [
        f"Part {n}\n\nWe run Quail here.\n\nReferences\n\n[1] A. Reed. Quail is a bird. 2020.\n\n" for n in range(5)
    ]
    made = document_from_text("".join(parts), "text")
    bibliographies = [s.span for s in made.sections if s.kind is SectionKind.REFERENCES]
    areas = list(searched_areas(made))
    assert bibliographies
    assert areas
    assert not any(b.overlaps(a) for b in bibliographies for a in areas)


def test_entries_of_a_bibliography_without_a_heading_are_not_searched() -> None:
    text = "We run Quail here.\n\nThe Quail is a bird."
    made = document_from_text(text, "text")
    entry = Reference("1", "The Quail is a bird.", Span(text.index("The Quail"), len(text)))
    (area,) = searched_areas(replace(made, references=(entry,)))
    assert text[area.start : area.end].strip() == "We run Quail here."
