import pytest

from kg.core.lineage import NodeKind
from kg.store.catalogue import Entry
from kg.web.search import NameIndex

N = NodeKind


def entry(kind: NodeKind, *names: str, read: bool = True, used: int = 0) -> Entry:
    return Entry(f"https://example.org/{names[0]}", kind, names[0], names, read, used)


INDEX = NameIndex(
    [
        entry(N.DATASET, "Marshbirds", "Marsh Birds Corpus", used=3),
        entry(N.DATASET, "Marshbirds-100", used=1),
        entry(N.MODEL, "Quail-2"),
        entry(N.MODEL, "Quail-1"),
        entry(N.PAPER, "Quail-2: A Second Bird Model"),
        entry(N.PAPER, "Listening to Waders at Night, and Other Long Titles of Papers on Birds", read=False),
        entry(N.DATASET, "Ré-Écoute"),
        entry(N.DATASET, "C4"),
        entry(N.MODEL, "R+"),
    ]
)


def found(text: str, **options: object) -> list[str]:
    return [hit.entry.label for hit in INDEX.search(text, **options)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Marshbirds", "Marshbirds"),
        ("marsh-birds", "Marshbirds"),
        ("marshbrids", "Marshbirds"),
        ("mashbirds", "Marshbirds"),
        ("marsh birds corpse", "Marshbirds"),
        ("quail 1", "Quail-1"),
        ("second bird modell", "Quail-2: A Second Bird Model"),
        ("litsening to waders", "Listening to Waders at Night, and Other Long Titles of Papers on Birds"),
        ("waders listening night", "Listening to Waders at Night, and Other Long Titles of Papers on Birds"),
        ("nihgt waaders", "Listening to Waders at Night, and Other Long Titles of Papers on Birds"),
        ("birrd sceond", "Quail-2: A Second Bird Model"),
        ("re ecoute", "Ré-Écoute"),
        ("c4", "C4"),
        ("r+", "R+"),
    ],
)
def test_what_was_meant_comes_first(typed: str, meant: str) -> None:
    assert found(typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "zzzzzz", "c5", "\u202e", "x" * 100_000])
def test_what_is_like_nothing_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_each_thing_comes_once_by_its_best_name() -> None:
    hits = INDEX.search("marsh birds")
    assert [h.entry.label for h in hits].count("Marshbirds") == 1
    assert hits[0].score == 100


def test_the_end_of_one_word_and_the_start_of_the_next_are_no_name() -> None:
    index = NameIndex([entry(N.PAPER, "Judging LLM-as-a-Judge", read=False, used=9), entry(N.MODEL, "LLaMA", used=1)])
    assert [hit.entry.label for hit in index.search("llma")][:1] == ["LLaMA"]
    assert [hit.entry.label for hit in index.search("asajudge")] == ["Judging LLM-as-a-Judge"]


def test_one_slip_in_three_letters_is_forgiven_where_nothing_goes_by_them_and_the_first_is_right() -> None:
    index = NameIndex([entry(N.MODEL, "BERT"), entry(N.MODEL, "GPT"), entry(N.DATASET, "SST")])
    found = {typed: [hit.entry.label for hit in index.search(typed)] for typed in ("brt", "gtp", "ert", "sst")}
    assert found == {"brt": ["BERT"], "gtp": ["GPT"], "ert": [], "sst": ["SST"]}


def test_kinds_and_number_can_be_limited() -> None:
    assert found("quail", kinds=[N.PAPER]) == ["Quail-2: A Second Bird Model"]
    assert len(found("quail", limit=1)) == 1


def test_of_equals_the_one_that_more_papers_use_comes_first() -> None:
    assert found("marsh")[:2] == ["Marshbirds", "Marshbirds-100"]
