import pytest

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.definitions import as_defined

D, M = EntityKind.DATASET, EntityKind.MODEL


def kinds(text: str, name: str = "IG-1B", canonical: str | None = None) -> list[EntityKind]:
    """The kinds of all places of the name, which was taken for a model."""
    spans, at = [], text.find(name)
    while at >= 0:
        spans.append(Span(at, at + len(name)))
        at = text.find(name, at + 1)
    return [m.kind for m in as_defined(text, [Mention(s, name, M, ("crf",), 0.9, canonical) for s in spans])]


@pytest.mark.parametrize(
    "said",
    [
        "Instagram (IG-1B): Following [44], this is a dataset of images. IG-1B helps.",
        "IG-1B helps. IG-1B (Finch, 2020) is a large-scale, noisy corpus.",
        "We train on IG-1B, a new benchmark of birds. IG-1B helps.",
    ],
)
def test_a_name_that_is_called_data_anywhere_is_data_everywhere(said: str) -> None:
    assert kinds(said) == [D, D][: said.count("IG-1B")]


@pytest.mark.parametrize(
    "said",
    [
        "IG-1B is a model trained on a dataset of images.",
        "IG-1B, a pre-training approach whose corpus is large.",
        "IG-1B is a benchmark model.",
        "IG-1B is the best on the WaderQA dataset.",
    ],
)
def test_what_is_said_of_other_data_makes_none_of_the_model(said: str) -> None:
    assert kinds(said) == [M]


def test_a_known_model_stays_one() -> None:
    assert kinds("IG-1B is a dataset.", canonical="IG") == [M]
