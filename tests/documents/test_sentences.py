import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.document import Block, BlockKind, Section, SectionKind
from kg.core.spans import Span
from kg.documents.sentences import _last_word, split_sentences


def _split(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, [Block(kind, Span(0, len(text)))])]


@pytest.mark.parametrize(
    "whole",
    [
        "Lark et al. (2019) count birds, e.g. quails, and others.",
        "See Fig. 3 and Eq. 2 of Sec. 4 for the 3.14 birds of C. W. Finch.",
        "We use the U.S. Census and approx. 3 million birds.",
        "Quail-1 vs. Quail-2, i.e. Lark et al. and Finch et al., are compared.",
        "Trained on MarshBirds v1.1 with Adam (lr. 0.1).",
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(whole: str) -> None:
    assert _split(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ("We count birds.", "They are few."),
        ("We count birds. ⁴,⁵", "They are few."),
        ("It was shown by Lark et al.", "However, few believe it."),
        ("Birds are few.¹", "We count them."),
        ("Birds are few. [12]", "We count them."),
        ("Are birds few?", "Yes!", "We counted."),
        ('He said "birds."', "She left."),
        ("We train on MarshBirds.", "[3] did so too."),
        ("(See Figure 2.)", "It is small."),
    ],
)
def test_sentences_end_where_they_end(parts: tuple[str, ...]) -> None:
    assert _split(" ".join(parts)) == list(parts)


def test_each_line_of_a_table_is_a_sentence() -> None:
    assert _split("Model\tBirds\n\nQuail\t7\n--\n", BlockKind.TABLE) == ["Model\tBirds", "Quail\t7"]


def test_headings_scraps_and_the_bibliography_have_none() -> None:
    text = "Heading. One.\nScrap. Two.\nLark, A. Birds. 2019."
    blocks = [
        Block(BlockKind.HEADING, Span(0, 13)),
        Block(BlockKind.OTHER, Span(14, 25)),
        Block(BlockKind.PARAGRAPH, Span(26, 47)),
    ]
    sections = [Section("References", SectionKind.REFERENCES, Span(26, 47))]
    assert split_sentences(text, blocks, sections) == ()


def test_sentences_never_cross_blocks_and_keep_to_the_text() -> None:
    text = "One bird and\n\ntwo birds. Three."
    blocks = [Block(BlockKind.PARAGRAPH, Span(0, 12)), Block(BlockKind.PARAGRAPH, Span(14, 31))]
    assert [text[s.start : s.end] for s in split_sentences(text, blocks)] == ["One bird and", "two birds.", "Three."]


@given(st.text(alphabet='ab.(“"[ \n\t)', max_size=12))
def test_the_last_word_stands_behind_white_space_and_opening_marks(text: str) -> None:
    found = re.search(r"[^\s(\[“\"]*$", text)
    assert found is not None
    assert _last_word(text) == found.group()
