import numpy as np

from kg.core.spans import Span
from kg.extraction.deciding.choice import chosen
from kg.extraction.deciding.decision import CLASSES
from kg.extraction.deciding.proposals import Proposal


def proposal(first: int, last: int, surface: str, stretch: int = 0, **canonical: str) -> Proposal:
    made = Proposal(stretch, first, last, Span(1000 * stretch + 10 * first, 1000 * stretch + 10 * last - 1), surface)
    made.canonical.update(canonical)
    return made


def table(*rows: dict[str, float]) -> np.ndarray:
    made = np.zeros((len(rows), len(CLASSES)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            made[number, CLASSES.index(name)] = value
        made[number, 0] += 1 - made[number].sum()
    return made


def test_of_overlapping_proposals_the_likeliest_bounds_stand() -> None:
    proposals = [proposal(0, 1, "Marsh"), proposal(0, 2, "Marsh Birds")]
    probabilities = table({"data": 0.2, "part of data": 0.7}, {"data": 0.8})
    assert [c.proposal.surface for c in chosen(proposals, probabilities)] == ["Marsh Birds"]


def test_what_is_unlikely_falls() -> None:
    assert chosen([proposal(0, 1, "Marsh")], table({"data": 0.1})) == []


def test_a_place_hears_the_other_places_of_its_name() -> None:
    places = [proposal(0, 1, "Marsh", stretch=n) for n in range(5)]
    alone = chosen(places[:1], table({"model": 0.3}))
    among = chosen(places, table({"model": 0.3}, *[{"model": 0.95}] * 4))
    assert len(alone) == 0
    assert len(among) == 5


def test_a_source_is_data_where_names_are_understood_broadly() -> None:
    proposals, probabilities = [proposal(0, 1, "Pondpedia")], table({"source": 0.7, "data": 0.1})
    assert chosen(proposals, probabilities) == []
    (found,) = chosen(proposals, probabilities, broad=True)
    assert found.kind == "D"


def test_an_architecture_is_a_model_only_where_its_name_is_known() -> None:
    probabilities = table({"architecture": 0.8})
    assert chosen([proposal(0, 1, "tree of reeds")], probabilities, broad=True) == []
    (found,) = chosen([proposal(0, 1, "Reedformer", M="Reedformer")], probabilities, broad=True)
    assert found.kind == "M"


def test_known_bounds_are_preferred_only_broadly() -> None:
    proposals = [proposal(0, 1, "Marsh", D="Marsh"), proposal(0, 2, "Marsh Birds")]
    probabilities = table({"data": 0.5}, {"data": 0.6})
    assert [c.proposal.surface for c in chosen(proposals, probabilities)] == ["Marsh Birds"]
    assert [c.proposal.surface for c in chosen(proposals, probabilities, broad=True)] == ["Marsh"]


def test_a_backbone_in_short_is_no_model() -> None:
    probabilities = table({"model": 0.9})
    assert chosen([proposal(0, 1, "R50-FPN")], probabilities, broad=True) == []
    assert len(chosen([proposal(0, 1, "R50-FPN", M="Reed 50")], probabilities, broad=True)) == 1
