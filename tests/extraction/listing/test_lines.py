from kg.core.document import Document
from kg.extraction.listing.lines import lines_of
from tests.extraction.listing.tables import tabled


def lines(made: Document) -> list[tuple[tuple[str, ...], list[str], bool]]:
    (table,) = made.tables
    return [
        (line.headings, [made.quote(c) for c in line.cells], line.is_head)
        for line in sorted(lines_of(made, table), key=lambda line: line.is_head)
    ]


def test_columns_of_words_and_head_rows_are_lines() -> None:
    made = tabled(["Method", "Reed", "Marsh"], ["Quail", "1.0", "2.0 ± 0.1"], ["Heron", "3.0", "-"])
    assert lines(made) == [(("Method",), ["Quail", "Heron"], False), ((), ["Reed", "Marsh"], True)]


def test_rows_without_figures_label_others() -> None:
    made = tabled(["Method", "Reed"], ["Long-legged", ""], ["Quail", "1.0"], ["Heron", "2.0"])
    assert lines(made) == [(("Method",), ["Quail", "Heron"], False)]


def test_labels_that_stand_in_two_columns_are_one_line() -> None:
    made = tabled(["", "Method", "F1"], ["", "Quail", "1.0"], ["Heron", "19", "2.0"], ["Wader", "20", "3.0"])
    assert lines(made)[1][:2] == (("Method",), ["Quail", "Heron", "Wader"])


def test_a_table_of_words_is_none_of_results() -> None:
    assert lines(tabled(["Bird", "Call"], ["Quail", "wet my lips"], ["Heron", "fraank"])) == []


def test_one_row_is_no_list() -> None:
    assert lines(tabled(["Method", "F1"], ["Quail", "1.0"])) == []
