"""Whom a name means, and what is offered where it means nobody."""

import pytest

from kg.core.errors import UnknownNameError
from kg.nearest import nearest_to
from kg.tracing.naming import resolve
from kg.views.naming_text import naming_notes
from tests.tracing import world as w

MARSH, FENS = w.dataset("Marsh"), w.dataset("English Marsh", "Marsh")


def test_what_is_called_so_comes_before_what_has_the_name_for_another() -> None:
    source = w.MemorySource((MARSH, FENS))
    assert resolve(source, "marsh") == (MARSH,)
    assert naming_notes(source, "Marsh") == [
        f"Marsh is another name of the dataset English Marsh too, which is not meant here; <{FENS.iri}> names it"
    ]
    assert resolve(source, "English Marsh") == (FENS,)
    assert naming_notes(source, "English Marsh") == []


def test_another_name_leads_to_its_thing_and_says_so() -> None:
    source = w.MemorySource((FENS,))
    assert resolve(source, "Marsh") == (FENS,)
    assert naming_notes(source, "Marsh") == ["Marsh is another name of the dataset English Marsh"]
    assert naming_notes(source, FENS.iri) == []


def test_a_dataset_of_a_name_hides_no_model_or_paper_that_has_it_too() -> None:
    others = w.model("Marsher", "Marsh"), w.paper("Marsh: All Its Birds", "Marsh")
    assert set(resolve(w.MemorySource((MARSH, *others)), "Marsh")) == {MARSH, *others}


def test_of_two_things_that_have_it_for_another_name_both_are_meant() -> None:
    other = w.dataset("French Marsh", "Marsh")
    assert set(resolve(w.MemorySource((FENS, other)), "Marsh")) == {FENS, other}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("BRET", "BERT"),
        ("Marhs", "Marsh"),
        ("Marshs", "Marsh"),
        ("GLEU", "GLUE"),
        ("Rethinking", "Rethinking BRETON pre-training"),
    ],
)
def test_short_names_a_slip_away_come_before_titles_that_hold_the_letters(asked: str, first: str) -> None:
    names = ["Rethinking BRETON pre-training", "BERT", "Marsh", "The Marsh", "GLUE", "A GLEUM of marhs"]
    assert nearest_to(asked, names)[0] == first


def test_a_name_is_offered_in_one_spelling() -> None:
    assert nearest_to("StarX", ["STaR", "STaR-", "star"]) == ("STaR",)
    source = w.MemorySource((w.model("STaR", "STaR-"),))
    with pytest.raises(UnknownNameError, match=r"did you mean STaR\?"):
        resolve(source, "StarX")
