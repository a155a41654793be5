from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.entries import back_references, broken_words, starts


@given(st.text(alphabet="b.1 ,–/)\n", max_size=20))
def test_numbers_behind_an_entry_are_looked_for_wherever_they_can_stand(raw: str) -> None:
    if back_references._BARE.search(raw):
        assert raw.rstrip().removesuffix(".")[-1:].isdecimal()


@given(st.text(alphabet='ab.1)/]>”"’*_h:', max_size=12))
def test_a_mark_that_ends_a_line_closes_it(line: str) -> None:
    if line[-1:] and line[-1:] in starts._STOPS:
        assert starts._CLOSED.search(line)


@given(st.lists(st.text(alphabet="ab-‐ ", max_size=8), min_size=1, max_size=4))
def test_words_are_mended_where_enough_of_them_are_halved(raws: list[str]) -> None:
    halved = [bool(broken_words._HALVES.search(raw)) for raw in raws]
    assert (broken_words.mended(raws) != raws) == any(halved)
