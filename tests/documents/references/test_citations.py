import time

import pytest

from kg.core.document import Reference, Section, SectionKind
from kg.core.spans import Span
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.references.citations import find_citations
from kg.documents.references.parsing.parser import parse_reference

ENTRIES = [
    "Ada Fenwick, Bo Brandt, and Chidi Okafor. Herons. 2023a.",
    "Ada Fenwick, Dag Ek, and Eva Lind. Reeds. 2023b.",
    "Bo Brandt and Chidi Okafor. Waders. 2016.",
    "Dag Ek. Marshes. 2019.",
    "Laurens van der Vogel and Eva Lind. Ponds. 2008.",
]
KEYS = ["fenwick-a", "fenwick-b", "brandt", "ek", "vogel"]
BY_NAME = tuple(parse_reference(e, k) for e, k in zip(ENTRIES, KEYS, strict=True))
BY_NUMBER = tuple(parse_reference(f"A. Author. Title {n}. 2019.", str(n)) for n in range(1, 13))


def found(text: str, references: tuple[Reference, ...]) -> list[tuple[str, str]]:
    layout = Layout(text, (0,), False, (), (), ())
    return [(text[c.span.start : c.span.end], c.reference_key) for c in find_citations(layout, references)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Fenwick et al., 2023a; Brandt and Okafor, 2016)",
         [("Fenwick et al., 2023a", "fenwick-a"), ("Brandt and Okafor, 2016", "brandt")]),
        ("as (e.g., Brandt and Okafor, 2016) say", [("Brandt and Okafor, 2016", "brandt")]),
        ("Fenwick et al. (2023b) say", [("Fenwick et al. (2023b)", "fenwick-b")]),
        ("Ek's (2019) marshes", [("Ek's (2019)", "ek")]),
        ("see Brandt & Okafor 2016.", [("Brandt & Okafor 2016", "brandt")]),
        ("(Fenwick et al., 2023a,b)", [("Fenwick et al., 2023a", "fenwick-a"), ("b", "fenwick-b")]),
        ("(van der Vogel and Lind, 2008)", [("van der Vogel and Lind, 2008", "vogel")]),
        ("In Ek (2019), herons", [("Ek (2019)", "ek")]),
        ("Marshes [Ek, 2019] are", [("Ek, 2019", "ek")]),
    ],
)  # fmt: skip
def test_names_and_years_lead_to_their_entries(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, BY_NAME) == expected


@pytest.mark.parametrize(
    "text", ["In May 2019 it rained.", "Since 2016, herons", "WMT 2016", "Lind (2008)", "x = 2019"]
)
def test_a_year_alone_is_no_citation(text: str) -> None:
    assert found(text, BY_NAME) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Herons [3] wade.", ["3"]),
        ("Herons [3, 7-9] wade.", ["3", "7", "8", "9"]),
        ("Herons [3]–[5] wade.", ["3", "4", "5"]),
        ("Herons [12, p. 4] wade.", ["12"]),
        ("Herons [see 2, Section 3] wade.", ["2"]),
        ("Herons[1][2] wade.", ["1", "2"]),
    ],
)
def test_numbers_in_brackets_lead_to_their_entries(text: str, keys: list[str]) -> None:
    assert sorted((k for _, k in found(text, BY_NUMBER)), key=int) == keys


@pytest.mark.parametrize(
    "text", ["x ∈ [1, 5]", "x^[3]", "sp[8] := v0[4]", "10² km²", "[0.1, 2]", "[40]", "[2019]", "10^2 herons", "[1, 40]"]
)
def test_intervals_exponents_and_unknown_numbers_are_no_citations(text: str) -> None:
    assert found(text, BY_NUMBER) == []


def test_raised_numbers_are_citations_where_the_paper_cites_so() -> None:
    text = "Herons¹ wade,² and reeds³⁻⁵ grow.⁶ Over 10² km² they count⁷,⁸ and sing.⁹"
    assert [k for _, k in found(text, BY_NUMBER)] == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    assert found("Herons¹ wade over 10² km² of reeds.", BY_NUMBER) == []


def test_printed_labels_lead_to_their_entries() -> None:
    references = (Reference("FB19", "Herons"), Reference("Oka+20", "Waders"))
    assert found("as in [FB19, Oka+20] and [NONE21]", references) == [("FB19", "FB19"), ("Oka+20", "Oka+20")]


def with_links(
    text: str, links: list[tuple[str, str, int | None]], references: tuple[Reference, ...]
) -> list[tuple[str, str]]:
    places = []
    at = 0
    for covered, destination, target in links:
        at = text.index(covered, at)
        places.append(LinkAnnotation(Span(at, at + len(covered)), destination, target, None))
        at += len(covered)
    layout = Layout(text, (0,), False, (), (), tuple(places))
    return [(text[c.span.start : c.span.end], c.reference_key) for c in find_citations(layout, references)]


def test_a_link_with_a_name_for_name_and_year_is_one_citation() -> None:
    links = [("Ek", "cite.ek", None), ("2019", "cite.ek", None)]
    assert with_links("It was Ek (2019) who counted.", links, BY_NAME) == [("Ek (2019)", "ek")]


def test_a_link_over_the_year_alone_takes_in_the_names() -> None:
    assert with_links("(Fenwick et al., 2023a)", [("2023a", "cite.fenwick-a", None)], BY_NAME) == [
        ("Fenwick et al., 2023a", "fenwick-a")
    ]


def test_a_link_counts_by_where_it_lands() -> None:
    text = "As told [x]. References: A. Author. Herons. 2019."
    reference = Reference("herons", "A. Author. Herons. 2019.", Span(25, len(text)))
    assert with_links(text, [("x", "reference.1", 27)], (reference,)) == [("x", "herons")]


def test_the_words_beat_a_link_that_lands_on_another_entry() -> None:
    assert with_links("(Ek, 2019)", [("Ek, 2019", "cite.brandt", None)], BY_NAME) == [("Ek, 2019", "ek")]


def test_links_to_figures_and_pages_on_the_web_are_no_citations() -> None:
    assert with_links("see Figure 3", [("3", "figure.3", None)], BY_NUMBER) == []


def test_nothing_is_cited_inside_the_bibliography() -> None:
    text = "Ek (2019) counts.\n\nBo Brandt. As Ek (2019) says. 2016."
    inside = Reference("brandt", "raw", Span(19, len(text)), "As Ek says", ("Bo Brandt",), 2016)
    assert found(text, (inside, BY_NAME[3])) == [("Ek (2019)", "ek")]


LISTED = (
    *BY_NAME,
    parse_reference("OpenAI. A report on herons. 2023.", "openai"),
    parse_reference("xAI. A report on reeds. 2024.", "xai"),
    parse_reference("World Heron Organization (WHO). Counts. 2021.", "who"),
    parse_reference("Xin An, Li Wu, and Bo Ek. Long herons. 2024.", "an"),
    parse_reference("Fay May, Bo Ek, and Eva Lind. Spring. 2019.", "may"),
    parse_reference("Jörg Müller and Eva Lind. Ponds. 2012.", "mueller"),
    parse_reference("Amir Kazem, Bo Salehi, and Ina Soley Bagh. Edits. 2020.", "kazem"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(OpenAI, 2023; xAI, 2024)", [("OpenAI, 2023", "openai"), ("xAI, 2024", "xai")]),
        ("as counted (WHO, 2021)", [("WHO, 2021", "who")]),
        ("Heron Attention (HA, An et al., 2024)", [("An et al., 2024", "an")]),
        ("as May et al. (2019) say", [("May et al. (2019)", "may")]),
        ("after M¨uller and Lind (2012)", [("M¨uller and Lind (2012)", "mueller")]),
        ("Kazem, Salehi, and Soley Bagh (2020)", [("Kazem, Salehi, and Soley Bagh (2020)", "kazem")]),
        ("Instead of an LM, Brandt and Okafor (2016) use", [("Brandt and Okafor (2016)", "brandt")]),
        ("(see Ek, 2019, Section 3; but cf. Brandt and Okafor, 2016)",
         [("Ek, 2019", "ek"), ("Brandt and Okafor, 2016", "brandt")]),
        ("(Ek, 2019, e.g., reeds)", [("Ek, 2019", "ek")]),
        ("(Brandt and Okafor, , 2016)", [("Brandt and Okafor, , 2016", "brandt")]),
    ],
)  # fmt: skip
def test_bodies_lists_and_odd_names_lead_to_their_entries(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, LISTED) == expected


def test_words_before_the_marker_choose_between_entries_of_one_body_and_year() -> None:
    reports = ("Hello Egret", "Learning to count herons", "A benchmark of waders")
    references = tuple(parse_reference(f"OpenAI. {t}. 2024.", f"k{i}") for i, t in enumerate(reports))
    text = "On the benchmark of waders (OpenAI, 2024) and on Egret (OpenAI, 2024)"
    assert [k for _, k in found(text, references)] == ["k2", "k0"]


def test_et_al_means_the_work_of_several_authors() -> None:
    references = (
        parse_reference("Cara Clark and Matt Gard. Reading herons. 2018.", "two"),
        parse_reference("Kim Clark, Mia Luong, Chris Mann, and Quy Le. Crossing reeds. 2018.", "four"),
    )
    assert [k for _, k in found("(Clark et al., 2018) and (Clark and Gard, 2018)", references)] == ["four", "two"]


def test_a_work_without_a_year_is_cited_as_such() -> None:
    references = (parse_reference("Stu Shieb and Yves Schab. Synchronous herons. Forthcoming.", "shieb"),)
    assert found("(Shieb and Schab, forthcoming)", references) == [("Shieb and Schab, forthcoming", "shieb")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Herons [3, Theorem 4.1] wade.", ["3"]),
        ("Herons [6, Section 6.2, p. 4] wade.", ["6"]),
        ("HeronNet-LM[3] wades.", ["3"]),
        ("Herons [3],\n[4] and [5,\n6] wade.", ["3", "4", "5", "6"]),
    ],
)
def test_places_within_the_work_are_no_numbers_of_others(text: str, keys: list[str]) -> None:
    assert [k for _, k in found(text, BY_NUMBER)] == keys


@pytest.mark.parametrize(
    "text",
    [
        "widths in the range of [2, 3, 4]", "kernel sizes of [3, 5, 7]", "clipped to [1, 12]", "Q12[5] and W5[3]",
        "for i in [1, . . . , n]", "[12 layers of 3.5 reeds]", "[10 4 , 2 × 10 6]", "(3) gives", "see [CLS] and [SEP]",
        "in Section 3 and Figure 4", "version 3.5[1.2]", "8.4 [7.1, 9.6]", "[0, 1]", "[0-9]",
    ],
)  # fmt: skip
def test_ranges_formulas_and_versions_are_no_citations(text: str) -> None:
    assert found(text, BY_NUMBER) == []


def test_a_list_may_begin_at_zero() -> None:
    references = tuple(parse_reference(f"A. Author. Title {n}. 2019.", str(n)) for n in range(4))
    assert [k for _, k in found("Herons [0] and reeds [2, 3].", references)] == ["0", "2", "3"]


def test_names_and_years_are_citations_beside_numbers_where_all_agrees() -> None:
    references = tuple(parse_reference(e, str(n)) for n, e in enumerate([*ENTRIES, "Ann Lone. Egrets. 2020."], start=1))
    text = "Brandt and Okafor (2016) [3] count; Ek counts since 2019 [4]; reeds [5] are. Brandt and Okafor (2016) say"
    assert found(text, references) == [
        ("3", "3"), ("4", "4"), ("5", "5"), ("Brandt and Okafor (2016)", "3"),
    ]  # fmt: skip


def test_a_number_means_the_list_that_follows_it() -> None:
    text = "Herons [1] wade.\n\nFenwick. Herons. 2019.\n\n"
    text += "Reeds [1] grow on the banks of all ponds, and [2].\n\nBrandt. Reeds. 2020."
    first = Reference("1", "Fenwick. Herons. 2019.", Span(18, 40))
    second = Reference("2", "Lind. Egrets. 2019.", Span(40, 41))
    again = Reference("1b", "Brandt. Reeds. 2020.", Span(text.index("Brandt"), len(text)))
    more = (first, second, again, Reference("3", "Ek. Ponds. 2001."))
    assert [k for _, k in found(text, more)] == ["1", "1b", "2"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Herons [3] wade. Ibid., p. 4.", ["3", "3"]),
        ("(Ek, 2019). Reeds grow (ibid.).", ["ek", "ek"]),
        ("(Ek, 2019) and (Brandt and Okafor, 2016). Ek, op. cit., p. 3", ["ek", "brandt", "ek"]),
        ("Ibid. is all there is.", []),
    ],
)
def test_ibid_repeats_the_citation_before(text: str, keys: list[str]) -> None:
    references = BY_NUMBER if "[3]" in text else BY_NAME
    assert [k for _, k in found(text, references)] == keys


def test_links_without_a_place_lead_to_the_entry_that_they_name() -> None:
    links = [("Ek", "cite.marshes-19", None), ("2019", "cite.marshes-19", None)]
    assert with_links("It was Ek (2019) who counted.", links, BY_NAME) == [("Ek (2019)", "ek")]


def test_a_place_is_not_believed_against_the_words_of_all_links_to_it() -> None:
    text = "By Ek 2019, and Ek 2019.\n\nBo Brandt. Herons. 2016.\nDag Ek. Marshes. 2019."
    brandt = Reference("k1", "Bo Brandt. Herons. 2016.", Span(26, 50), "Herons", ("Bo Brandt",), 2016)
    ek = Reference("k2", "Dag Ek. Marshes. 2019.", Span(51, len(text)), "Marshes", ("Dag Ek",), 2019)
    links = [("Ek 2019", "cite.other", 30), ("Ek 2019", "cite.other", 30)]
    assert with_links(text, links, (brandt, ek)) == [("Ek 2019", "k2"), ("Ek 2019", "k2")]


def test_links_without_a_name_count_where_their_words_show_the_entry() -> None:
    text = "Told in [1], on page 14, by Fenwick.\n\n[1] A. Fenwick. Herons. 2019."
    entry = Reference("1", "A. Fenwick. Herons. 2019.", Span(38, len(text)), "Herons", ("A. Fenwick",), 2019)
    places = tuple(
        LinkAnnotation(Span(text.index(w), text.index(w) + len(w)), None, 40, None) for w in ("1", "14", "Fenwick")
    )
    layout = Layout(text, (0,), False, (), (), places)
    assert [text[c.span.start : c.span.end] for c in find_citations(layout, (entry,))] == ["1", "Fenwick"]


def test_figures_behind_the_last_entry_may_cite() -> None:
    text = "Text.\n\nReferences\n\n[1] A. Fenwick. Herons. 2019.\n\nFigure 1: Herons as in [1]."
    sections = (
        Section("", SectionKind.FRONT, Span(0, 7)),
        Section("References", SectionKind.REFERENCES, Span(7, len(text))),
    )
    entry = Reference("1", "A. Fenwick. Herons. 2019.", Span(19, 48))
    cited = find_citations(Layout(text, (0,), False, sections, (), ()), (entry,))
    assert [c.span.start for c in cited] == [text.rindex("[1]") + 1]


def test_hostile_markers_are_read_in_time() -> None:
    pieces = ("A, A, A and A ", "M¨¨ ´ ´ ", "van de der den ", "[1, 2, 3, ", "[[[1", "² ³,⁴", "Ek (2019), a, b, ")
    for piece in pieces:
        text = (piece * 20 + "2019 ") * (30_000 // (20 * len(piece)))
        begun = time.process_time()
        found(text, BY_NAME)
        found(text, BY_NUMBER)
        assert time.process_time() - begun < 3, piece


def test_numbers_inside_a_range_are_cited_where_links_lie_on_its_ends() -> None:
    links = [("4", "cite.four", None), ("7", "cite.seven", None)]
    assert sorted(k for _, k in with_links("Herons [2, 4-7] wade.", links, BY_NUMBER)) == ["2", "4", "5", "6", "7"]


def test_numbers_in_round_brackets_are_citations_where_the_paper_cites_so() -> None:
    text = "Herons wade (1), and reeds (2, 3) grow. By Eq. (4) they count (4–6), and sing (7). Of ponds (8–10)."
    assert sorted((int(k) for _, k in found(text, BY_NUMBER))) == [*range(1, 11)]
    assert found("By step (1) and rule (2), herons (3) wade.", BY_NUMBER) == []


def test_intervals_in_square_brackets_do_not_hide_the_raised_numbers() -> None:
    text = "Herons ¹ wade, ² and reeds ³⁻⁵ grow.⁶ In cells [1, 2] they count ⁷,⁸ them, and sing.⁹ Of [2, 3], one.¹⁰"
    assert [k for _, k in found(text, BY_NUMBER)] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]


def test_labels_of_the_entries_do_not_hide_the_raised_numbers() -> None:
    text = "Herons wade, ¹ and reeds grow.² They count ³ them, and sing.⁴\n\n" + "".join(
        f"[{n}] Bo Ek. 2019.\n" for n in range(1, 5)
    )
    listed = tuple(
        Reference(key=str(n), raw="Bo Ek. 2019.", span=Span(text.index(f"[{n}]"), text.index(f"[{n}]") + 17))
        for n in range(1, 5)
    )
    assert [k for _, k in found(text, listed)] == ["1", "2", "3", "4"]
