import pytest

from kg.core.document import Block, BlockKind, Document, SourceFile, Table
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.columns import find_by_columns

D, M = EntityKind.DATASET, EntityKind.MODEL


def table(*rows: list[str]) -> Document:
    text, made = "", []
    for row in rows:
        cells = []
        for cell in row:
            cells.append(Span(len(text), len(text) + len(cell)) if cell else None)
            text += cell + "\t"
        text += "\n"
        made.append(tuple(cells))
    span = Span(0, len(text) - 1)
    return Document(
        source=SourceFile("invented.txt", "text/plain", "0" * 64),
        reader="text",
        title=None,
        text=text,
        blocks=(Block(BlockKind.TABLE, span),),
        sentences=(span,),
        tables=(Table(span, tuple(made), 1),),
    )


def found(made: Document) -> list[tuple[str, EntityKind]]:
    candidates = list(find_by_columns(made, [Span(0, len(made.text))]))
    assert all(made.quote(c.span) == c.surface for c in candidates)
    return [(c.surface, c.kind) for c in candidates]


def test_cells_under_a_head_that_says_so_name_data() -> None:
    made = table(["Dataset", "Size"], ["Marshbirds", "12"], ["ReedCorp [4]", "13"], ["", "1"], ["Wader-2", "14"])
    assert found(made) == [("Marshbirds", D), ("ReedCorp", D), ("Wader-2", D)]


def test_cells_under_a_head_of_models_name_models() -> None:
    assert found(table(["#", "Model"], ["1", "Quaily"], ["2", "QuailNet"])) == [("Quaily", M), ("QuailNet", M)]


@pytest.mark.parametrize("head", ["Method", "Task", "Dataset size", "Birds"])
def test_other_heads_say_nothing(head: str) -> None:
    assert found(table([head, "Size"], ["Marshbirds", "12"])) == []


@pytest.mark.parametrize("cell", ["12", "3.1", "all of the above", "Average", "reeds and birds of the marsh", "X" * 80])
def test_cells_that_hold_no_single_name_are_passed_over(cell: str) -> None:
    assert found(table(["Dataset", "Size"], [cell, "12"])) == []


def test_what_is_not_searched_is_not_found() -> None:
    assert list(find_by_columns(table(["Dataset"], ["Marshbirds"]), [])) == []
