from tests.grounding.worlds import DATASET, MODEL, entry, ids, paper


def test_a_beginning_is_the_known_data_that_are_called_by_what_follows_too():
    assert ids(paper("REED RBS, or REED."), DATASET, "REED RBS", "REED") == ["dataset:reedrbs"]
    assert len(ids(paper("REED RBS, REED Lark or REED."), DATASET, "REED RBS", "REED Lark", "REED")) == 3
    assert len(ids(paper("Stanton Snipes of Stanton."), DATASET, "Stanton Snipes", "Stanton")) == 2


def test_a_beginning_with_the_same_citation_is_the_same_data():
    cited = {"7": entry("Poses of loons")}
    told = ("LOON Diver Pose [7] is large.", "We use LOON [7].")
    assert len(ids(paper(*told, cited=cited), DATASET, "LOON Diver Pose", "LOON")) == 1
    assert len(ids(paper(*told), DATASET, "LOON Diver Pose", "LOON")) == 2


def test_an_ending_is_the_known_data_whose_name_it_ends():
    assert ids(paper("Stanton Snipes, or Snipes."), DATASET, "Stanton Snipes", "Snipes") == ["dataset:stantonsnipes"]
    assert len(ids(paper("Old Larks, or Larks."), DATASET, "Old Larks", "Larks")) == 2


def test_an_end_spelled_in_two_ways_is_one():
    made = paper("Wet Great Lake Network is Wet GLN.")
    assert len(ids(made, MODEL, "Wet Great Lake Network", "Wet GLN")) == 1
    made = paper("Wet Great Lake Network is not Dry GLN.")
    assert len(ids(made, MODEL, "Wet Great Lake Network", "Dry GLN")) == 2
