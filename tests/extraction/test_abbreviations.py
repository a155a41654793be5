import pytest

from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder


def found(text: str) -> dict[str, str]:
    return abbreviation_finder().find(document_from_text(text, "text"))


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("We use the Wide Marsh Reading Corpus (WMRC).", "WMRC", "Wide Marsh Reading Corpus"),
        ("the colossal clean crawled corpus (C4) is large", "C4", "colossal clean crawled corpus"),
        ("the Colossal Clean Crawled Corpus (C4) is large", "C4", "Colossal Clean Crawled Corpus"),
        ("a Text-to-Text Transfer Transformer (T5) is run", "T5", "Text-to-Text Transfer Transformer"),
        ("Canadian Institute For Advanced Research (CIFAR-10)", "CIFAR-10", "Canadian Institute For Advanced Research"),
        (
            "bidirectional encoder representations from transformers (BERT; Devlin et al., 2019)",
            "BERT",
            "bidirectional encoder representations from transformers",
        ),
        (
            "Bidirectional Encoder Representations from Transformers (BERT [4]) is run",
            "BERT",
            "Bidirectional Encoder Representations from Transformers",
        ),
        (
            "Quiet Encoder Representations for Marshes (QERM; Devlin et al., 2019)",
            "QERM",
            "Quiet Encoder Representations for Marshes",
        ),
        (
            "the Multi-Genre Natural Language Inference corpus (MultiNLI, MNLI)",
            "MNLI",
            "Multi-Genre Natural Language Inference",
        ),
        (
            "the Multi-Genre Natural Language Inference corpus (MultiNLI, MNLI)",
            "MultiNLI",
            "Multi-Genre Natural Language Inference",
        ),
    ],
)
def test_a_short_form_is_tied_to_what_it_stands_for(text: str, short: str, long: str) -> None:
    assert found(text).get(short) == long


@pytest.mark.parametrize(
    "text",
    ["We ran it for an hour (GPU).", "reeds grow (BERT; Devlin et al., 2019)", "as shown (C4)", "the cost (T5) fell"],
)
def test_words_that_do_not_begin_with_its_letters_are_no_long_form(text: str) -> None:
    assert found(text) == {}
