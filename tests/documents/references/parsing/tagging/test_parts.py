from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parsing.identifiers import BLANK
from kg.documents.references.parsing.tagging.parts import Run, longest_run, runs_of, title_run, with_marks
from kg.documents.references.parsing.tagging.tokens import tokens_of


def labels(text: str, **parts: str) -> list[str]:
    """One label a token: that of the part in whose words it stands."""
    found = ["rest"] * len(tokens_of(text))
    for label, part in parts.items():
        start = text.index(part)
        for i, token in enumerate(tokens_of(text)):
            if start <= token.start < start + len(part):
                found[i] = label
    return found


def test_a_title_goes_on_across_a_word_of_another_kind() -> None:
    text = "Ada Fenwick. Herons of 1912 and after. Bird Press."
    given_labels = labels(text, author="Ada Fenwick", title="Herons of 1912 and after")
    given_labels[4] = "number"
    run = title_run(given_labels, tokens_of(text), text)
    assert run is not None
    assert text[slice(*run.bounds(tokens_of(text)))] == "Herons of 1912 and after"


def test_a_title_ends_with_the_bracket_that_it_opened() -> None:
    text = "Counting the waders (CTW 2.0). Bird Press."
    run = title_run(labels(text, title="Counting the waders (CTW"), tokens_of(text), text)
    assert run is not None
    assert text[slice(*with_marks(text, run.bounds(tokens_of(text))))] == "Counting the waders (CTW 2.0)"


def test_the_first_title_counts_where_other_text_follows_the_entry() -> None:
    text = "Herons at dawn. Bird Press, 2019. He then became a researcher of owls and other birds"
    found = labels(text, title="Herons at dawn", publisher="Bird Press", date="2019")
    found[6:] = ["title"] * len(found[6:])
    run = title_run(found, tokens_of(text), text)
    assert run == Run(0, 3)


def test_the_longest_run_is_the_first_of_equals() -> None:
    assert longest_run(["venue", "rest", "venue"], "venue") == Run(0, 1)
    assert longest_run(["rest"], "venue") is None


def test_addresses_and_thousands_are_single_tokens() -> None:
    text = "11,001 features, J. Birds 12,3 " + BLANK * 20 + ", 2019"
    assert [t.text for t in tokens_of(text)] == [
        "11,001", "features", "J", "Birds", "12", "3", BLANK * 20, "2019",
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.lists(st.sampled_from(["title", "date", "rest"]), max_size=30))
def test_runs_cover_what_has_their_label(names: list[str]) -> None:
    covered = [i for run in runs_of(names, "title") for i in range(run.first, run.end)]
    assert covered == [i for i, name in enumerate(names) if name == "title"]
