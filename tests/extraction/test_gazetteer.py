"""Known names with what stands behind them."""

import pytest

from kg.core.entity import EntityKind
from kg.extraction.gazetteer import find_known
from kg.extraction.lexicon import Lexicon, LexiconEntry

LEXICON = Lexicon(
    LexiconEntry(name, EntityKind.MODEL, name, f"model:{name.lower()}") for name in ("Plover", "Plover 2", "Heron")
)


def found(text: str) -> list[tuple[str, str | None]]:
    return [(c.surface, c.canonical) for c in find_known(text, LEXICON)]


@pytest.mark.parametrize("written", ["Plover-4", "Plover 4", "Plover-3.5", "Plover 3.5"])
def test_a_version_that_nobody_knows_is_another_model(written: str) -> None:
    assert found(f"We use {written} here.") == [(written, None)]


@pytest.mark.parametrize(
    ("written", "surface", "canonical"),
    [
        ("Plover-2", "Plover-2", "Plover 2"),
        ("Plover-7B", "Plover-7B", "Plover"),
        ("Plover-50", "Plover-50", "Plover"),
        ("Heron-4", "Heron-4", "Heron"),
        ("Plover 3 times", "Plover", "Plover"),
        ("Plover 20", "Plover", "Plover"),
        ("Plover 3%", "Plover", "Plover"),
        ("Plover 1-4", "Plover", "Plover"),
    ],
)
def test_a_size_a_count_or_a_known_version_is_not(written: str, surface: str, canonical: str) -> None:
    assert found(f"We use {written} here.") == [(surface, canonical)]
