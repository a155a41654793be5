import pytest

from tests.grounding.worlds import DATASET, entry, ids, paper


@pytest.mark.parametrize(
    ("told", "names", "wanted"),
    [
        ("GODWIT and GODWIT-2019.", ("GODWIT", "GODWIT-2019"), ["dataset:godwit2019"]),
        ("CURLEW and CURLEW-III.", ("CURLEW", "CURLEW-III"), ["dataset:curlewiii"]),
        ("Tern and Tern-2.", ("Tern", "Tern-2"), ["dataset:tern2"]),
        ("Plover and Plover v0.5.", ("Plover", "Plover v0.5"), ["dataset:plover"]),
    ],
)
def test_the_bare_name_means_the_only_version_that_the_paper_names(told, names, wanted):
    assert ids(paper(f"We use {told}"), DATASET, *reversed(names)) == wanted


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("GODWIT, GODWIT-2018 and GODWIT-2019.", ("GODWIT-2018", "GODWIT-2019", "GODWIT")),
        ("GODWIT and GODWIT-2019, like GODWIT 2018.", ("GODWIT-2019", "GODWIT")),  # in the text alone
        ("Plover and Plover 2019.", ("Plover 2019", "Plover")),  # a year may be of other data
        ("Plover, Plover v0.5 and Plover v1.0.", ("Plover v0.5", "Plover v1.0", "Plover")),
        ("GODWIT and GODWIT 2.0.", ("GODWIT 2.0", "GODWIT")),  # the bare name may be of the first
        ("Plover and Plover v2.", ("Plover v2", "Plover")),
        ("Heaps and Heaps3.", ("Heaps3", "Heaps")),  # a number run into small letters
        ("CURLEW and CURLEW2000.", ("CURLEW2000", "CURLEW")),
        ("Rook-Things and Rook-Things-3.", ("Rook-Things-3", "Rook-Things")),
    ],
)
def test_of_more_versions_or_other_numbers_the_bare_name_is_none(told, names):
    assert len(ids(paper(f"We use {told}"), DATASET, *names)) == len(names)


def test_the_work_cited_with_a_version_ties_it_to_the_known_thing_that_it_introduced():
    told = "We use REED RBS and RBS2007 [7]."
    assert len(ids(paper(told), DATASET, "REED RBS", "RBS2007")) == 1  # one work in the registry
    cited = {"7": entry("Terns over the sea", arxiv="1301.00001")}
    assert len(ids(paper("We use Plover and Tern-2 [7].", cited=cited), DATASET, "Plover", "Tern-2")) == 2
