import pytest

from kg.core.entity import EntityKind
from kg.grounding.alike import misspelled
from kg.grounding.registry import Registry
from tests.grounding.worlds import DATASET, MODEL, known

NAMES = Registry(
    tuple(
        sorted(
            (
                known(MODEL, "ReedNet"),
                known(MODEL, "WadeXt"),
                known(DATASET, "Marshpedia"),
                known(DATASET, "WadersQA"),
                known(DATASET, "Snipe12"),
            ),
            key=lambda e: e.id,
        )
    ),
    (),
    (),
)


@pytest.mark.parametrize(
    ("name", "kind", "meant"),
    [
        ("Marshpeida", DATASET, True),  # neighbours exchanged
        ("Marshhpedia", DATASET, True),  # a letter doubled
        ("Marshpdia", DATASET, False),  # nine letters and one too few
        ("Marshmedia", DATASET, False),  # another letter
        ("Marshpedias", DATASET, False),  # one at the end
        ("ReedNeXt", MODEL, False),  # a capital more
        ("ReddNet", MODEL, False),
        ("Snipe13", DATASET, False),
        ("Snippe12", DATASET, True),
        ("Marshpedia", MODEL, False),  # another kind
        ("Wade", MODEL, False),
    ],
)
def test_only_a_slip_of_the_pen_is_forgiven(name: str, kind: EntityKind, meant: bool) -> None:
    assert bool(misspelled(name, kind, NAMES)) is meant
