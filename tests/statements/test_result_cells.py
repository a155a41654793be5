import pytest

from kg.core.statement import Predicate
from tests.made import told, with_table
from tests.statements.telling import stated, statements

TESTED = "We report results on WaderBench and WaderQA."


def reported(caption: str, *rows: tuple[str, ...]) -> set[tuple[str, str]]:
    found = stated(with_table(told(TESTED), caption, *rows))
    return {(s.split(":")[1], o.split(":")[1]) for s, p, o in found if p == "evaluated_on" and s != "model:quail2"}


def test_the_model_heads_the_row_and_the_data_the_column() -> None:
    rows = (("Model", "WaderBench", "WaderQA"), ("Heron", "61.5", "-"), ("Quail-1", "60", "58.1"))
    assert reported("Table 1: Accuracy.", *rows) == {
        ("heron", "waderbench"),
        ("quail1", "waderbench"),
        ("quail1", "waderqa"),
    }


def test_or_the_other_way_round() -> None:
    rows = (("Data", "Heron", "Quail-1"), ("WaderBench", "61.5", "62.0"))
    assert reported("Table 1: Accuracy.", *rows) == {("heron", "waderbench"), ("quail1", "waderbench")}


def test_the_caption_s_only_data_are_meant_where_no_column_names_any() -> None:
    rows = (("Model", "Accuracy"), ("Heron", "61.5"))
    assert reported("Table 1: Results on WaderQA.", *rows) == {("heron", "waderqa")}
    assert not reported("Table 1: Results on WaderQA and WaderBench.", *rows)


@pytest.mark.parametrize(
    ("caption", "head", "cell"),
    [
        ("Table 1: Results on WaderQA.", "# params", "61.5"),
        ("Table 1: Results on WaderQA.", "Training time", "61.5"),
        ("Table 1: Results on WaderQA.", "Words", "2304"),
        ("Table 1: Results on WaderQA.", "Accuracy", "n/a"),
        ("Table 1: Training data, WaderQA.", "Share", "61.5"),
    ],
)
def test_counts_and_costs_are_no_results(caption: str, head: str, cell: str) -> None:
    assert not reported(caption, ("Model", head), ("Heron", cell))


def test_a_row_of_what_is_only_like_a_model_reports_nothing_of_it() -> None:
    rows = (("Objective", "WaderBench"), ("Heron-style", "61.5"), ("Quail-1", "60"))
    assert reported("Table 1: Accuracy.", *rows) == {("quail1", "waderbench")}


def test_the_row_is_quoted_with_the_score_as_its_note() -> None:
    made = with_table(told(TESTED), "Table 1: Accuracy.", ("Model", "WaderBench"), ("Heron", "61.5"))
    [found] = [s for s in statements(made) if s.predicate is Predicate.EVALUATED_ON and s.subject == "model:heron"]
    assert [(e.quote, e.note) for e in found.evidence] == [("Heron\t61.5", "WaderBench: 61.5")]
