from kg.core.document import SectionKind
from tests.made import document, told, with_table
from tests.statements.telling import stated


def roles(*said: str) -> set[str]:
    """The roles of Heron."""
    return {t[1] for t in stated(told(*said)) if t[0] == "paper" and t[2] == "model:heron"}


def test_a_model_that_is_run_here_is_used_however_often_others_are_set_against_it() -> None:
    said = ("We fine-tune Heron with care.", "Our system outperforms Heron.", "It is better than Heron.")
    assert roles(*said) == {"uses"}


def test_of_weak_signs_the_role_that_more_scenes_show_counts() -> None:
    assert roles("We choose Heron.", "Our system outperforms Heron.", "It is better than Heron.") == {"compares"}


def test_an_objective_or_cost_of_a_model_uses_no_model() -> None:
    assert "uses" not in roles("We consider an objective inspired by the one used in Heron.")
    assert "uses" not in roles("We compute the cost of training Heron.")


def test_a_table_alone_shows_a_comparison() -> None:
    made = with_table(told("Birds sing."), "Table 1: Accuracy.", ("Model", "Accuracy"), ("Heron", "61"))
    assert ("paper", "compares", "model:heron") in stated(made)


def test_numbers_reported_of_others_are_compared_with() -> None:
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, ["We report the baselines of Finch et al. (2020) named Heron."]),
        cited={"Finch et al. (2020)": "finch2020"},
    )
    assert {t[1] for t in stated(made) if t[2] == "model:heron"} == {"compares"}
