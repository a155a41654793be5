import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parsing import text as module
from kg.documents.references.parsing.text import one_line

WRITTEN = st.text(alphabet="aBÄß1.-‐\n ,;:´ˆ^`_\x02¸Ł", max_size=30)


@given(WRITTEN)
def test_what_is_looked_for_first_stands_in_all_that_the_patterns_change(text: str) -> None:
    if module._GLUED_INITIAL.search(text):
        assert module._GLUED.search(text)
    if any(p.search(text) for p in (module._BROKEN_AT_ACCENT, module._BROKEN_COMPOUND, module._HYPHEN_BREAK)):
        assert module._BROKEN_WORD.search(text)


@given(st.text(alphabet="aB1.-\n ,;:", max_size=20))
def test_no_comma_follows_another_and_no_white_space_is_doubled(text: str) -> None:
    line = one_line(text)
    assert not re.search(r",\s*,|\n", line)
    assert line == line.strip()


def test_marks_stand_at_their_words() -> None:
    assert one_line("A. Ek , B. Fenwick ; herons . In Birds, , 2019") == "A. Ek, B. Fenwick; herons. In Birds, 2019"


def test_initials_are_parted_from_the_name_behind_them() -> None:
    assert one_line("J.K.Fenwick and A.Ek. Herons at e.g. dawn") == "J.K. Fenwick and A. Ek. Herons at e.g. dawn"


def test_a_letter_with_a_stroke_finds_its_word() -> None:
    assert one_line("Ø ster, A. and Ł ukasz, B.") == "Øster, A. and Łukasz, B."


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Ada Brandt, and German´\nKwist. 2014.", "Ada Brandt, and German Kwist. 2014."),
        ("Rene´ Fenwick", "René Fenwick"),
        ("Miguel´ Angel", "Miguel Ángel"),
        ("Zdenkˇ Žid", "Zdenk Žid"),
    ],
)
def test_an_accent_at_the_end_of_a_name_goes_to_no_letter_that_cannot_bear_it(printed: str, read: str) -> None:
    assert one_line(printed) == read
