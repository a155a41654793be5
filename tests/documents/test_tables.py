from kg.core.document import Block, BlockKind, Table
from kg.core.spans import Span
from kg.documents.tables import tables_of


def _laid_out(*pieces: tuple[BlockKind, str]) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for kind, words in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words
    return text, blocks


def _tables(*pieces: tuple[BlockKind, str]) -> tuple[str, tuple[Table, ...]]:
    text, blocks = _laid_out(*pieces)
    return text, tables_of(text, blocks)


def _caption(text: str, table: Table) -> str | None:
    return None if table.caption is None else text[table.caption.start : table.caption.end]


def _head_rows(text: str) -> int:
    return _tables((BlockKind.TABLE, text))[1][0].head_rows


def test_empty_cells_keep_their_place() -> None:
    text, (table,) = _tables((BlockKind.TABLE, "\tBirds\tFrogs\nQuail-1\t\t0.4"))
    assert [[c and text[c.start : c.end] for c in row] for row in table.rows] == [
        [None, "Birds", "Frogs"],
        ["Quail-1", None, "0.4"],
    ]


def test_the_rows_above_the_first_number_are_the_head() -> None:
    assert _head_rows("Model\tMarshBirds\t\n\tdev\ttest\nQuail-1\t81.2\t80.1") == 2
    assert _head_rows("Model\tKind\nQuail-1\tsmall\nQuail-2\tlarge") == 1


def test_a_label_over_a_group_of_rows_is_not_of_the_head() -> None:
    assert _head_rows("Model\tF1\tEM\nOur models\t\t\nQuail-1\t81.2\t80.1") == 1


def test_years_over_fractions_are_a_head_and_a_table_of_numbers_alone_has_none() -> None:
    assert _head_rows("Model\t2019\t2020\nQuail-1\t81.2\t80.1") == 1
    assert _head_rows("Quail-1\t81.2\t80.1\nQuail-2\t82.2\t80.9") == 0


def test_each_table_has_the_caption_on_the_side_that_the_paper_keeps_to() -> None:
    text, tables = _tables(
        (BlockKind.TABLE, "A\t1\nB\t2"),
        (BlockKind.CAPTION, "Table 1: One."),
        (BlockKind.TABLE, "C\t1\nD\t2"),
        (BlockKind.CAPTION, "Table 2: Two."),
    )
    assert [_caption(text, t) for t in tables] == ["Table 1: One.", "Table 2: Two."]
    text, tables = _tables(
        (BlockKind.CAPTION, "Table 1: One."),
        (BlockKind.TABLE, "A\t1\nB\t2"),
        (BlockKind.CAPTION, "Table 2: Two."),
        (BlockKind.TABLE, "C\t1\nD\t2"),
    )
    assert [_caption(text, t) for t in tables] == ["Table 1: One.", "Table 2: Two."]


def test_a_caption_of_a_figure_is_no_tables() -> None:
    text, (table,) = _tables((BlockKind.CAPTION, "Figure 3: Birds."), (BlockKind.TABLE, "A\t1\nB\t2"))
    assert _caption(text, table) is None


def test_parts_of_one_table_share_its_caption() -> None:
    text, tables = _tables(
        (BlockKind.CAPTION, "Table 1: One."), (BlockKind.TABLE, "A\t1\nB\t2"), (BlockKind.TABLE, "C\t1\nD\t2")
    )
    assert [_caption(text, t) for t in tables] == ["Table 1: One.", "Table 1: One."]
