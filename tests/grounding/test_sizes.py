import pytest

from kg.grounding.forms import base_name
from tests.grounding.worlds import MODEL, grounded, ids, paper


@pytest.mark.parametrize(
    ("surface", "wanted"),
    [
        ("Teal-XXL", "Teal"),
        ("Teal-xxlarge", "Teal"),
        ("Teal-24L", "Teal"),
        ("TealY-8GF", "TealY"),
        ("Teal (2×)", "Teal"),
        ("Teal-33H", "Teal-33H"),  # heads make another model
        ("Teal2x", "Teal2x"),
    ],
)
def test_what_only_measures_a_model_is_no_part_of_its_name(surface, wanted):
    assert base_name(surface, MODEL) == wanted


@pytest.mark.parametrize(
    ("told", "surface", "apart"),
    [
        ("We train Teal-Ti, Teal-S and Teal-B, all of them Teal.", "Teal-B", False),
        ("We train Teal-S and Teal-B, both of them Teal.", "Teal-B", True),  # one may be blind
        ("We train Teal-T and Teal-S, both of them Teal.", "Teal-S", True),  # teacher and student
        ("We train Teal-T, Teal-S and Teal-B, all of them Teal.", "Teal-S", False),
        ("We train Teal-I and Teal.", "Teal-I", True),
        ("We train Teal-B/16 and Teal.", "Teal-B/16", False),
        ("We train Teal-L/14@336px and Teal.", "Teal-L/14@336px", False),
        ("We train Teal-B3 and Teal.", "Teal-B3", False),
        ("We train Teal-F0, Teal-F6 and Teal.", "Teal-F6", False),
        ("We train Teal-F6 and Teal.", "Teal-F6", True),
        ("We train Teal-C4, Teal-C5 and Teal.", "Teal-C5", True),
        ("We train Teal-92, Teal-131 and Teal.", "Teal-92", False),
        ("We train Teal-92 and Teal.", "Teal-92", True),
        ("We train Teal-002, Teal-003 and Teal.", "Teal-002", True),
        ("We train vanilla Teal and Teal.", "vanilla Teal", False),
        ("We train tall Teal and Teal.", "tall Teal", True),
    ],
)
def test_a_size_is_told_by_what_else_the_paper_names(told, surface, apart):
    found = ids(paper(told), MODEL, surface, "Teal")
    assert (len(found) > 1) is apart


def test_a_net_that_the_paper_names_is_one_at_every_depth():
    assert ids(paper("Res2Teal-Net-50 is a Res2Teal-Net."), MODEL, "Res2Teal-Net-50", "Res2Teal-Net") == [
        "model:res2tealnet"
    ]


def test_a_letter_tells_a_size_of_a_known_model_that_is_known_by_such_sizes_or_large():
    assert ids(paper("We run Grebe-B."), MODEL, "Grebe-B") == ["model:grebe"]
    assert ids(paper("We run Heron L."), MODEL, "Heron L") == ["model:heron"]
    assert ids(paper("We run Heron-B."), MODEL, "Heron-B") == ["model:heronb"]
    assert ids(paper("We run DuckNet-L."), MODEL, "DuckNet-L") == ["model:ducknetl"]


def test_a_known_size_of_one_work_with_its_family_is_the_family():
    assert ids(paper("We run Quail-B."), MODEL, "Quail-B") == ["model:quail"]
    assert ids(paper("We run Heron-XL."), MODEL, "Heron-XL") == ["model:heronxl"]  # of a work of its own


def test_the_paper_s_own_model_on_a_known_one_is_the_paper_s_own():
    told = "Stilt-Quail and Stilt-Reed are ours, like Stilt."
    found = ids(paper(told, title="Stilt: wading far"), MODEL, "Stilt-Quail", "Stilt-Reed", "Stilt")
    assert found == ["model:stilt", "model:stiltreed"]
    assert len(ids(paper(told, title="On stilts"), MODEL, "Stilt-Quail", "Stilt-Reed", "Stilt")) == 3


def test_a_size_alone_is_meant_and_no_name():
    found = grounded(paper("We train Grebe-7B and 13B."), MODEL, "Grebe-7B", "13B", canonical="Grebe")
    assert len(found.groundings) == 2
    assert [e.surfaces for e in found.entities] == [("Grebe-7B",)]
