"""The whole road from a document to mentions, with the models that travel with kg."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.core.document import SectionKind
from kg.core.entity import EntityKind
from kg.documents.text import document_from_text
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.recognizer import find_mentions
from tests.made import document, told, with_table

D, M = EntityKind.DATASET, EntityKind.MODEL
LEXICON = Lexicon(
    [
        LexiconEntry("LLaMA", M, "LLaMA", "model:llama"),
        LexiconEntry("GLUE", D, "GLUE", "dataset:glue"),
        LexiconEntry("SNLI", D, "SNLI", "dataset:snli"),
        LexiconEntry("ImageNet", D, "ImageNet", "dataset:imagenet"),
        LexiconEntry("Adam", M, "Adam", "model:adam", ambiguous=True),
    ]
)
PATHS = pytest.mark.parametrize("quick", [True, False], ids=["quick", "full"])


def found(text: str, *, quick: bool) -> list[tuple[str, EntityKind]]:
    made = document_from_text(text, "text")
    mentions = find_mentions(made, LEXICON, quick=quick)
    assert all(made.quote(m.span) == m.surface for m in mentions)
    assert all(m.found_by and 0 <= m.score <= 1 for m in mentions)
    return [(m.surface, m.kind) for m in mentions]


@PATHS
def test_known_and_new_names_are_found(quick: bool) -> None:
    names = found("We evaluate LLaMA on the GLUE benchmark and on the WaderBench dataset.", quick=quick)
    assert names == [("LLaMA", M), ("GLUE", D), ("WaderBench", D)]


@PATHS
def test_a_list_holds_as_many_names_as_it_has(quick: bool) -> None:
    names = found("We evaluate on GLUE, SNLI and MarshQA. The MarshQA dataset is new.", quick=quick)
    assert [n for n, k in names if k is D] == ["GLUE", "SNLI", "MarshQA", "MarshQA"]


@PATHS
def test_further_sizes_lean_on_the_name_before(quick: bool) -> None:
    names = found("We train LLaMA-7B, 13B and 65B models on the GLUE dataset.", quick=quick)
    assert names[:3] == [("LLaMA-7B", M), ("13B", M), ("65B", M)]


@PATHS
def test_a_word_hung_on_a_name_is_no_part_of_it(quick: bool) -> None:
    assert found("We use ImageNet-pretrained weights.", quick=quick) == [("ImageNet", D)]


@PATHS
def test_optimisers_metrics_and_hardware_are_no_names(quick: bool) -> None:
    text = "We use the Adam optimizer on eight V100 GPUs in PyTorch and report BLEU and F1."
    assert found(text, quick=quick) == []


@PATHS
def test_the_bibliography_is_not_searched(quick: bool) -> None:
    made = document(("References", SectionKind.REFERENCES, ["Wang. GLUE: a benchmark."]))
    assert find_mentions(made, LEXICON, quick=quick) == []


def test_mentions_say_who_found_them() -> None:
    mentions = find_mentions(told("We evaluate LLaMA on the GLUE benchmark.", "GLUE is hard."), LEXICON)
    for mention in mentions:
        assert "gazetteer" in mention.found_by
        assert "crf" in mention.found_by or "network" in mention.found_by
        assert mention.canonical in ("LLaMA", "GLUE")


def test_an_abbreviation_is_found_with_its_long_form() -> None:
    made = told("We built the Marsh Bird Corpus (MBC), a new dataset.", "All models are trained on MBC.")
    mentions = find_mentions(made, LEXICON, {"MBC": "Marsh Bird Corpus"})
    assert [m.surface for m in mentions if m.surface == "MBC"] == ["MBC", "MBC"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "on",
                "LLaMA",
                "GLUE",
                "dataset",
                ",",
                "(",
                ")",
                "and",
                "-",
                "7B",
                "\n\n",
                "X" * 70,
                "é",
                "漢",
                "+",
                "\x00",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_give_mentions_in_order_without_overlaps(words: list[str]) -> None:
    made = document_from_text(" ".join(words), "text")
    mentions = find_mentions(made, LEXICON)
    assert all(made.quote(m.span) == m.surface for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert find_mentions(made, LEXICON) == mentions


@PATHS
@pytest.mark.parametrize("text", ["", " ", "\n", "a", "Ω", "(" * 500, "LLaMA" * 200])
def test_odd_texts_come_through(text: str, quick: bool) -> None:
    found(text, quick=quick)


@PATHS
def test_versions_that_a_slash_joins_are_two(quick: bool) -> None:
    names = found("We evaluate on the MarshQA 1.1/2.0 datasets. MarshQA is a dataset of questions.", quick=quick)
    assert [n for n, k in names if k is D][:2] == ["MarshQA 1.1", "2.0"]


@PATHS
def test_a_list_of_lines_is_no_name(quick: bool) -> None:
    names = found("We evaluate LLaMA on the datasets\nGLUE\nSNLI\nin this order.", quick=quick)
    assert names == [("LLaMA", M), ("GLUE", D), ("SNLI", D)]


@PATHS
def test_organisations_and_metrics_are_no_names_whoever_proposes_them(quick: bool) -> None:
    names = [n for n, _ in found("OpenAI reports METEOR. OpenAI uses METEOR on SNLI. We report METEOR.", quick=quick)]
    assert "OpenAI" not in names
    assert "METEOR" not in names


@PATHS
@pytest.mark.parametrize("name", ["Street View", "Switchboard", "Penn"])
def test_english_words_need_a_second_sign(name: str, quick: bool) -> None:
    lexicon = Lexicon([LexiconEntry(name, D, name, "dataset:x", ambiguous=True)])

    def of(text: str) -> list[str]:
        made = document_from_text(text, "text")
        return [m.surface for m in find_mentions(made, lexicon, quick=quick)]

    assert of(f"A picture of the {name} was shown to the operator of the shop.") == []
    assert any(name in n for n in of(f"We train and evaluate on the {name} corpus, and on the {name} dataset."))


@PATHS
def test_only_what_nobody_proposes_where_it_stands_is_a_repeat(quick: bool) -> None:
    made = document_from_text("We evaluate on the WaderBench dataset. WaderBench is hard. We like WaderBench.", "text")
    for mention in find_mentions(made, LEXICON, quick=quick):
        assert "repeat" not in mention.found_by or mention.found_by == ("repeat",)


@PATHS
def test_a_size_keeps_no_bracket_that_opens_before_its_name(quick: bool) -> None:
    assert ("LLaMA 65B", M) in found("We train a large model (as large as LLaMA 65B) on GLUE.", quick=quick)


@PATHS
@pytest.mark.parametrize("text", ["We follow the baseline (arXiv v3, appendix).", "arXiv [cs.CL] 12 May 2020"])
def test_the_stamp_of_a_preprint_names_no_data(text: str, quick: bool) -> None:
    lexicon = Lexicon([LexiconEntry("arXiv", D, "arXiv", "dataset:arxiv")])
    assert find_mentions(document_from_text(text, "text"), lexicon, quick=quick, broad=True) == []


@PATHS
def test_a_table_of_results_names_what_its_rows_are(quick: bool) -> None:
    made = with_table(
        told("We compare our model with LLaMA on the GLUE benchmark.", "QuailNet is a neural network."),
        "Table 1: Results on GLUE.",
        ("Model", "GLUE"),
        ("LLaMA", "71.0"),
        ("ReedPoint", "72.0"),
        ("QuailNet", "73.0"),
    )
    mentions = find_mentions(made, LEXICON, quick=quick)
    assert [(m.kind, m.found_by) for m in mentions if m.surface == "ReedPoint"] == [(M, ("rule:listed",))]
