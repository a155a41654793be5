import pytest

from kg.core.statement import PAPER
from tests.made import told
from tests.statements.telling import stated


def roles(sentence: str) -> dict[str, str]:
    found = stated(told("Other things are said.", sentence))
    return {
        o: p for s, p, o in found if s == PAPER and p in {"uses", "compares", "mentions"} and o.startswith("model:")
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "We compare our parser with Quail-1, which is initialised from Heron.",
        "We compare with Quail-1 that was trained from Heron.",
        "Quail-1, which starts from Heron, is better than ours.",
    ],
)
def test_what_another_model_was_made_from_is_not_used_here(sentence: str) -> None:
    assert roles(sentence)["model:heron"] != "uses"


def test_what_the_authors_start_from_is_used() -> None:
    assert roles("We initialise our parser from Heron.") == {"model:heron": "uses"}
    assert roles("We compare with Quail-1, and our parser is initialised from Heron.")["model:heron"] == "uses"
