import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parsing import identifiers
from kg.documents.references.parsing.identifiers import BLANK, identifiers_in

PIECES = st.sampled_from(
    [
        "arxiv",
        "arXıv",
        "AR XIV",
        "abs/",
        "eprint",
        "http",
        "://",
        "ſ",
        "www.",
        "10.1234/",
        "doi",
        "cs",
        "/",
        "[",
        "]",
        "2101.01234",
        "0101234",
        "a",
        " ",
        ":",
        ".",
        "hep-th",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_pattern_is_left_out_that_a_text_matches(text: str) -> None:
    possible = identifiers._possible(text)
    assert [p for p, _ in identifiers._WORDS if p.search(text) and p not in possible] == []


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("arXıv preprint arXıv:2101.01234, 2021.", "2101.01234"),
        ("Phys. Lett. 2101.01234 [hep-th]", "2101.01234"),
        ("Some heron, hep-th/0101234.", "hep-th/0101234"),
        ("Some heron, 2019.", None),
    ],
)
def test_an_arxiv_id_is_found_in_each_of_its_forms(text: str, arxiv: str | None) -> None:
    assert identifiers_in(text).arxiv == arxiv


def test_addresses_are_blanked_at_their_places() -> None:
    text = "A heron. HTTP://EXAMPLE.org/a doi:10.1234/xy, 2019."
    blanked = identifiers_in(text).blanked
    assert len(blanked) == len(text)
    assert [blanked[text.index(word)] for word in ("HTTP", "10.1234", "2019")] == [BLANK, BLANK, "2"]
