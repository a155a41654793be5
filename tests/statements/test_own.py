import pytest

from kg.core.statement import PAPER
from tests.made import told
from tests.statements.telling import stated


def introduced(*sentences: str) -> set[str]:
    return {o for s, p, o in stated(told(*sentences)) if (s, p) == (PAPER, "introduces")}


@pytest.mark.parametrize(
    "sentence",
    [
        "We introduce Quail-2, a new language model.",
        "This paper presents a new language model called Quail-2.",
        "We train an instruct model, Quail-2, on the data.",
        "The proposed Quail-2 model sings and the proposed Quail-2 learns.",
        "Our model, which we call Quail-2, sings.",
    ],
)
def test_what_authors_call_their_own_is_introduced(sentence: str) -> None:
    assert introduced(sentence) == {"model:quail2"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Our baseline Heron sings.",
        "We use few books in our pre-training data, i.e., Marshbirds and Reedcalls.",
        "Our evaluation data sets, namely Marshbirds, are small.",
        "Finch et al. introduce Heron.",
        "They proposed another deep network, i.e. Heron.",
        "We call them noisy because Marshbirds may be noisy.",
    ],
)
def test_what_they_merely_use_is_not(sentence: str) -> None:
    assert introduced(sentence) == set()
