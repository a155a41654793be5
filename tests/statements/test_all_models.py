import pytest

from tests.made import told
from tests.statements.telling import OWN, stated

RUN = "We also run Heron for an hour."


def trained_on_marshbirds(*sentences: str) -> set[str]:
    return {t[0] for t in stated(told(OWN, *sentences)) if t[1:] == ("trained_on", "dataset:marshbirds")}


@pytest.mark.parametrize(
    "said", ["All models are trained on Marshbirds.", "All of the LMs were trained on Marshbirds."]
)
def test_all_models_are_those_that_the_paper_runs(said: str) -> None:
    assert trained_on_marshbirds(RUN, said) == {"model:heron", "model:quail2"}


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (RUN, "Our model is trained on Marshbirds."),
        ("It is better than Heron.", "All models are trained on Marshbirds."),
        (RUN, "Not all models are trained on Marshbirds."),
    ],
)
def test_whom_it_merely_compares_with_others_trained(run: str, said: str) -> None:
    assert "model:heron" not in trained_on_marshbirds(run, said)
