"""Accents that stand apart from their letters in the file."""

from collections.abc import Sequence

import pytest

from kg.documents.pdf.accents import accents_placed
from kg.documents.pdf.characters import cleaned
from kg.documents.pdf.page_words import Word


def _word(text: str, start: int, x0: float, *, math: bool = False) -> Word:
    return Word(text, start, x0, x0 + 5 * len(text), 700.0, 10.0, False, False, math, False, False)


def _boxes(words: Sequence[Word], start: int, count: int) -> list[tuple[float, float]]:
    word = next(w for w in words if w.start == start)
    return [(word.x0 + 5 * n, word.x0 + 5 * n + 5) for n in range(count)]


def test_an_accent_goes_to_the_letter_below_it_wherever_the_file_gives_it() -> None:
    words = [_word("Jurgen", 0, 100), _word("Brandt", 7, 140), _word("counts", 14, 180), _word("¨", 21, 105)]
    placed = accents_placed(words, lambda start, count: _boxes(words, start, count))
    assert [w.text for w in placed] == ["Jürgen", "Brandt", "counts"]


def test_the_halves_of_a_word_that_an_accent_parted_are_one_again() -> None:
    words = [_word("H", 0, 100), _word("´", 2, 105), _word("eliou", 4, 105)]
    placed = accents_placed(words, lambda start, count: _boxes(words, start, count))
    assert [(w.text, w.glued) for w in placed] == [("H", False), ("éliou", True)]


def test_an_accent_that_stands_beside_letters_or_in_a_formula_stays() -> None:
    words = [_word("x", 0, 100, math=True), _word("´", 2, 100), _word("bird", 4, 140), _word("¨", 9, 158)]
    placed = accents_placed(words, lambda start, count: _boxes(words, start, count))
    assert [w.text for w in placed] == ["x", "´", "bird", "¨"]


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [("Sa\u02dcno", "Sa\u00f1o"), ("S\u02dcao", "São"), ("Ci\u02c6encia", "Ciência"), ("Adri`a", "Adrià"),
     ("Lema\u02c6ıtre", "Lemaître"), ("\u02c6y", "^y"), ("m\u02dci", "m~i"), ("don`t", "don`t")],
)  # fmt: skip
def test_graves_circumflexes_and_tildes_inside_words_are_accents(drawn: str, meant: str) -> None:
    assert cleaned(drawn) == meant
