import pytest

from tests.grounding.worlds import DATASET, MODEL, entry, ids, paper


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Deep Wader Retrieval Network", "DWRN"),
        ("Deep-Water Retrieval Networks", "DWRNs"),
        ("Census of the Wading Birds", "CWB"),
        ("Gated Marsh RAIL", "GM-RAIL"),
        ("3D Wader Model", "3DWM"),
        ("Multi-marsh RAIL", "MMRAIL"),
        ("Multilingual RAIL", "MultiRAIL"),
        ("Conversations of Wading Questions", "CoWaQ"),
    ],
)
def test_a_short_name_is_the_long_one_whose_initials_it_has(long, short):
    assert len(ids(paper(f"{long} is wet.", f"{short} is ours."), MODEL, long, short)) == 1


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("Wader Facts", "WF"),  # two letters
        ("Deep Wader Network", "DWX"),
        ("Wadingland RAIL", "WaderRAIL"),
        ("Spanland RAIL", "SpanXRAIL"),
    ],
)
def test_other_short_names_are_things_of_their_own(long, short):
    assert len(ids(paper(f"{long} is wet.", f"{short} is ours."), MODEL, long, short)) == 2


def test_initials_of_two_long_names_tell_of_neither():
    made = paper("Fast Rail Net and Far Rail Net differ from FRN.")
    assert len(ids(made, MODEL, "Fast Rail Net", "Far Rail Net", "FRN")) == 3


def test_a_known_short_name_is_meant_where_it_stands_for_these_words_only():
    assert ids(paper("Great-Lake Networks are GLN."), MODEL, "Great-Lake Networks", "GLN") == ["model:gln"]
    assert len(ids(paper("Grey Lark Networks, not GLN."), MODEL, "Grey Lark Networks", "GLN")) == 2


def test_a_number_is_not_lost_with_the_short_name():
    made = paper("The Marsh Understanding Review (MUR-7) follows MUR.")
    found = ids(
        made,
        DATASET,
        "Marsh Understanding Review",
        "MUR-7",
        "MUR",
        abbreviations={"MUR-7": "Marsh Understanding Review"},
    )
    assert len(found) == 2


def test_plural_and_singular_of_long_and_short_names_are_one():
    made = paper("Marsh Rail Networks (MRNs) are wet.", "A Marsh Rail Network is an MRN.")
    names = ("Marsh Rail Networks", "Marsh Rail Network", "MRNs", "MRN")
    assert ids(made, MODEL, *names, abbreviations={"MRNs": "Marsh Rail Networks"}) == ["model:mrn"]


def test_a_short_name_that_the_paper_says_stands_for_other_words_is_another_thing():
    made = paper("The Grey Owl Trainer (GLN) is new.", "GLN is ours.")
    found = ids(made, MODEL, "Grey Owl Trainer", "GLN", abbreviations={"GLN": "Grey Owl Trainer"})
    assert len(found) == 1
    assert found != ["model:gln"]


def test_a_title_gives_the_short_name_of_a_long_one():
    cited = {"7": entry("K2-Rail: far rail networks")}
    made = paper("K2-Rail [7] and Far Rail Networks are one.", cited=cited)
    assert ids(made, MODEL, "K2-Rail", "Far Rail Networks") == ["model:k2rail"]
