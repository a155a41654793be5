"""BibTeX and CSL-JSON."""

import pytest

from kg.core.errors import UnreadableImportError
from tests.importing.reading import read, read_text


def test_a_library_gives_whole_references() -> None:
    water, marsh = read("library.bib").references
    assert water.authors == ("Ella Teal", "Clément Heron")
    assert (water.title, water.year, water.venue, water.doi) == (
        "WaterSounds, a corpus of ponds and rivers",
        2019,
        "Journal of Wet Places",
        "10.5555/water.2019",
    )
    assert (marsh.arxiv, marsh.span) == ("2201.01234", None)


def test_what_is_faulty_or_has_no_title_is_passed_over_and_the_others_stay() -> None:
    passed = [(p.record.partition(", ")[2], p.reason) for p in read("library.bib").passed_over]
    assert passed == [
        ("nothing2020", "it has no title"),
        ("line 18, broken", "it is no whole entry: a brace or comma is missing"),
    ]


def test_entries_that_are_left_out_are_named_by_line_and_key() -> None:
    text = "@book{a, title={One}}\n\n@book{a, title={Two}}\n@book{b, title={Three\n@book{c, title={Four}}\n"
    gathered = read_text(text, "a.bib")
    assert [r.title for r in gathered.references] == ["One", "Four"]
    assert [(p.record, p.reason) for p in gathered.passed_over] == [
        ("a.bib, line 3, a", "its key stands there twice"),
        ("a.bib, line 4, b", "it is no whole entry: a brace or comma is missing"),
    ]


def test_zoteros_items_give_references() -> None:
    gathered = read("zotero.json")
    (water,) = gathered.references
    assert (water.key, water.year, water.doi) == ("http://zotero.example/items/ABC", 2019, "10.5555/water.2019")
    assert water.authors == ("Ella Teal", "The Wet Team")
    assert len(gathered.passed_over) == 1


@pytest.mark.parametrize("text", ["% nothing\n", "@string{a = {b}}\n"])
def test_a_bibliography_without_entries_is_refused(text: str) -> None:
    with pytest.raises(UnreadableImportError, match="no entry"):
        read_text(text, "a.bib")
