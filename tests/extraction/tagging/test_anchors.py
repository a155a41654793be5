from kg.extraction.tagging.anchors import anchors_of, context_classes
from kg.extraction.tagging.forms import form_of


def anchors(sentence: str):
    words = sentence.split()
    return words, anchors_of(words, [form_of(w) for w in words])


def test_all_names_of_a_list_hang_on_the_same_words() -> None:
    words, found = anchors("trained on MarshQA , ReedSet-2 and Duck9 images")
    for name in ("MarshQA", "ReedSet-2", "Duck9"):
        at = words.index(name)
        assert (found.left[at], found.before_left[at], found.right[at]) == ("on", "trained", "images")


def test_citations_in_parentheses_are_passed_over() -> None:
    words, found = anchors("the MarshQA ( Fenn et al. , 2022 ) corpus helps")
    assert found.right[words.index("MarshQA")] == "corpus"


def test_a_parenthesis_that_is_never_closed_hides_nothing() -> None:
    words, found = anchors("the MarshQA ( corpus of reeds")
    assert found.right[words.index("MarshQA")] == "corpus"


def test_what_is_done_on_names_is_told_with_its_preposition() -> None:
    assert context_classes("on", "evaluated", "images") == ("", "eval-on")
    assert context_classes("the", "we", "encoder")[0] == "M"
