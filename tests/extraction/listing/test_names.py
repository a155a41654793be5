from itertools import pairwise

import pytest

from kg.core.document import Document
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.extraction.candidates import Candidate
from kg.extraction.listing.names import LISTED, with_listed
from kg.extraction.witnesses import Witnesses
from tests.extraction.listing.tables import D, M, heard_all, mentioned, tabled

FOUND = (("QuailNet", M), ("HeronNet", M))


def added(made: Document, *found: tuple[str, EntityKind]) -> list[tuple[str, EntityKind, bool]]:
    before = mentioned(made, *found)
    after = with_listed(made, before, heard_all(made))
    assert all(made.quote(m.span) == m.surface for m in after)
    assert after == sorted(after)
    assert all(a.span.end <= b.span.start for a, b in pairwise(after))
    return [(m.surface, m.kind, m.found_by == (LISTED,)) for m in after if m not in before]


def test_names_beside_those_found_are_found_in_the_table_and_in_the_text() -> None:
    made = tabled(
        ["Method", "F1"],
        ["QuailNet", "1.0"],
        ["ReedPoint [4]", "2.0"],
        ["HeronNet", "3.0"],
        prose="We compare with ReedPoint and QuailNet-ReedPoint.",
    )
    assert added(made, *FOUND) == [("ReedPoint", M, False), ("ReedPoint", M, True)]


def test_words_of_ordinary_shape_must_be_cited() -> None:
    made = tabled(["Method", "F1"], ["QuailNet", "1.0"], ["Wader [4]", "2.0"], ["Egret", "3.0"], ["HeronNet", "3.0"])
    assert added(made, *FOUND) == [("Wader", M, True)]


def test_words_of_ordinary_shape_are_found_again_within_sentences_alone() -> None:
    made = tabled(
        ["Model", "F1"],
        ["QuailNet", "1.0"],
        ["Wader [4]", "2.0"],
        ["HeronNet", "3.0"],
        prose="Wader birds sing. We run Wader and QuailNet.",
    )
    assert added(made, *FOUND) == [("Wader", M, False), ("Wader", M, True)]


def test_somebodys_name_is_no_model() -> None:
    made = tabled(["Method", "F1"], ["QuailNet", "1.0"], ["Finch [4]", "2.0"], ["HeronNet", "3.0"])
    assert added(made, *FOUND) == []


def test_without_a_heading_a_name_must_stand_in_the_text_too() -> None:
    rows = ["", "F1"], ["QuailNet", "1.0"], ["HeronNet", "2.0"], ["ReedPoint", "3.0"]
    assert added(tabled(*rows), *FOUND) == []
    assert added(tabled(*rows, prose="There is ReedPoint."), *FOUND) == [
        ("ReedPoint", M, False),
        ("ReedPoint", M, True),
    ]


def test_heads_name_data_but_not_in_short() -> None:
    made = tabled(
        ["Model", "WaderQA", "MarshNLI", "MNLI", "ReedBank"],
        ["QuailNet", "1.0", "2.0", "3.0", "4.0"],
        ["HeronNet", "1.0", "2.0", "3.0", "4.0"],
        prose="WaderQA, MarshNLI (MNLI) and ReedBank are old.",
    )
    assert added(made, *FOUND, ("WaderQA", D), ("MarshNLI", D)) == [("ReedBank", D, False), ("ReedBank", D, True)]


def test_a_longer_name_takes_the_place_of_the_one_found_in_it() -> None:
    made = tabled(["Model", "F1"], ["R-QuailNet", "1.0"], ["Reed+HeronNet", "2.0"], ["HeronNet", "2.0"])
    assert added(made, *FOUND) == [("R-QuailNet", M, True), ("Reed+HeronNet", M, True)]


def test_a_word_before_a_name_makes_another_where_both_are_cited() -> None:
    made = tabled(["Model", "F1"], ["Reedy QuailNet [4]", "1.0"], ["Reedy HeronNet", "2.0"], ["HeronNet", "2.0"])
    assert added(made, *FOUND) == [("Reedy QuailNet", M, True)]


def test_a_variant_of_another_row_is_no_name_of_its_own() -> None:
    rows = [["QuailNet", "1.0"], ["HeronNet", "2.0"], ["ReedPoint-W1", "3.0"], ["ReedPoint10", "4.0"]]
    assert added(tabled(["Model", "F1"], *rows, ["ReedPoint", "5.0"]), *FOUND) == [("ReedPoint", M, True)]


def test_networks_of_a_general_build_are_named_by_their_rows_alone() -> None:
    made = tabled(["Model", "F1"], ["CNN", "1.0"], ["QuailNet", "2.0"], ["HeronNet", "3.0"], prose="A CNN is used.")
    assert added(made, *FOUND) == [("CNN", M, True)]


def test_what_the_text_calls_an_algorithm_is_no_model() -> None:
    rows = ["Method", "F1"], ["ReedSort", "1.0"], ["QuailNet", "2.0"], ["HeronNet", "3.0"]
    assert added(tabled(*rows, prose="ReedSort is an algorithm."), *FOUND) == []


@pytest.mark.parametrize("found", [(), (("QuailNet", M),)])
def test_a_paper_without_models_lists_none(found: tuple[tuple[str, EntityKind], ...]) -> None:
    assert added(tabled(["Model", "GHz"], ["ReedPoint", "2.0"], ["QuailNet", "3.0"]), *found) == []


def test_a_name_keeps_the_kind_that_it_has_elsewhere() -> None:
    made = tabled(["Model", "F1"], ["QuailNet", "1.0"], ["ReedBank", "2.0"], ["HeronNet", "3.0"], prose="On ReedBank.")
    before = mentioned(made, *FOUND, ("ReedBank", D))[:1]
    assert before[0].kind is D
    after = with_listed(made, [*before, *mentioned(made, *FOUND)], heard_all(made))
    assert [m for m in after if m.surface == "ReedBank"] == before


def test_a_known_name_in_a_head_bears_its_name() -> None:
    made = tabled(["Model", "WaderQA", "RBK"], ["QuailNet", "1.0", "2.0"], ["HeronNet", "2.0", "3.0"])
    place = next(c for row in made.tables[0].rows for c in row if c and made.quote(c) == "RBK")
    known = Candidate(place, "RBK", D, "gazetteer", 0.4, "ReedBank", ambiguous=True)
    after = with_listed(made, mentioned(made, *FOUND, ("WaderQA", D)), Witnesses(made.sentences, (known,), (), ()))
    assert [(m.surface, m.canonical) for m in after if m.kind is D] == [("WaderQA", None), ("RBK", "ReedBank")]


def test_a_document_without_tables_keeps_its_mentions() -> None:
    made = tabled(["Model", "F1"], ["QuailNet", "1.0"])
    bare = Document(made.source, "text", made.text, None, sentences=made.sentences)
    mentions: list[Mention] = mentioned(bare, *FOUND)
    assert with_listed(bare, mentions, heard_all(bare)) == mentions
