from kg.core.document import SectionKind
from kg.core.entity import EntityKind
from kg.extraction.lexicon import Lexicon, LexiconEntry
from kg.extraction.witnesses import hear
from tests.made import document, told

D, M = EntityKind.DATASET, EntityKind.MODEL
LEXICON = Lexicon(
    [
        LexiconEntry("LLaMA", M, "LLaMA", "model:llama"),
        LexiconEntry("GLUE", D, "GLUE", "dataset:glue"),
        LexiconEntry("SNLI", D, "SNLI", "dataset:snli"),
        LexiconEntry("RACE", D, "RACE", "dataset:race", ambiguous=True),
    ]
)


def found(made, abbreviations=None) -> list[tuple[str, EntityKind]]:
    heard = hear(made, LEXICON, abbreviations or {}).accepted
    assert all(made.quote(c.span) == c.surface for c in heard)
    return [(c.surface, c.kind) for c in heard]


def test_a_size_belongs_to_the_name_of_its_family() -> None:
    mentions = hear(told("We run LLaMA-7B and LLaMA 65B."), LEXICON, {}).accepted
    assert [(m.surface, m.canonical) for m in mentions] == [("LLaMA-7B", "LLaMA"), ("LLaMA 65B", "LLaMA")]


def test_a_variant_is_a_name_of_its_own() -> None:
    mentions = hear(told("We run LLaMA-GQA here."), LEXICON, {}).accepted
    assert [(m.surface, m.canonical) for m in mentions] == [("LLaMA-GQA", None)]


def test_a_hyphenated_word_leaves_the_name_alone() -> None:
    assert found(told("A LLaMA-based system.")) == [("LLaMA", M)]


def test_an_unknown_dataset_is_found_by_the_noun_behind_it() -> None:
    assert found(told("We test on the WaderBench benchmark.", "WaderBench is hard.")) == [
        ("WaderBench", D),
        ("WaderBench", D),
    ]


def test_a_list_after_such_as_is_split() -> None:
    names = found(told("We use datasets such as MarshQA, ReedSet-2 and SNLI."))
    assert names == [("MarshQA", D), ("ReedSet-2", D), ("SNLI", D)]


def test_an_ambiguous_name_needs_a_second_sign() -> None:
    assert found(told("They won the RACE yesterday.")) == []
    assert found(told("We report on the RACE benchmark.")) == [("RACE", D)]


def test_an_ambiguous_name_is_confirmed_by_a_sure_one_beside_it() -> None:
    assert found(told("Scores rise with GLUE, RACE and more.")) == [("GLUE", D), ("RACE", D)]


def test_a_model_is_found_by_what_it_is_called() -> None:
    assert ("Quail-2", M) in found(told("We introduce Quail-2, a large language model for birds.", "Quail-2 is small."))


def test_task_names_and_hardware_are_no_names() -> None:
    assert found(told("We train on NLP tasks with GPU clusters and the NLI dataset.")) == []


def test_the_bibliography_is_not_searched() -> None:
    made = document(("References", SectionKind.REFERENCES, ["Wang. GLUE: a benchmark."]))
    assert found(made) == []


def test_a_long_form_that_names_a_corpus_makes_its_short_form_one() -> None:
    made = told("The Marsh Bird Corpus (MBC) is new.", "MBC helps.")
    assert ("MBC", D) in found(made, {"MBC": "Marsh Bird Corpus"})
