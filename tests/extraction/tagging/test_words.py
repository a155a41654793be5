import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.spans import Span
from kg.extraction.tagging.words import words_in


def test_a_word_is_a_run_of_letters_and_figures() -> None:
    (words,) = words_in("T5-3B on C4.", Span(0, 12))
    assert words.forms == ("T5", "-", "3B", "on", "C4", ".")


def test_the_mark_of_a_footnote_is_a_word_of_its_own() -> None:
    (words,) = words_in("Reed-8², R²-Net", Span(0, 15))
    assert words.forms == ("Reed", "-", "8", "²", ",", "R²", "-", "Net")


@given(st.text(max_size=400).filter(bool))
def test_words_spell_their_places(text: str) -> None:
    for words in words_in(text, Span(0, len(text))):
        for start, end, form in zip(words.starts, words.ends, words.forms, strict=True):
            assert text[start:end].startswith(form)
            assert not form.isspace()


@pytest.mark.parametrize("text", ["a" * 10_000, "a " * 10_000, "(" * 10_000])
def test_long_texts_come_in_bounded_pieces(text: str) -> None:
    pieces = list(words_in(text, Span(0, len(text))))
    assert all(len(p) <= 300 for p in pieces)
    assert pieces[-1].ends[-1] in (len(text), len(text) - 1)


def test_white_space_alone_has_no_words() -> None:
    assert list(words_in(" \n\t", Span(0, 3))) == []
