import pytest

from kg.core.document import Reference
from kg.core.spans import Span
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.references.citations import find_citations
from kg.documents.references.parser import parse_reference

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
