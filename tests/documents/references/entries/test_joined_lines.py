import pytest

from kg.documents.references.entries.joined_lines import joined_lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Herons. URL https://doi.org/10.18653/v1/p1", "9-1472."),
        ("Herons. URL https://doi.org/10", ".48550/arXiv.2305.14705."),
        ("Herons. doi: 10.48550", "/arXiv.2203.15556. URL https://doi.org/10.48550/arXiv.2203.15556."),
        ("Herons. doi: 10.18653/V1/2022.", "EMNLP-MAIN.804. URL https://herons.org."),
        ("Herons, 2024. URL https://arxiv.org/abs/2412.194", "37."),
        ("Herons, 2025. URL https://herons.org/index/learnin", "g-to-wade-with-2-legs/."),
    ],
)
def test_an_address_runs_over_the_end_of_a_line(before: str, after: str) -> None:
    assert joined_lines([before, after]) == before + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Herons. https://herons.org/data", "2019."),
        ("Herons. https://herons.org/data", "12-15."),
        ("Herons. https://herons.org/data", "(accessed 2019)."),
        ("Herons. https://herons.org/data", "and reeds."),
        ("Herons. doi: 10.1162/herons.2019.", "Counted at dusk."),
        ("Herons. https://arxiv.org/abs/2412.19437", "15."),
        ("Herons of the marsh, part", "9-1472."),
    ],
)
def test_what_is_no_part_of_an_address_keeps_its_line(before: str, after: str) -> None:
    assert joined_lines([before, after]) == f"{before}\n{after}"
