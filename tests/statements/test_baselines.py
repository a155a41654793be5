from dataclasses import replace

import pytest

from kg.core.document import Citation, Reference, SectionKind
from kg.core.spans import Span
from kg.core.statement import PAPER
from tests.made import document, with_table
from tests.statements.telling import OWN, stated

BASELINES = ("The baselines sing.", "A baseline is simple.", "We like baselines.")
COMPARED = "Our model is better than Heron."


def roles_of_heron(*said: str, table=(), kind=SectionKind.EXPERIMENTS, **given) -> set[str]:
    made = document(("1 Introduction", SectionKind.INTRODUCTION, [OWN]), ("4 Experiments", kind, list(said)), **given)
    if table:
        made = with_table(made, *table)
    return {p for s, p, o in stated(made) if (s, o) == (PAPER, "model:heron")}


def test_what_a_paper_with_baselines_compares_with_it_runs() -> None:
    assert roles_of_heron(*BASELINES, COMPARED) == {"uses"}


@pytest.mark.parametrize(
    "said",
    [
        (COMPARED,),
        (*BASELINES[:2], COMPARED),
        (*BASELINES, COMPARED, *("We take the numbers reported by others.",) * 4),
    ],
)
def test_what_others_report_is_compared_with(said: tuple[str, ...]) -> None:
    assert roles_of_heron(*said) == {"compares"}


def test_what_is_said_outside_experiments_shows_no_run() -> None:
    assert roles_of_heron(*BASELINES, COMPARED, kind=SectionKind.METHOD) == {"compares"}


def test_a_citation_in_a_table_tells_whose_results_they_are() -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("4 Experiments", SectionKind.EXPERIMENTS, [*BASELINES, COMPARED]),
        references=(Reference("7", "Finch. Birds."),),
    )
    made = with_table(made, "Table 1: Accuracy.", ("Model", "Score"), ("Heron [7]", "61"), ("Quail-2", "62"))
    at = made.text.index("[7]")
    cited = replace(made, citations=(Citation(Span(at, at + 3), "7"),))
    assert (PAPER, "compares", "model:heron") in stated(cited)
    assert (PAPER, "uses", "model:heron") in stated(made)
