import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.references.parser import parse_reference

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
