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
    reasons = [p.reason for p in read("library.bib").passed_over]
    assert reasons == ["it has no title", "1 of its entries are faulty or repeat a key"]


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
