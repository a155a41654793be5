import re

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.spellings import Spellings, lowered

NAMES = ["Reed", "Reed-8", "Reed-8 Corpus", "Marsh", "C++", "R"]


@given(st.lists(st.sampled_from([*NAMES, "s", " ", "-", "8", "(", "é"]), max_size=30).map("".join))
def test_each_name_is_found_wherever_it_stands_as_whole_words(text: str) -> None:
    expected = {(m.start(), name) for name in NAMES for m in re.finditer(rf"(?<!\w)(?={re.escape(name)}(?!\w))", text)}
    found = list(Spellings(NAMES).within(text))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_at_one_place_the_longest_comes_first() -> None:
    assert [name for _, name in Spellings(NAMES).within("Reed-8 Corpus")] == ["Reed-8 Corpus", "Reed-8", "Reed"]


@given(st.text(alphabet="aAİßé .", max_size=40))
def test_small_letters_keep_their_places(text: str) -> None:
    assert len(lowered(text)) == len(text)
    assert lowered(text).replace("i̇", "i") == lowered(text)


def test_the_mark_of_a_footnote_is_no_part_of_a_name() -> None:
    assert list(Spellings(NAMES).within("Reed-8² and Marsh¹²")) == [(0, "Reed-8"), (0, "Reed"), (12, "Marsh")]
    assert list(Spellings(NAMES).within("R²-Net")) == []
