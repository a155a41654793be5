from kg.core.spans import Span
from kg.extraction.tagging.forms import form_of
from kg.extraction.tagging.marks import Marks
from kg.extraction.tagging.name_list import NameList, heard_names
from kg.extraction.tagging.words import Words, words_in


def words(text: str) -> Words:
    (found,) = words_in(text, Span(0, len(text)))
    return found


def test_the_first_word_of_a_stretch_begins_and_the_others_are_inside() -> None:
    text = "on Marsh Bird Corpus here"
    marks = Marks([(Span(3, 20), "gD")]).of(words(text))
    assert marks == [(), ("BgD",), ("IgD",), ("IgD",), ()]


def test_several_finders_mark_a_word_in_alphabetical_order() -> None:
    text = "MarshQA"
    assert Marks([(Span(0, 7), "rD"), (Span(0, 7), "gD")]).of(words(text)) == [("BgD", "BrD")]


def test_nothing_marked_is_nothing_told() -> None:
    assert Marks([]).of(words("on reeds")) == [(), ()]


def test_a_listed_name_is_found_in_any_of_its_spellings() -> None:
    listed = NameList({"marsh10": "D", "marsh": "X"})
    for text in ("MARSH-10", "Marsh10", "Marsh 10"):
        found = listed.marks(words(text), [form_of(w) for w in words(text).forms])
        assert found[0] == ("BnD",)
    assert listed.marks(words("Marsh 11"), [form_of(w) for w in ("Marsh", "11")]) == [("BnX",), ()]


def test_the_shipped_list_tells_data_from_metrics() -> None:
    names = heard_names()
    assert names.marks(words("MNIST"), [form_of("MNIST")]) == [("BnD",)]
    assert names.marks(words("BLEU"), [form_of("BLEU")]) == [("BnE",)]
