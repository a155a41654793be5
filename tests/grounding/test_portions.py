import pytest

from tests.grounding.worlds import DATASET, ids, paper


@pytest.mark.parametrize(
    ("surface", "wanted"),
    [
        ("Plover train2019", "dataset:plover"),
        ("Plover test-dev", "dataset:plover"),
        ("Plover validation set", "dataset:plover"),
        ("RBS test2007", "dataset:rbs2007"),
        ("RBS test2012", "dataset:rbstest2012"),  # years of it are things apart, and this one is not known
        ("Lapwing test set", "dataset:lapwingtestset"),  # Lapwing alone is nothing
        ("Plover classification", "dataset:plover"),
        ("Plover shared task", "dataset:plover"),
        ("Plover detection", "dataset:ploverdetection"),
    ],
)
def test_a_part_and_a_task_are_left_off_known_data(surface, wanted):
    assert ids(paper(f"We use {surface} here."), DATASET, surface) == [wanted]


def test_a_part_is_left_off_data_that_the_paper_names():
    assert ids(paper("Lapwing test and Lapwing."), DATASET, "Lapwing test", "Lapwing") == ["dataset:lapwing"]


def test_english_data_are_the_same_data_where_no_other_language_is_named():
    one = paper("We use English Waterfowl and Waterfowl.")
    assert ids(one, DATASET, "English Waterfowl", "Waterfowl") == ["dataset:englishwaterfowl"]
    assert ids(paper("English Lapwing and Lapwing."), DATASET, "English Lapwing", "Lapwing") == ["dataset:lapwing"]
    two = paper("We use English Waterfowl, German Waterfowl and Waterfowl.")
    assert len(ids(two, DATASET, "English Waterfowl", "German Waterfowl", "Waterfowl")) == 3


def test_a_pair_of_languages_is_one_in_every_spelling():
    told = "FLOCK 2014 English-to-German, FLOCK’14 En-De and FLOCK 2014 German-English."
    names = ("FLOCK 2014 English-to-German", "FLOCK’14 En-De", "FLOCK 2014 German-English")
    assert len(ids(paper(told), DATASET, *names)) == 2


def test_the_only_pair_of_languages_is_what_the_bare_data_are():
    one = paper("ROOKS14 En-De and ROOKS14.")
    assert ids(one, DATASET, "ROOKS14 En-De", "ROOKS14") == ["dataset:rooks14"]
    two = paper("ROOKS14 En-De, ROOKS14 En-Fr and ROOKS14.")
    assert len(ids(two, DATASET, "ROOKS14 En-De", "ROOKS14 En-Fr", "ROOKS14")) == 3
