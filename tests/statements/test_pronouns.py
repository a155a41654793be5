import pytest

from kg.core.document import SectionKind
from tests.made import document, told
from tests.statements.telling import stated

HERON = ("model:heron", "trained_on", "dataset:marshbirds")


@pytest.mark.parametrize(
    "sentences",
    [
        ("Heron has 28 layers.", "It was pre-trained on Marshbirds."),
        ("The Heron is larger than Quail-1.", "It is trained for long on Marshbirds."),
        ("We directly use the released Heron.", "This model was trained on ten hours of Marshbirds."),
    ],
)
def test_it_is_the_model_of_the_sentence_before(sentences: tuple[str, ...]) -> None:
    assert HERON in stated(told(*sentences))


@pytest.mark.parametrize(
    "sentences",
    [
        ("We compare Heron and Quail-1.", "It was pre-trained on Marshbirds."),
        ("Heron has 28 layers.", "Birds sing.", "It was pre-trained on Marshbirds."),
        ("Heron has 28 layers.", "It was not pre-trained on Marshbirds."),
        ("Heron has 28 layers.", "It could be trained on Marshbirds."),
        ("Heron has 28 layers.", "It was evaluated on Marshbirds."),
    ],
)
def test_nothing_is_said_where_it_is_not_plain_whom_it_means(sentences: tuple[str, ...]) -> None:
    assert HERON not in stated(told(*sentences))


def test_a_new_section_begins_anew() -> None:
    made = document(
        ("2 Models", SectionKind.METHOD, ["Heron has 28 layers."]),
        ("3 Data", SectionKind.METHOD, ["It was pre-trained on Marshbirds."]),
    )
    assert HERON not in stated(made)
