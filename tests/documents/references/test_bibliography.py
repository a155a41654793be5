import pytest

from kg.core.document import Section, SectionKind
from kg.core.spans import Span
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.references.bibliography import find_references

NUMBERED = """[1] A. Fenwick and B. Brandt. A corpus of marsh
birds. In BIRDS, 2019.
[2] C. Okafor. Counting herons at
dusk. Journal of Birds, 3:1–
9, 2020.
[3] D. Ek. Reeds. arXiv:2101.01234, 2021."""
DOTTED = NUMBERED.replace("[1]", "1.").replace("[2]", "2.").replace("[3]", "3.")
LABELLED = NUMBERED.replace("[1]", "[FB19]").replace("[2]", "[Oka20]").replace("[3]", "[Ek21]")
HANGING = """Fenwick, A. and Brandt, B. A corpus of marsh
birds. In BIRDS, 2019.
Okafor, C., Ek, D.,
Lind, E. Counting herons at
dusk. Journal of Birds, 2020.
Quist, D. Reeds. arXiv:2101.01234, 2021."""
AUTHOR_YEAR = """Ada Fenwick and Bo Brandt. 2019. A corpus of marsh
birds. In BIRDS.
Chidi Okafor, Dag Ek, and Eva Lind. 2020. Counting herons at
dusk. Bird Publishing House, Inc.
Dag Quist. 2021. Reeds. Technical report."""
ONE_A_LINE = """Ada Fenwick and Bo Brandt. A corpus of marsh birds. In Proceedings of the Bird Conference, 2019.
Chidi Okafor, Dag Ek, and Eva Lind. Counting herons at dusk. Journal of Birds and Waders, 3:1–9, 2020.

Dag Quist. Reeds. arXiv preprint arXiv:2101.01234, with an appendix of tables, 2021."""


def layout_of(bibliography: str, *, before: str = "Text.\n\n", after: str = "", marked: bool = True) -> Layout:
    head = f"{before}References\n\n"
    text = f"{head}{bibliography}\n\n{after}"
    sections: tuple[Section, ...] = ()
    if marked:
        start, end = len(before), len(head) + len(bibliography) + 2
        sections = (
            Section("", SectionKind.FRONT, Span(0, start)),
            Section("References", SectionKind.REFERENCES, Span(start, end)),
        )
        if after:
            sections += (Section("A More", SectionKind.APPENDIX, Span(end, len(text))),)
    return Layout(text, (0,), False, sections, (), ())


@pytest.mark.parametrize("entries", [NUMBERED, DOTTED, LABELLED, HANGING, AUTHOR_YEAR, ONE_A_LINE])
@pytest.mark.parametrize("marked", [True, False])
def test_entries_are_told_apart_in_every_style(entries: str, marked: bool) -> None:
    found = find_references(layout_of(entries, marked=marked))
    assert [r.title for r in found] == ["A corpus of marsh birds", "Counting herons at dusk", "Reeds"]
    assert [r.year for r in found] == [2019, 2020, 2021]


def test_printed_labels_are_the_keys() -> None:
    assert [r.key for r in find_references(layout_of(NUMBERED))] == ["1", "2", "3"]
    assert [r.key for r in find_references(layout_of(LABELLED))] == ["FB19", "Oka20", "Ek21"]
    assert [r.key for r in find_references(layout_of(HANGING))] == ["fenwick2019", "okafor2020", "quist2021"]


def test_each_span_covers_its_entry_and_no_other() -> None:
    layout = layout_of(HANGING, after="A More\n\nFenwick, A. was here in 2019.")
    found = find_references(layout)
    quotes = [layout.text[r.span.start : r.span.end] for r in found if r.span]
    assert [q.split(",")[0] for q in quotes] == ["Fenwick", "Okafor", "Quist"]
    assert quotes[-1].endswith("2021.")


def test_keys_are_unique() -> None:
    twice = "Fenwick, A. Herons. 2019.\nFenwick, A. Reeds and more of them. 2019.\nQuist, D. Waders. 2020."
    assert [r.key for r in find_references(layout_of(twice))] == ["fenwick2019", "fenwick2019b", "quist2020"]


def test_page_numbers_and_running_heads_are_no_part_of_entries() -> None:
    head = "A Study of Many Herons and Some Waders"
    entries = HANGING.replace("Lind, E.", f"\n17\n\n-----\n\n{head}\n\nLind, E.")
    found = find_references(layout_of(entries, before=f"\n{head}\n\nText.\n\n{head}\n\nMore.\n\n"))
    assert [r.title for r in found] == ["A corpus of marsh birds", "Counting herons at dusk", "Reeds"]


def test_markdown_links_and_emphasis_leave_the_entry() -> None:
    entry = "Fenwick, A. Herons. _CoRR,_\n[abs/1607.01234, 2016. URL http://example.org/](http://example.org/abs/1)\n"
    found = find_references(layout_of(entry + "\nQuist, D. Reeds. 2021."))
    assert (found[0].title, found[0].arxiv, found[0].venue) == ("Herons", "1607.01234", "CoRR")


def test_a_dash_repeats_the_authors_before() -> None:
    entries = "Fenwick, A. (1999). Herons at dusk.\n———. (2001). Herons at dawn.\nQuist, D. (2003). Reeds."
    assert [r.authors for r in find_references(layout_of(entries))][:2] == [("A. Fenwick",), ("A. Fenwick",)]


def linked(entries: str, targets: dict[str, str], *, words: str = "Fenwick and Brandt, 2019") -> Layout:
    layout = layout_of(entries, before=f"See {words} here.\n\n")
    links = tuple(
        LinkAnnotation(Span(4, 4 + len(words)), f"cite.{name}", layout.text.index(at), None)
        for name, at in targets.items()
    )
    return Layout(layout.text, layout.page_starts, False, layout.sections, (), links)


def test_the_name_of_the_destination_is_the_key_where_no_label_is_printed() -> None:
    assert find_references(linked(AUTHOR_YEAR, {"fenwick2019corpus": "Ada Fenwick"}))[0].key == "fenwick2019corpus"


def test_a_destination_in_the_middle_of_an_entry_splits_nothing() -> None:
    found = find_references(linked(AUTHOR_YEAR, {"fenwick2019corpus": "dusk. Bird"}))
    assert [r.year for r in found] == [2019, 2020, 2021]
    assert found[0].key == "fenwick2019corpus"


def test_a_text_without_bibliography_has_no_references() -> None:
    assert find_references(Layout("No one is cited in 2019.", (0,), False, (), (), ())) == ()
    assert find_references(Layout("", (0,), False, (), (), ())) == ()


def test_entries_run_together_on_one_line_are_told_apart_by_their_labels() -> None:
    text = "Herons [1], [2] and reeds [3] are told of.\n\n" + " ".join(NUMBERED.split())
    found = find_references(Layout(text, (0,), False, (), (), ()))
    assert [(r.key, r.year) for r in found] == [("1", 2019), ("2", 2020), ("3", 2021)]
