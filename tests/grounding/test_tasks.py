import pytest

from kg.grounding.tasks import stem_of_task, without_task


@pytest.mark.parametrize(
    ("task", "data"),
    [
        ("DiDeMoVT2ARetrieval", "DiDeMo"),
        ("UCF101VideoAudioZeroShotClassification", "UCF101"),
        ("WebQAT2TRetrieval", "WebQ"),  # one letter short: only the title tells "A" of the data from "A" of audio
        ("SciFact", "SciFact"),
        ("XNLIV2", "XNLIV2"),
    ],
)
def test_the_stem_of_a_task_is_the_name_of_its_data(task: str, data: str) -> None:
    assert stem_of_task(task) == data


def test_a_name_that_is_nothing_but_a_task_stays() -> None:
    assert without_task("Retrieval") == "Retrieval"
    assert stem_of_task("STS") == "STS"
