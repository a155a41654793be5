import pytest

from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.listing.cells import CellName
from kg.extraction.listing.kinds import Listed, hinted_by_caption, kind_of
from kg.extraction.listing.lines import Line
from tests.extraction.listing.tables import D, M


def listed(
    *headings: str,
    found: list[EntityKind | None],
    cited: bool = False,
    is_head: bool = False,
    hinted: frozenset[EntityKind] = frozenset(),
) -> Listed | None:
    names = [CellName(Span(n, n + 1), f"Bird{n}", shaped=True, vouched=cited) for n in range(len(found))]
    line = Line(headings, tuple(n.span for n in names), is_head)
    return kind_of(line, names, found, hinted)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Dataset", D),
        ("Corpus", D),
        ("Benchmarks", D),
        ("Model", M),
        ("Base Model", M),
        ("Network", M),
        ("Detectors", M),
    ],
)
def test_a_heading_may_say_it_alone(heading: str, kind: EntityKind) -> None:
    assert listed(heading, found=[None, None]) == Listed(kind, headed=True, surely=True)


@pytest.mark.parametrize(("heading", "kind"), [("Method", M), ("GEC system", M), ("Approach", M), ("Task", D)])
def test_a_heading_that_half_says_it_needs_a_name_that_was_found(heading: str, kind: EntityKind) -> None:
    assert listed(heading, found=[None, None]) is None
    assert listed(heading, found=[kind, None]) == Listed(kind, headed=True)


@pytest.mark.parametrize("heading", ["Parameter", "Language", "# Layers", "Metric", "Optimizer"])
def test_headings_that_say_something_else_are_believed(heading: str) -> None:
    assert listed(heading, found=[M, M, M]) is None


def test_without_a_heading_two_names_tell() -> None:
    assert listed(found=[M, None]) is None
    assert listed(found=[M, M, None]) == Listed(M, headed=False)


def test_the_names_must_be_of_one_kind() -> None:
    assert listed(found=[M, M, D, None]) is None
    assert listed("Model", found=[D, D, M]) is None


def test_two_names_of_many_tell_little_unless_the_others_are_cited() -> None:
    many = [M, M, *[None] * 10]
    assert listed(found=many) is None
    assert listed(found=many, cited=True) == Listed(M, headed=True)


def test_a_hint_makes_one_name_enough() -> None:
    assert listed(found=[D, None]) is None
    assert listed(found=[D, None], hinted=frozenset({D})) == Listed(D, headed=False)
    assert listed(found=[D, None], hinted=frozenset({M})) is None


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("Table 1: Comparison with previous methods on birds.", {M}),
        ("Table 2: Results of our models.", {M}),
        ("Table 3: Statistics of the datasets.", {D}),
        ("Table 4: Birds by their song.", set()),
    ],
)
def test_captions_hint_at_what_rows_list(caption: str, kinds: set[EntityKind]) -> None:
    assert hinted_by_caption(caption) == kinds
