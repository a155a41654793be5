from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parsing.rules import read_by_rules
from kg.documents.references.parsing.tagging.features import features_of
from kg.documents.references.parsing.tagging.tokens import tokens_of
from kg.documents.references.parsing.tagging.word_classes import shape

ENTRY = "A. Fenwick. “Herons at dawn.” Bird Press, 2019."


def features(text: str) -> list[set[str]]:
    tokens = tokens_of(text)
    return [{name.decode() for name in row} for row in features_of(tokens, read_by_rules(text, text))]


def test_a_word_tells_its_letters_its_class_and_the_marks_beside_it() -> None:
    fenwick = features(ENTRY)[1]
    assert {"w=fenwick", "p2=fe", "s4=wick", "s=Xx", "l=7", "c=named", "a=.“", "b=.", "-c=initial"} <= fenwick


def test_a_word_tells_of_the_words_up_to_two_places_away() -> None:
    herons = features(ENTRY)[2]
    assert {"-w=fenwick", "-ww=fenwick|herons", "--w=a", "--c=initial", "+w=at", "++w=dawn", "++c=small"} <= herons


def test_the_first_and_the_last_word_tell_of_none_beyond_them() -> None:
    rows = features(ENTRY)
    assert not [name for name in rows[0] if name.startswith(("-w", "--", "-s", "-a"))]
    assert not [name for name in rows[-1] if name.startswith(("+w", "++w", "+s", "+a"))]
    assert "lc=^||initial" in rows[0]
    assert "cr=year|.|$" in rows[-1]


def test_a_word_tells_where_in_the_entry_it_stands() -> None:
    rows = features(ENTRY)
    assert {"q=q0", "ch=B", "r=att", "yr=01"} <= rows[2]
    assert {"i=6", "yr=00", "kn1", "-kn2", "+k$"} <= rows[-1]


@given(st.text(min_size=1, max_size=50))
def test_a_shape_is_of_each_letter_with_runs_shortened(text: str) -> None:
    kinds = ["X" if c.isupper() else "9" if c.isdigit() else "x" if c.isalpha() else c for c in text[:40]]
    assert shape(text) == "".join(kind for kind, _ in groupby(kinds))


@given(st.text(alphabet="aBcDé9-", min_size=1, max_size=50))
def test_the_shape_of_a_word_is_of_each_of_its_letters(text: str) -> None:
    kinds = ["X" if c.isupper() else "9" if c.isdigit() else "x" if c.isalpha() else c for c in text[:40]]
    assert shape(text) == "".join(kind for kind, _ in groupby(kinds))
