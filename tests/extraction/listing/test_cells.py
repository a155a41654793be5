import pytest

from kg.extraction.listing.cells import CellName, name_in
from tests.extraction.listing.tables import tabled


def named(cell: str) -> CellName | None:
    made = tabled(["Model", "F1"], [cell, "1.0"])
    first = made.tables[0].rows[1][0]
    assert first is not None
    found = name_in(made, first)
    assert found is None or made.quote(found.span) == found.surface
    return found


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("QuailNet [4]", "QuailNet"),
        ("QuailNet (Finch et al., 2019)", "QuailNet"),
        ("QuailNet (ours)", "QuailNet"),
        ("QuailNet, 3 layers", "QuailNet"),
        ("QuailNet*", "QuailNet"),
        ("QuailNet†", "QuailNet"),
        ("QuailNet²", "QuailNet"),
        ("* QuailNet ‡", "QuailNet"),
        ("QuailNet - copied", "QuailNet"),
        ("QuailNet ensemble", "QuailNet"),
        ("WaderBench 2024-11-25", "WaderBench"),
        ("QuailNet v2 [4]", "QuailNet v2"),
        ("QuailNet-B", "QuailNet-B"),
        ("W&R-Birds", "W&R-Birds"),
        ("Reed+Quail+Attn", "Reed+Quail+Attn"),
        ("wader-CNN", "wader-CNN"),
        ("birds-2019", "birds-2019"),
        ("FNest", "FNest"),
    ],
)
def test_what_stands_around_a_name_is_left_out(cell: str, name: str) -> None:
    found = named(cell)
    assert found is not None
    assert (found.surface, found.shaped) == (name, True)


@pytest.mark.parametrize(
    "cell",
    [
        "+ Quail",
        "- Quail",
        "w/o Quail",
        "without QuailNet",
        "QuailNet and ReedNet",
        "the QuailNet",
        "Ours",
        "Baseline [4]",
        "Human",
        "QuailNet Frozen",
        "Random",
        "Overall",
        "No WaderNet",
        "Memory",
        "AP50",
        "R@1",
        "R-L",
        "F1",
        "BLEU",
        "12.5",
        "7B",
        "100k",
        "Top-1",
        "English",
        "EN-DE",
        "Step 2",
        "Zero-shot",
        "R50-FPN",
        "X101",
        "Finch- Net",
        "birds of the marsh",
        "X" * 90,
        "–",
    ],
)
def test_settings_measures_and_words_name_nothing(cell: str) -> None:
    assert named(cell) is None


def test_a_citation_behind_a_name_is_noticed() -> None:
    found = named("Heron [4]")
    assert found is not None
    assert (found.vouched, found.shaped) == (True, False)


def test_the_authors_vouch_for_what_is_theirs() -> None:
    found = named("Marsh Heron (Ours)")
    assert found is not None
    assert found.vouched


def test_a_citation_by_its_authors_is_no_name() -> None:
    made = tabled(["Model", "F1"], ["[4]", "1.0"])
    cell = made.tables[0].rows[1][0]
    assert cell is not None
    assert name_in(made, cell) is None


def test_hyphens_between_plain_words_are_no_shape() -> None:
    found = named("Marsh-to-Reed")
    assert found is not None
    assert not found.shaped


@pytest.mark.parametrize(("cell", "general"), [("CNN [4]", True), ("CNN-LSTM", True), ("QuailCNN", False)])
def test_networks_of_a_general_build_are_told_apart(cell: str, general: bool) -> None:
    found = named(cell)
    assert found is not None
    assert found.general == general


@pytest.mark.parametrize(
    ("cell", "classical"), [("ReedSVM", True), ("Reed-BM25", True), ("ReedLSTM-CRF", False), ("ReedNet", False)]
)
def test_methods_older_than_networks_are_told_apart(cell: str, classical: bool) -> None:
    found = named(cell)
    assert found is not None
    assert found.classical == classical
