import pytest

from kg.core.entity import EntityKind
from kg.extraction.lexicon import Lexicon, LexiconEntry


def entry(spelling: str, *, ambiguous: bool = False, kind: EntityKind = EntityKind.DATASET) -> LexiconEntry:
    return LexiconEntry(spelling, kind, spelling, f"{kind.value}:{spelling.lower()}", ambiguous)


def surfaces(lexicon: Lexicon, text: str) -> list[str]:
    return [text[h.span.start : h.span.end] for h in lexicon.find(text)]


@pytest.mark.parametrize("spelling", ["Common Crawl", "CommonCrawl", "common-crawl", "Common\nCrawl", "COMMON CRAWL"])
def test_every_spelling_of_a_name_is_found(spelling: str) -> None:
    expected = [] if spelling.islower() else [spelling]  # two small words are not a name
    assert surfaces(Lexicon([entry("Common Crawl")]), f"We use {spelling} dumps.") == expected


def test_a_name_inside_a_word_is_not_found() -> None:
    assert surfaces(Lexicon([entry("ARC")]), "SEARCH and ARCs and MARC") == ["ARC"]  # the plural, not the others


def test_the_longest_name_wins() -> None:
    lexicon = Lexicon([entry("SQuAD"), entry("SQuAD 2.0")])
    assert surfaces(lexicon, "on SQuAD 2.0 and SQuAD") == ["SQuAD 2.0", "SQuAD"]


def test_digits_keep_names_apart() -> None:
    assert surfaces(Lexicon([entry("CIFAR-10")]), "CIFAR-100 is not CIFAR-10 nor CIFAR10") == ["CIFAR-10", "CIFAR10"]


def test_the_mark_of_a_footnote_is_no_digit_of_a_name() -> None:
    assert surfaces(Lexicon([entry("CIFAR-10"), entry("Reed"), entry("Reed 2")]), "CIFAR-10³, Reed²") == [
        "CIFAR-10",
        "Reed",
    ]


def test_a_sentence_end_does_not_join_a_name() -> None:
    assert surfaces(Lexicon([entry("Quail Reed")]), "We like Quail. Reed is here.") == []


def test_an_ambiguous_name_needs_its_own_letter_case() -> None:
    lexicon = Lexicon([entry("RACE", ambiguous=True)])
    assert surfaces(lexicon, "a race, a Race, and RACE") == ["RACE"]


def test_an_empty_lexicon_finds_nothing() -> None:
    assert surfaces(Lexicon([]), "C4") == []


def test_accents_and_ligatures_do_not_shift_offsets() -> None:
    assert surfaces(Lexicon([entry("Fisher")]), "éﬁ Fisher ﬁn Fisher") == ["Fisher", "Fisher"]


def test_names_of_which_known_models_bear_figures_may_bear_others() -> None:
    spelled = ["Plover", "Plover-2", "Heron", "Heron-50"]
    lexicon = Lexicon(LexiconEntry(n, EntityKind.MODEL, n, f"model:{n.lower()}") for n in spelled)
    assert (lexicon.is_versioned("plover"), lexicon.is_versioned("Plover-2")) == (True, False)
    assert not lexicon.is_versioned("Heron"), "fifty layers are no version"
