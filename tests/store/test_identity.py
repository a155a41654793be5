"""Which work is meant does not depend on who was read first."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.document import Reference
from kg.store.identity import KeyTable, WorkKeys, reference_keys, resolve

TITLE = "A survey of ten thousand reeds"
PLAIN = Reference("1", "A. Fenn. A survey of ten thousand reeds.", title=TITLE, authors=("Ada Fenn",))


def keys(reference: Reference) -> WorkKeys:
    return reference_keys(reference, "owner")


def iris(*references: Reference) -> list[str]:
    table = KeyTable(keys(r) for r in references)
    return [resolve(keys(r), table) for r in references]


def test_an_arxiv_id_names_the_work() -> None:
    assert iris(replace(PLAIN, arxiv="2302.13971v3")) == ["https://arxiv.org/abs/2302.13971"]


def test_a_doi_of_arxivs_own_is_an_arxiv_id() -> None:
    assert iris(replace(PLAIN, doi="10.48550/arXiv.2302.13971")) == ["https://arxiv.org/abs/2302.13971"]


def test_a_doi_is_percent_encoded() -> None:
    assert iris(replace(PLAIN, doi="10.1000/A#b?c%20ü")) == ["https://doi.org/10.1000/a%23b%3Fc%2520%C3%BC"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_title_alone_doi_alone_and_arxiv_id_are_one_work_in_any_order(order: tuple[int, ...]) -> None:
    found = [PLAIN, replace(PLAIN, doi="10.1000/reeds"), replace(PLAIN, arxiv="2302.13971")]
    assert set(iris(*(found[i] for i in order))) == {"https://arxiv.org/abs/2302.13971"}


def test_small_differences_of_spelling_do_not_matter() -> None:
    other = replace(PLAIN, title="A Survey of Ten-Thousand Reeds.", authors=("Fenn, A.",))
    first, second = iris(PLAIN, other)
    assert first == second


def test_the_same_title_by_somebody_else_is_another_work() -> None:
    first, second = iris(PLAIN, replace(PLAIN, authors=("Bo Marsh",), arxiv="2302.13971"))
    assert first != second


def test_a_long_title_without_authors_joins_those_that_agree_on_the_author() -> None:
    first, second = iris(replace(PLAIN, authors=()), replace(PLAIN, arxiv="2302.13971"))
    assert first == second
    undecided = replace(PLAIN, authors=())
    table = [replace(PLAIN, arxiv="2302.13971"), replace(PLAIN, authors=("Bo Marsh",), arxiv="2302.00001"), undecided]
    assert iris(*table)[2].startswith("https://w3id.org/kg/id/work/")


def test_a_title_seen_with_two_arxiv_ids_keeps_its_own_node() -> None:
    found = iris(replace(PLAIN, arxiv="2302.13971"), replace(PLAIN, arxiv="1706.03762"), PLAIN)
    assert found[2].startswith("https://w3id.org/kg/id/work/")


def test_a_doi_seen_with_an_arxiv_id_leads_all_titles_there() -> None:
    elsewhere = replace(PLAIN, title="Reeds, ten thousand of them", doi="10.1000/reeds", arxiv="2302.13971")
    found = iris(elsewhere, replace(PLAIN, doi="10.1000/reeds"), PLAIN)
    assert set(found) == {"https://arxiv.org/abs/2302.13971"}


def test_a_work_without_title_goes_by_what_is_printed_of_it() -> None:
    printed = Reference("1", "Teal and others, unpublished notes on reeds, 1990.")
    first, second = iris(printed, replace(printed, key="2"))
    assert first == second
    tiny = Reference("1", "Teal, 1990.")
    assert resolve(reference_keys(tiny, "a"), KeyTable()) != resolve(reference_keys(tiny, "b"), KeyTable())


@given(
    st.lists(
        st.builds(
            WorkKeys,
            st.sampled_from([None, "2302.13971", "1706.03762"]),
            st.sampled_from([None, "10.1/a", "10.1/b"]),
            st.sampled_from(["asurveyoftenthousandreeds", "reedsinwinter"]),
            st.sampled_from(["", "fenn", "marsh"]),
        ),
        max_size=6,
    ),
    st.randoms(),
)
def test_resolution_is_a_function_of_the_set(found: list[WorkKeys], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = KeyTable(found), KeyTable([*shuffled, *shuffled])
    assert [resolve(k, first) for k in found] == [resolve(k, second) for k in found]
