import pytest

from kg.core.document import Reference, SectionKind
from kg.core.statement import PAPER
from tests.made import document
from tests.statements.telling import OWN, stated

FINCH = Reference("finch2020", "Finch, A. 2020. Reeds.", title="Reeds", year=2020)


def evaluated(said: str) -> bool:
    """Whether the paper is taken to evaluate on WaderBench for this sentence in its experiments."""
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("4 Experiments", SectionKind.EXPERIMENTS, [said]),
        references=(FINCH,),
        cited={"Finch et al. (2020)": "finch2020"},
    )
    return (PAPER, "evaluates_on", "dataset:waderbench") in stated(made)


@pytest.mark.parametrize(
    "said",
    [
        "Finch et al. (2020) noted an improvement of 0.06 F1 on WaderBench.",
        "The increases in Finch et al. (2020) are 4 points of accuracy on WaderBench.",
        "Previous work has reported improvements of 0.3 F1 on WaderBench.",
        "Earlier neural approaches mostly report results on WaderBench.",
    ],
)
def test_what_others_are_told_to_have_measured_is_no_evaluation_of_the_paper_s(said: str) -> None:
    assert not evaluated(said)


@pytest.mark.parametrize(
    "said",
    [
        "Results on WaderBench improve by 0.06 F1.",
        "We follow Finch et al. (2020) and report results on WaderBench.",
        "Our results on WaderBench are above those that previous work has reported.",
        "Results on WaderBench are better than those of previous work.",
    ],
)
def test_what_is_measured_here_beside_others_is(said: str) -> None:
    assert evaluated(said)


@pytest.mark.parametrize(
    "said",
    [
        "On WaderBench, our model establishes a new state of the art.",
        "On the WaderBench translation task, the proposed method reaches 41 points.",
        "To evaluate the performance of our method, we use the WaderBench dataset.",
        "We conduct experiments using the WaderBench dataset.",
        "We apply our system to WaderBench.",
        "Question answering: we use the WaderBench data.",
        "We use data from WaderBench.",
    ],
)
def test_a_method_that_is_tried_on_data_is_evaluated_on_them(said: str) -> None:
    assert evaluated(said)


@pytest.mark.parametrize(
    "said",
    [
        "To evaluate our method, we do not use WaderBench.",
        "We use WaderBench to build a lexicon.",
        "We use embeddings of WaderBench.",
        "We use the parser of WaderBench.",
        "On WaderBench, earlier methods reach 41 points.",
        "On WaderBench, birds were counted twice.",
        "The task, WaderQA, is made from WaderBench.",
    ],
)
def test_data_that_serve_something_else_are_not(said: str) -> None:
    assert not evaluated(said)
