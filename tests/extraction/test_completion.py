import pytest

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.completion import completed

D, M = EntityKind.DATASET, EntityKind.MODEL


def mention(text: str, surface: str, kind: EntityKind, canonical: str | None = None) -> Mention:
    start = text.index(surface)
    return Mention(Span(start, start + len(surface)), surface, kind, ("crf",), 0.8, canonical)


@pytest.mark.parametrize(
    ("text", "first", "kind", "expected"),
    [
        ("We run Quail-7B, 13B and 65B.", "Quail-7B", M, ["Quail-7B", "13B", "65B"]),
        ("We run Quail-7B, 13B, and 65B today.", "Quail-7B", M, ["Quail-7B", "13B", "65B"]),
        ("Quail-base and large differ.", "Quail-base", M, ["Quail-base", "large"]),
        ("on MarshQA 1.1/2.0 we", "MarshQA 1.1", D, ["MarshQA 1.1", "2.0"]),
        ("on MarshQA 1.1 and 2.0", "MarshQA 1.1", D, ["MarshQA 1.1", "2.0"]),
        ("on MarshQA 1.1 and 2.0%", "MarshQA 1.1", D, ["MarshQA 1.1"]),
        ("Quail and 13B tokens", "Quail", M, ["Quail"]),
        ("Quail-7B and 13Bits", "Quail-7B", M, ["Quail-7B"]),
    ],
)
def test_sizes_and_versions_lean_on_the_name_before(
    text: str, first: str, kind: EntityKind, expected: list[str]
) -> None:
    found = completed(text, [mention(text, first, kind)])
    assert [m.surface for m in found] == expected
    assert all(text[m.span.start : m.span.end] == m.surface for m in found)


def test_what_leans_stands_for_the_same_thing() -> None:
    text = "We run Quail-7B and 13B."
    known = completed(text, [mention(text, "Quail-7B", M, "Quail")])
    unknown = completed(text, [mention(text, "Quail-7B", M)])
    assert [m.canonical for m in known] == ["Quail", "Quail"]
    assert unknown[1].canonical == "Quail"
    assert unknown[1].found_by == ("completion",)
    assert unknown[1].score < unknown[0].score


def test_no_mentions_stay_none() -> None:
    assert completed("nothing here", []) == []
