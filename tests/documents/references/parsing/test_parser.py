import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parsing.parser import parse_reference

TITLE = "A corpus of marsh birds"
STYLES = [
    f"Ada Fenwick and Bo Brandt. {TITLE}. In Proceedings of the Bird Conference, pages 1-9, 2019.",
    f"Fenwick, A., & Brandt, B. (2019). {TITLE}. Journal of Birds, 12(3), 4–9.",
    f"[7] A. Fenwick and B. Brandt, “{TITLE},” Journal of Birds, vol. 12, no. 3, pp. 4–9, Mar. 2019.",
    f"Ada Fenwick and Bo Brandt. 2019. {TITLE}. arXiv preprint arXiv:1901.01234.",
    f"Fenwick, A. and Brandt, B. {TITLE}. CoRR, abs/1901.01234, 2019.",
    f"Fenwick A, Brandt B. {TITLE}. J Bird Sci 2019;12:4-9.",
    f"A. Fenwick, B. Brandt, {TITLE}, Journal of Birds 12 (2019) 4–9.",
    f"A. Fenwick and B. Brandt. {TITLE}. Bird Press, 2019.",
    f"12. Fenwick, A., Brandt, B.: {TITLE}. In: Proc. of the Bird Conference (2019)",
    f"Fenwick, Ada, and Bo Brandt. “{TITLE}.” Journal of Birds 12, no. 3 (2019): 4–9.",
    f"Ada Fenwick and Bo Brandt. {TITLE}, 2019. URL https://example.org/birds.",
]


@pytest.mark.parametrize("raw", STYLES)
def test_title_author_and_year_are_found_in_every_style(raw: str) -> None:
    found = parse_reference(raw)
    assert (found.title, found.authors[0].split()[-1], len(found.authors), found.year) in [
        (TITLE, "Fenwick", 2, 2019),
    ]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Ada Fenwick. Many heads or one? a study of herons. arXiv preprint arXiv:2106.01234, 2021.",
         "Many heads or one? a study of herons"),
        ("Ada Fenwick. Is counting all you need? In Proceedings of BIRD, 2021.", "Is counting all you need?"),
        ("Bo Brandt. Quail 2.0. In Bird Conference, volume 2, 2017.", "Quail 2.0"),
        ("A. Fenwick. Waders, 100,000+ sightings: Data for machines. In BIRDS, 2016.",
         "Waders, 100,000+ sightings: Data for machines"),
        ("Fenwick, A. Contextual repre-\nsentations of herons. 2018.", "Contextual representations of herons"),
    ],
)  # fmt: skip
def test_titles_keep_their_marks_and_numbers(raw: str, title: str) -> None:
    assert parse_reference(raw).title == title


@pytest.mark.parametrize(
    ("raw", "venue"),
    [
        ("A. Fenwick. Herons. In Proceedings of the 2019 Conference on Birds, pages 1–9. Bird Press, 2019.",
         "Proceedings of the 2019 Conference on Birds"),
        ("A. Fenwick, Phys. Bird. Lett. B 78, 045312 (2008).", "Phys. Bird. Lett. B"),
        ("A. Fenwick. Herons. Advances in Bird Processing Systems, 35, 2022.", "Advances in Bird Processing Systems"),
        ("A. Fenwick. A book of herons. London: Bird Press, 1999.", None),
    ],
)  # fmt: skip
def test_the_venue_ends_before_its_numbers(raw: str, venue: str | None) -> None:
    assert parse_reference(raw).venue == venue


@pytest.mark.parametrize(
    ("raw", "title", "authors"),
    [
        ("OpenHerons. Introducing HeronChat, 2022. URL https://example.org/blog/heronchat.",
         "Introducing HeronChat", ("OpenHerons",)),
        ("Mistral AI. A mixture of herons. https://example.org/news/herons/, 2023. Accessed: 2024-01-10.",
         "A mixture of herons", ("Mistral AI",)),
        ("Heron Team. QuH: Reflect on the edges of the reeds, November 2024. URL https://example.org/quh/.",
         "QuH: Reflect on the edges of the reeds", ("Heron Team",)),
        ("Ada Fenwick, An phi Brandt, and Cy Reed. Risk of herons in the reeds. In BIRD Workshop, pages 1–9, 2018.",
         "Risk of herons in the reeds", ("Ada Fenwick", "An phi Brandt", "Cy Reed")),
        ("Ada Fenwick, S. B.-t. Reed, and Bo Quist. Blockwise herons for long reeds. CoRR, abs/1911.01234, 2019.",
         "Blockwise herons for long reeds", ("Ada Fenwick", "S. B.-t. Reed", "Bo Quist")),
        ("D. Quist, Network herons: Theory, Practice, and Reeds, Bird Hall, February 1993.",
         "Network herons: Theory, Practice, and Reeds", ("D. Quist",)),
        ("Fenwick M. Counting, feeding, and safety of herons. A review. J Bird Food Chem. 2003;51(16):4504–4526.",
         "Counting, feeding, and safety of herons. A review", ("M. Fenwick",)),
        ("Ada Fenwick. 2009. 11,001 new features for counting herons. In Proceedings of BIRD, Boulder, CO.",
         "11,001 new features for counting herons", ("Ada Fenwick",)),
        ("B. Quist, A. Fenwick: Towards Safe Herons in Distributed Reeds. BIRD 2004: 347-356",
         "Towards Safe Herons in Distributed Reeds", ("B. Quist", "A. Fenwick")),
    ],
)  # fmt: skip
def test_entries_of_today_are_cut_right(raw: str, title: str, authors: tuple[str, ...]) -> None:
    found = parse_reference(raw)
    assert (found.title, found.authors) == (title, authors)


@pytest.mark.parametrize(
    ("raw", "title", "venue"),
    [
        ("Fenwick, A. L. (1990). Finding Herons in Reeds. Cognitive Birds, 14 (2), 179–211.",
         "Finding Herons in Reeds", "Cognitive Birds"),
        ("Ada Fenwick, Bo Quist, and Cy Reed. Heronet, 2018.", "Heronet", None),
        ("HERON98 - http://www.example.org/heron98/.", "HERON98", None),
        ("A. Fenwick, B. Quist, C. El Reed: Implementing Herons that Tolerate Faults. IEEE Trans. Birds 11:6, 1985.",
         "Implementing Herons that Tolerate Faults", "IEEE Trans. Birds"),
        ("Ada Fenwick. 2014. Herons for telling reeds with words. Transactions of the Association for Birds. In press.",
         "Herons for telling reeds with words", "Transactions of the Association for Birds"),
        ("Fenwick, A. and Quist, B. (in preparation). Reversible herons and random walks in reeds.",
         "Reversible herons and random walks in reeds", None),
        ("Heron Team. HeronLM2.5-1B: The first model of the HeronLM2.5 series, 2024b. URL https://example.org/blog/.",
         "HeronLM2.5-1B: The first model of the HeronLM2.5 series", None),
    ],
)  # fmt: skip
def test_titles_are_read_where_little_tells_them(raw: str, title: str, venue: str | None) -> None:
    found = parse_reference(raw)
    assert (found.title, found.venue) == (title, venue)


@pytest.mark.parametrize("pages", ["2, 5", "12", "1, 3, 10–12", "(Cited on pages 2 and 5.)", "↑2, 5"])
def test_the_pages_that_cite_an_entry_are_no_part_of_it(pages: str) -> None:
    found = parse_reference(
        f"Ada Fenwick and Bo Brandt. Deep herons for the recognition of reeds. In BIRD, 2016. {pages}"
    )
    assert (found.title, found.venue, found.year) == ("Deep herons for the recognition of reeds", "BIRD", 2016)


def test_a_journal_without_a_title_has_none() -> None:
    found = parse_reference("A. Fenwick and B. Reed, Phys. Bird Lett. 107, 041801 (2011).")
    assert (found.title, found.venue, found.year) == (None, "Phys. Bird Lett", 2011)


def test_a_gap_before_an_accented_letter_is_closed_in_names() -> None:
    found = parse_reference(
        "Ada Fenwick, Ralf Schl üter, and Bo Quist. Deep herons in reeds. In Bird Conference, 2019."
    )
    assert found.authors == ("Ada Fenwick", "Ralf Schlüter", "Bo Quist")


def test_reading_an_entry_takes_about_a_millisecond() -> None:
    parse_reference(STYLES[0])  # loads the model
    start = time.process_time()
    for raw in STYLES * 20:
        parse_reference(raw)
    assert (time.process_time() - start) / (20 * len(STYLES)) < 0.005


def test_identifiers_are_read_without_their_versions_and_marks() -> None:
    found = parse_reference(
        "A. Fenwick. Herons. 2020. doi:10.1234/AB.56. arXiv:2001.01234v2 [cs.CL]. https://example.org/a."
    )
    assert (found.doi, found.arxiv, found.url) == ("10.1234/ab.56", "2001.01234", "https://example.org/a")


def test_an_address_broken_over_lines_is_whole_again() -> None:
    found = parse_reference("Ba, J. Layers. CoRR,\nabs/1607.01234, 2016. URL http://example.org/\nabs/1607.01234.")
    assert (found.arxiv, found.url) == ("1607.01234", "http://example.org/abs/1607.01234")


def test_years_of_access_are_not_years_of_publication() -> None:
    assert (
        parse_reference("Fenwick, A. Herons. https://example.org, 2017. [Online; accessed 22-April-2020].").year == 2017
    )


def test_a_key_is_given_or_printed_or_made() -> None:
    raw = "Ada Fenwick. Herons at dusk. 2020."
    assert parse_reference(raw, "x").key == "x"
    assert parse_reference(f"[12] {raw}").key == "12"
    assert parse_reference(raw).key == "fenwick2020"


def test_hostile_strings_are_parsed_in_no_time() -> None:
    for piece in ("A.", "A, ", "((", "Von ", "1 ", '"', "http://a/ ", "[a](", "´ ", "A.B, "):
        start = time.process_time()
        parse_reference(piece * 3000)
        assert time.process_time() - start < 2


@given(st.text(max_size=300))
def test_any_text_gives_a_reference_with_a_key(raw: str) -> None:
    found = parse_reference(raw)
    assert found.key
    assert "\n" not in found.raw
