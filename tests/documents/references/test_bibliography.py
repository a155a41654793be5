import time

import pytest

from kg.core.document import Block, BlockKind, Section, SectionKind
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


RAISED = NUMBERED.replace("[1]", "¹").replace("[2]", "²").replace("[3]", "³")
FROM_ZERO = NUMBERED.replace("[1]", "[0]").replace("[2]", "[1]").replace("[3]", "[2]")
PARENTHESISED = NUMBERED.replace("[1]", "(1)").replace("[2]", "(2)").replace("[3]", "(3)")


@pytest.mark.parametrize(
    ("entries", "keys"),
    [(RAISED, ["1", "2", "3"]), (FROM_ZERO, ["0", "1", "2"]), (PARENTHESISED, ["1", "2", "3"])],
)
def test_entries_are_numbered_in_other_ways_too(entries: str, keys: list[str]) -> None:
    found = find_references(layout_of(entries))
    assert [r.key for r in found] == keys
    assert [r.year for r in found] == [2019, 2020, 2021]


@pytest.mark.parametrize(
    "heading",
    ["Literature Cited", "BIBLIOGRAPHY", "References and Notes", "Literaturverzeichnis", "Références", "Referencias",
     "Bibliografia", "Список литературы", "参考文献", "7. Reference List", "## Works Cited"],
)  # fmt: skip
def test_headings_of_many_kinds_open_a_bibliography(heading: str) -> None:
    text = f"Text about herons.\n\n{heading}\n\n{NUMBERED}\n"
    assert [r.key for r in find_references(Layout(text, (0,), False, (), (), ()))] == ["1", "2", "3"]


def test_each_of_several_lists_is_read() -> None:
    more = "[1] E. Lind. Egrets at noon. 2017.\n[2] D. Quist. Waders in mud. 2018.\n[3] F. Stork. Nests of reed. 2016."
    text = f"Text.\n\nReferences\n\n{NUMBERED}\n\nAppendix A. Proofs\n\nMore on [1].\n\nReferences\n\n{more}\n"
    found = find_references(Layout(text, (0,), False, (), (), ()))
    assert [r.key for r in found] == ["1", "2", "3", "1b", "2b", "3b"]
    assert [r.year for r in found] == [2019, 2020, 2021, 2017, 2018, 2016]


def test_a_numbered_list_at_the_end_needs_no_heading() -> None:
    entries = "\n".join(
        f"{n}. Fenwick, A. & Lind, B. Herons of pond {n}. Birds 3, 12-19 (200{n})." for n in range(1, 8)
    )
    text = f"{'We count herons in 7. All of them. ' * 40}\n\n{entries}\n"
    assert len(find_references(Layout(text, (0,), False, (), (), ()))) == 7


def test_bulleted_entries_run_together_are_told_apart() -> None:
    text = """- Ann Fenwick and Bo Brandt. 2019. A corpus of birds. In BIRDS, pages 1-9.- Chidi Okafor. 2020. Dusk.

- Dag Quist and Eva Lind. 2021. Reeds. arXiv preprint arXiv:2101.01234. Fay Storm and Gil Ek. 2018. On mud. In BIRDS.

- Hal Crane. 2017. Mud- flats and the wa- ders on them. In Birds."""
    found = find_references(layout_of(text))
    assert [r.authors[0] for r in found] == ["Ann Fenwick", "Chidi Okafor", "Dag Quist", "Fay Storm", "Hal Crane"]
    assert found[-1].raw.endswith("2017. Mudflats and the waders on them. In Birds.")


def test_a_line_at_a_page_break_opens_no_entry() -> None:
    text = """Fenwick, A. and Brandt, B. (2019). A corpus of marsh birds. Journal of Birds, 3, 1-9.

Okafor, C. (2020). Counting herons at dusk in the
60
Marsh Environment: A Model, and an Experiment. Journal of Birds, 4, 2-8.

Quist, D. (2021). Reeds. Birds, 5, 7-9.

Stork, E. (2022). Nests. Birds, 6, 1-2.

Lind, F. (2022). Mud. Birds, 7, 1-2."""
    assert [r.year for r in find_references(layout_of(text))] == [2019, 2020, 2021, 2022, 2022]


def test_a_second_line_that_reads_like_authors_opens_no_entry_where_blank_lines_part() -> None:
    entries = [
        "Barn, S., Pot, A., and Sim, H. (1995). A spectral count.\nNumerical Linear Birds with Ponds, 2(4), 317.",
        "Belk, M. (2003). Problems of reeds. PhD Thesis.",
        "Bolla, M. (1991). Relations of waders. Discrete Birds, 2, 3-9.",
        "Chung, F. (1997). Spectral herons. Washington.",
        "Ding, C. (2004). A tutorial on mud. Talk at a conference.",
        "Ek, D. (2005). Marshes. Springer.",
    ]
    assert len(find_references(layout_of("\n\n".join(entries)))) == 6


def test_numbers_that_a_list_lost_are_its_places() -> None:
    names = ["Fenwick", "Brandt", "Okafor", "Quist", "Stork"]
    entries = "\n\n".join(f"- A. {n} and B. Lind. Herons of {n}. In BIRDS, 201{i}." for i, n in enumerate(names))
    before = "Herons [1, 2] and reeds [3]. Quist et al. [4] count [5] of them.\n\n"
    assert [r.key for r in find_references(layout_of(entries, before=before))] == ["1", "2", "3", "4", "5"]
    lost = (
        "Herons [1] and reeds [2, 3]. Brandt and Lind [3] and Okafor et al. [4] say, Quist [5] and Stork [6] count.\n\n"
    )
    found = find_references(layout_of(entries, before=lost))
    assert [r.key for r in found][1:] == ["3", "4", "5", "6"]


def test_names_in_the_text_keep_a_list_without_numbers() -> None:
    before = "(Fenwick and Brandt, 2019), (Okafor et al., 2020), (Quist, 2021) use ranges [1, 2], [3], [1].\n\n"
    assert find_references(layout_of(AUTHOR_YEAR, before=before))[0].key == "fenwick2019"


@pytest.mark.parametrize(
    "tail", ["2, 5, 7", "12", "Cited on page 5.", "(cited on pp. 3, 4)", "[Cited on pages 1, 3 and 9.]", "↑ 3, 4"]
)
def test_pages_that_cite_an_entry_are_no_part_of_it(tail: str) -> None:
    entries = "\n".join(f"{line} {tail}" if line.endswith(".") else line for line in HANGING.split("\n"))
    entries = entries.replace("Lind, E. Counting", "Lind, E. Counting").replace(f"C., Ek, D., {tail}", "C., Ek, D.,")
    found = find_references(layout_of(entries))
    assert [r.raw.endswith((tail, tail.rstrip("."))) for r in found] == [False, False, False]
    assert [r.year for r in found] == [2019, 2020, 2021]


def test_a_volume_and_page_at_the_end_stay_in_the_entry() -> None:
    entries = HANGING.replace("In BIRDS, 2019.", "2019. Birds. 3, 12.")
    assert find_references(layout_of(entries))[0].raw.endswith("3, 12.")


def test_a_list_keeps_out_captions_and_legends() -> None:
    layout = layout_of(f"{HANGING}\n\nFigure 2: Herons, as Fenwick (2019) counts.\n\nFenwick et al. (2019)")
    start = layout.text.index("Figure 2")
    caption = Block(BlockKind.CAPTION, Span(start, layout.text.index("\n", start)))
    found = find_references(Layout(layout.text, (0,), False, layout.sections, (caption,), ()))
    assert [r.year for r in found] == [2019, 2020, 2021]
    assert found[-1].raw.endswith("2021.")


def test_an_entry_does_not_swallow_what_stands_behind_the_list() -> None:
    tail = "The author was born by the sea and counted herons all her life, as her father had. " * 12
    found = find_references(layout_of(f"{NUMBERED}\n\n{tail}"))
    assert found[-1].raw.endswith("2021.")


def test_a_body_in_lower_case_opens_an_entry_where_links_lead_to_it() -> None:
    entries = "Ada Fenwick. Herons. 2019.\nxAI. Reeds and how to count them. 2025.\nBo Ziegler. Waders. 2020."
    layout = linked(entries, {"reeds": "xAI. Reeds"}, words="xAI")
    assert [r.year for r in find_references(layout)] == [2019, 2025, 2020]


def test_a_destination_that_lies_with_another_author_names_the_entry_it_means() -> None:
    layout = linked(AUTHOR_YEAR, {"birds": "Chidi Okafor"})
    assert [r.key for r in find_references(layout)] == ["birds", "okafor2020", "quist2021"]


@pytest.mark.parametrize(
    "form", ["[1] A. Author. Title. 2019.", "[{n}] A. Author. Title. 2019.", "{n}. Title, http://x/{n}"]
)
def test_thousands_of_entries_are_read_in_time(form: str) -> None:
    entries = "\n".join(form.format(n=n) for n in range(1, 2000))
    begun = time.process_time()
    find_references(layout_of(entries))
    assert time.process_time() - begun < 5


def test_the_publishers_note_on_how_to_cite_the_paper_ends_the_last_entry() -> None:
    note = "\ndoi:10.1186/1752-0000-4-1\nCite this article as: Fenwick et al.: Herons. Birds 2010 4:1."
    references = find_references(layout_of(NUMBERED + note))
    assert references[-1].raw.endswith("2021.")
    assert references[-1].doi is None
