import pytest

from kg.core.document import SectionKind
from kg.core.statement import PAPER
from kg.statements.tables import TableRows, topic_of
from tests.made import document, told, with_table
from tests.statements.telling import OWN, stated


@pytest.mark.parametrize(
    "caption",
    ["Table 1: Pre-training data.", "Table 2. Data used for training.", "Table 3: Training corpora and their sizes."],
)
def test_a_caption_tells_that_a_table_lists_training_data(caption: str) -> None:
    assert topic_of(caption, "Name Size").lists_training


@pytest.mark.parametrize(
    "caption",
    ["Table 1: Data not used for training.", "Table 2: Test data.", "Table 3: Birds. Training took two days."],
)
def test_other_captions_do_not(caption: str) -> None:
    assert not topic_of(caption, "Name Size").lists_training


def test_a_count_of_training_examples_beside_test_examples_lists_splits() -> None:
    assert topic_of("Table 1: Sizes.", "Name #Train #Test").lists_splits
    assert not topic_of("Table 1: Cost.", "Name Train time Test time").lists_splits
    assert not topic_of("Table 1: Accuracy.", "Name Train Test").lists_splits


def test_rows_of_a_table_of_training_data_are_trained_on_and_not_tested_on() -> None:
    made = with_table(
        told(OWN, kind=SectionKind.DATA, heading="2 Data"),
        "Table 1: Pre-training data.",
        ("Name", "Share"),
        ("Marshbirds", "60%"),
        ("Reedcalls", "40%"),
    )
    found = stated(made)
    assert ("model:quail2", "trained_on", "dataset:marshbirds") in found
    assert ("model:quail2", "trained_on", "dataset:reedcalls") in found
    assert not {t for t in found if t[1] in ("evaluates_on", "evaluated_on")}


def test_every_name_that_opens_a_row_of_training_data_counts() -> None:
    made = with_table(
        told(OWN, kind=SectionKind.DATA, heading="2 Data"),
        "Table 1: Training data.",
        ("Name", "Size"),
        ("Marshbirds + Reedcalls", "9M"),
    )
    assert {t[2] for t in stated(made) if t[1] == "trained_on"} == {"dataset:marshbirds", "dataset:reedcalls"}


def test_where_columns_name_data_those_are_tested_and_the_rows_are_trained_on() -> None:
    made = with_table(
        told(OWN),
        "Table 2: Performance resulting from pre-training on different datasets.",
        ("Data", "WaderBench"),
        ("Marshbirds", "61.2"),
    )
    found = stated(made)
    assert (PAPER, "trains_on", "dataset:marshbirds") in found
    assert (PAPER, "evaluates_on", "dataset:marshbirds") not in found
    assert (PAPER, "evaluates_on", "dataset:waderbench") in found
    assert (PAPER, "trains_on", "dataset:waderbench") not in found


def test_rows_of_a_table_of_results_are_tested_on() -> None:
    made = with_table(told(OWN), "Table 3: Accuracy of Quail-2.", ("Data", "Accuracy"), ("WaderQA", "61.2"))
    found = stated(made)
    assert (PAPER, "evaluates_on", "dataset:waderqa") in found
    assert (PAPER, "trains_on", "dataset:waderqa") not in found


def test_a_row_of_a_model_with_more_data_does_not_test_on_them() -> None:
    made = with_table(told(OWN), "Table 4: Accuracy.", ("Model", "WaderQA"), ("Quail-2 + Marshbirds", "61.2"))
    assert (PAPER, "evaluates_on", "dataset:marshbirds") not in stated(made)


def test_related_work_lists_no_training_data_of_ours() -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("2 Related work", SectionKind.RELATED_WORK, ["Others built birds."]),
    )
    made = with_table(made, "Table 1: Training data of others.", ("Name", "Size"), ("Marshbirds", "9M"))
    assert (PAPER, "trains_on", "dataset:marshbirds") not in stated(made)


def test_a_row_is_found_by_an_offset_in_one_of_its_cells() -> None:
    made = with_table(told("They sing."), "Table 1: Data.", ("Data", "Share"), ("Marshbirds", ""), ("Reedcalls", "3"))
    rows = TableRows(made)
    found = rows.at(made.text.index("edcalls"))
    assert found is not None
    assert [made.quote(cell) for cell in found[1] if cell] == ["Reedcalls", "3"]
    assert rows.at(made.text.index("They")) is None
    assert rows.at(made.text.index("Table 1")) is None
