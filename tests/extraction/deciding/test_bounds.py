import pytest

from kg.core.spans import Span
from kg.extraction.deciding.bounds import names_within
from kg.extraction.tagging.words import words_in


def names(text: str) -> list[str]:
    (words,) = words_in(text, Span(0, len(text)))
    return [text[words.starts[a] : words.ends[b - 1]] for a, b in names_within(words, 0, len(words))]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("MarshQA", ["MarshQA"]),
        ("MarshQA, ReedSet", ["MarshQA", "ReedSet"]),
        ("Marsh Books + Reed News", ["Marsh Books", "Reed News"]),
        ("BERT-like", ["BERT"]),
        ("ImageNet-pretrained", ["ImageNet"]),
        ("Quail-base", ["Quail-base"]),
        ("Duck+Goose", ["Duck+Goose"]),
        ("Structured Nets (SN", ["Structured Nets", "SN"]),
        ("state-of-the-art", ["state-of-the-art"]),
        ("MarshQA² ReedSet†", ["MarshQA", "ReedSet"]),
        (",", []),
    ],
)
def test_what_a_tagger_runs_together_is_parted(run: str, expected: list[str]) -> None:
    assert names(run) == expected
