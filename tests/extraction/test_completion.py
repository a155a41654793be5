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
        ("We run Quail (7B, 13B, and 65B).", "Quail", M, ["Quail", "7B", "13B", "65B"]),
        ("We run Quail (7B tokens).", "Quail", M, ["Quail"]),
        ("Quail-Large, -Base and -3B", "Quail-Large", M, ["Quail-Large", "Base", "3B"]),
        ("Quail-50, 101 and 152 are run", "Quail-50", M, ["Quail-50", "101", "152"]),
        ("Quail-50 and 16 machines", "Quail-50", M, ["Quail-50"]),
        ("on MARSH-10/100 we", "MARSH-10", D, ["MARSH-10", "100"]),
        ("on MARSH-10 and -100 we", "MARSH-10", D, ["MARSH-10", "100"]),
        ("on MARSH-10 and 100 birds", "MARSH-10", D, ["MARSH-10"]),
        ("on MARSH 2007 and 2012 we", "MARSH 2007", D, ["MARSH 2007", "2012"]),
        ("on MarshQA 1.1/2.0 we", "MarshQA 1.1/2.0", D, ["MarshQA 1.1", "2.0"]),
        ("on MarshQA v1.1/v2.0 we", "MarshQA v1.1/v2.0", D, ["MarshQA v1.1", "v2.0"]),
        ("on MarshQA 1.1/2.0 we", "MarshQA", D, ["MarshQA 1.1", "2.0"]),
        ("on MarshQA 1.1/2.0% we", "MarshQA", D, ["MarshQA"]),
        ("Quail-18/34/50 run", "Quail-18/34/50", M, ["Quail-18", "34", "50"]),
        ("Quail-7B and 13Bits", "Quail-7B", M, ["Quail-7B"]),
        ("Quail-3.5/4 answers", "Quail-3.5/4", M, ["Quail-3.5", "4"]),
        ("Quail-3.5/4 answers", "Quail-3", M, ["Quail-3.5", "4"]),
        ("See Quail-3. 5 answer", "Quail-3", M, ["Quail-3"]),
        ("Quailv3/v4 answers", "Quailv3", M, ["Quailv3", "v4"]),
        ("Quail-3.5 and 4 machines", "Quail-3.5", M, ["Quail-3.5"]),
        ("Quail-3/4-bit answers", "Quail-3", M, ["Quail-3"]),
        ("the 7B, 13B and 65B Quail models", "Quail", M, ["7B", "13B", "65B", "Quail"]),
        ("the 7B, 13B and 65B Quail models", "65B Quail", M, ["7B", "13B", "65B Quail"]),
        ("the base and large Quail", "Quail", M, ["base", "large", "Quail"]),
        ("for 7B and 13B tokens, Quail", "Quail", M, ["Quail"]),
        ("the 7B Quail", "Quail", M, ["Quail"]),
        ("the 7B and 13B MarshQA", "MarshQA", D, ["MarshQA"]),
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


def test_another_version_stands_for_another_thing() -> None:
    text = "on MarshQA 1.1/2.0 and MARSH-10/100 we"
    found = completed(
        text, [mention(text, "MarshQA 1.1/2.0", D, "MarshQA 1.1"), mention(text, "MARSH-10", D, "MARSH-10")]
    )
    assert [(m.surface, m.canonical) for m in found] == [
        ("MarshQA 1.1", None),
        ("2.0", "MarshQA 2.0"),
        ("MARSH-10", "MARSH-10"),
        ("100", "MARSH-100"),
    ]


def test_no_mentions_stay_none() -> None:
    assert completed("nothing here", []) == []


@pytest.mark.parametrize(("first", "second", "named"), [("Quail-3.5", "4", "Quail-4"), ("Quailv3", "4", "Quailv4")])
def test_a_further_edition_of_a_model_is_another_model(first: str, second: str, named: str) -> None:
    text = f"We ask {first}/{second} today."
    assert completed(text, [mention(text, first, M, "Quail")])[1].canonical == named
