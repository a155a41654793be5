import pytest

from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.coordination import COORDINATED, with_coordinated


def added(text: str, *found: tuple[str, EntityKind], score: float = 0.9) -> set[tuple[str, EntityKind]]:
    mentions = [Mention(Span(text.index(s), text.index(s) + len(s)), s, kind, ("crf",), score) for s, kind in found]
    made = with_coordinated(text, mentions, [Span(0, len(text))])
    assert all(text[m.span.start : m.span.end] == m.surface for m in made)
    return {(m.surface, m.kind) for m in made if m.found_by == (COORDINATED,)}


D, M = EntityKind.DATASET, EntityKind.MODEL


@pytest.mark.parametrize(
    ("text", "found", "names"),
    [
        (
            "We like HeronNet [1], QuailNet [2], and RailBERT [3].",
            (("HeronNet", M), ("QuailNet", M)),
            {("RailBERT", M)},
        ),
        ("We like HeronNet [1], QuailNet [2], and Rails [3].", (("HeronNet", M), ("QuailNet", M)), {("Rails", M)}),
        ("We test on WaderQA (Finch, 2020) and ReedQA (Rail, 2021).", (("WaderQA", D),), {("ReedQA", D)}),
        ("Language models, such as HeronNet [1] and QuailNet [2], sing.", (), {("HeronNet", M), ("QuailNet", M)}),
        ("We use two data sets, namely WaderQA and Reed Calls.", (), {("WaderQA", D), ("Reed Calls", D)}),
        ("Our corpora include WaderQA and ReedQA.", (), {("WaderQA", D), ("ReedQA", D)}),
        ("We took LDC2099E18.", (), {("LDC2099E18", D)}),
        ("All click data, namely WaderClick, are ours.", (), {("WaderClick", D)}),
        ("• WaderQA (WQ): This dataset is small.", (), {("WaderQA", D)}),
    ],
)
def test_lists_and_plain_words_tell_what_a_name_is(text, found, names) -> None:
    assert added(text, *found) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We like HeronNet [1] and QuailNet.", (("HeronNet", M),)),
        ("We like HeronNet [1], QuailNet [2], RailBERT [3] and MoorNet [4].", (("HeronNet", M),)),
        ("We like HeronNet [1], WaderQA [2] and RailBERT [3].", (("HeronNet", M), ("WaderQA", D))),
        ("We like HeronNet [1] and Birds [2].", (("HeronNet", M),)),
        ("We like HeronNet [1] and LSTM [2].", (("HeronNet", M),)),
        ("Language models, such as HeronNet, sing.", ()),
        ("Methods, such as HeronNet [1], sing.", ()),
        ("We use two data sets, namely small ones.", ()),
    ],
)
def test_nothing_is_added_where_they_do_not(text, found) -> None:
    assert added(text, *found) == set()


def test_a_doubtful_name_vouches_for_no_other() -> None:
    assert added("We like HeronNet [1] and QuailNet [2].", ("HeronNet", M), score=0.5) == set()


def test_what_is_not_searched_bears_no_name() -> None:
    text = "We use two data sets, namely WaderQA and ReedQA."
    assert with_coordinated(text, [], [Span(0, 10)]) == []
