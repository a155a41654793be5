import pytest

from kg.core.entity import EntityKind, entity_id
from tests.made import told, with_table
from tests.statements.telling import stated

BENCH, QA = entity_id(EntityKind.DATASET, "WaderBench"), entity_id(EntityKind.DATASET, "WaderQA")
HAS = (BENCH, "has_part", QA)
KNOWN = {BENCH: frozenset({QA})}


@pytest.mark.parametrize(
    "said", ["We report WaderQA and Reedcalls in WaderBench.", "Of WaderBench we like WaderQA.", "WaderBench: WaderQA."]
)
def test_a_known_part_named_with_its_whole_is_its_part(said: str) -> None:
    assert HAS in stated(told(said), parts=KNOWN)


@pytest.mark.parametrize("said", ["WaderBench is hard. WaderQA sings.", "WaderBench without WaderQA is hard."])
def test_not_apart_from_it_or_taken_out(said: str) -> None:
    assert HAS not in stated(told(*said.split(". ")), parts=KNOWN)


def test_a_table_on_the_whole_names_its_parts() -> None:
    made = with_table(told("They sing."), "Table 1: WaderBench results.", ("Model", "WaderQA"), ("Quail-2", "3.1"))
    assert HAS in stated(made, parts=KNOWN)
    assert HAS not in stated(made)
