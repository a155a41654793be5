import pytest

from kg.core.document import Section, SectionKind
from kg.core.spans import Span
from kg.documents.addresses import addresses_of
from kg.documents.layout import LinkAnnotation


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Code is at https://github.com/marsh/quail.", "https://github.com/marsh/quail"),
        ("(see https://example.org/birds_(wet)).", "https://example.org/birds_(wet)"),
        ("our code [https://example.org/a], and", "https://example.org/a"),
        ("on huggingface.co/datasets/marsh/birds, which", "https://huggingface.co/datasets/marsh/birds"),
        ("at www.marsh.example/data ¹ and", "https://www.marsh.example/data"),
        ("doi:10.1000/Marsh.12.", "https://doi.org/10.1000/marsh.12"),
        ("DOI 10.1000/182;", "https://doi.org/10.1000/182"),
        ("arXiv:2301.01234v2 [cs.CL]", "https://arxiv.org/abs/2301.01234"),
        ("arXiv: cs.CL/0301001 says", "https://arxiv.org/abs/cs.CL/0301001"),
        ("HTTP://Example.org/A", "http://Example.org/A"),
    ],
)
def test_a_printed_address_is_found_without_the_sentence_around_it(text: str, address: str) -> None:
    assert addresses_of(text) == (address,)


@pytest.mark.parametrize(
    "text",
    [
        "https:// example.org/marsh-birds/v2/index.html for more",
        "https://example.org/ marsh-birds/v2/index.html for more",
        "https://example.org/marsh- birds/v2/index.html for more",
        "https://example.org/marsh-birds /v2/index.html for more",
        "https://example.org/marsh-birds/v2/index. html for more",
        "https://example.org/\nmarsh-birds/\nv2/index.html for more",
    ],
)
def test_an_address_that_a_lines_end_breaks_is_mended(text: str) -> None:
    assert addresses_of(text) == ("https://example.org/marsh-birds/v2/index.html",)


def test_an_address_broken_within_its_host_is_mended() -> None:
    assert addresses_of("http://data.marsh .example/birds.") == ("http://data.marsh.example/birds",)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/birds for all",
        "https://example.org/birds/ shows all",
        "https://example.org/birds and/or its copy",
    ],
)
def test_words_after_an_address_are_no_part_of_it(text: str) -> None:
    (address,) = addresses_of(text)
    assert address.rstrip("/") == "https://example.org/birds"


def test_what_a_link_covers_is_its_address() -> None:
    text = "The data (https://example.org/ma rsh/data) are there."
    link = LinkAnnotation(Span(10, 40), None, None, "https://example.org/marsh/data")
    assert addresses_of(text, [link]) == ("https://example.org/marsh/data",)


def test_links_that_lead_elsewhere_than_to_the_web_are_left_out() -> None:
    uris = ["mailto:ada@example.org", "javascript:alert(1)", "file:///etc/passwd", "h", "www.example.org/x", ""]
    links = [LinkAnnotation(Span(n, n + 1), None, None, uri) for n, uri in enumerate(uris)]
    assert addresses_of("abcdefgh", links) == ("http://www.example.org/x",)


def test_an_address_printed_twice_is_given_once() -> None:
    text = "http://www.example.org/a/ and https://example.org/a and example.org/a and http://Example.org/a"
    assert addresses_of(text) == ("https://example.org/a",)


def test_addresses_of_the_bibliography_belong_to_its_entries() -> None:
    text = "See https://example.org/a. References A. Lark. https://example.org/b"
    sections = [
        Section("", SectionKind.FRONT, Span(0, 27)),
        Section("References", SectionKind.REFERENCES, Span(27, len(text))),
    ]
    assert addresses_of(text, (), sections) == ("https://example.org/a",)


@pytest.mark.parametrize("text", ["I use github.com daily", "a 10.1000/5 share", "e.g.this", "http://", "www. and", ""])
def test_no_address_is_made_of_other_words(text: str) -> None:
    assert addresses_of(text) == ()


def test_a_very_long_text_of_slashes_ends_soon() -> None:
    assert addresses_of("https://a-" * 20_000 + "www." * 50_000 + "https://a.b/" + "/ -" * 50_000) is not None
