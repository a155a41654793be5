"""Texts that were made to be slow are read in a time that grows with their length and not with its square."""

import time

import pytest

from kg.documents.text import document_from_text

LENGTH = 200_000
ENOUGH_S = 90.0  # a second or so, on a machine that is busy; what grew with the square took minutes
ENTRIES = "\n\nReferences\n\nFenn, A. (2019). Reeds. In Birds.\n\nLark, B. (2020). Ponds. In Birds.\n\n"


def filled(piece: str) -> str:
    return (piece * (LENGTH // len(piece) + 1))[:LENGTH]


HOSTILE = {
    "full stops": filled("."),
    "stops of every kind": filled("?!…."),
    "blanks": filled(" "),
    "empty lines": filled("\n"),
    "one word": filled("a"),
    "brackets that open": filled("("),
    "brackets that open and close": filled("([{}])"),
    "control characters": filled("\0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\ufeff\u202e a."),
    "emoji": filled("😀"),
    "addresses without a blank": filled("https://a.b"),
    "hosts in brackets": filled("(www.a"),
    "bibliographies": filled("References\n\nx\n\n"),
    "bibliographies with entries": filled("References\n\nA. Fenn. Reeds. 2020.\n\nMethods\n\nx y z.\n\n"),
    "headings inside a paragraph": filled("It is so.\n2 Method\nWe count.\n"),
    "headings that count on": "1 Birds\nWe count.\n" + "".join(f"{n} Method\nIt is so.\n" for n in range(2, 9000)),
    "first entries": filled("[1] A. Fenn. Reeds. 2020.\n"),
    "empty lines behind a first entry": "[1] Fenn.\n" + filled("\n"),
    "blanks behind a heading": "References" + filled(" ") + "x",
    "a blank line of blanks in a bibliography": f"We cite.{ENTRIES}" + filled(" ") + "x\n\ny\n",
    "addresses in an entry": f"We cite.{ENTRIES}" + filled("éA http://b"),
    "addresses without a blank in an entry": f"We cite.{ENTRIES}" + filled("https://a.b2019"),
    "emphasis that never ends": "References\n" + filled("_Ab •é"),
    "running heads of many bibliographies": filled(
        "References\n\nA running head of it\n\nFenn. Reeds. 2020.\n\nA B\n\n"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_was_made_to_be_slow_is_read_in_time_and_kept_to_the_letter(name: str) -> None:
    started = time.monotonic()
    document = document_from_text(HOSTILE[name], "hostile")
    assert time.monotonic() - started < ENOUGH_S
    assert document.text == HOSTILE[name]
    assert all(document.quote(s).strip() for s in document.sentences)


def test_a_heading_inside_a_paragraph_is_found_behind_a_thousand_others() -> None:
    text = "1 Birds\nWe count.\n" + "".join(f"{n} Ponds\nThey are wet.\n" for n in range(2, 60))
    headings = [s.heading for s in document_from_text(text, "t").sections]
    assert headings == ["1 Birds", *(f"{n} Ponds" for n in range(2, 60))]


def test_a_list_without_heading_begins_at_the_last_first_label_that_others_follow() -> None:
    listed = "".join(f"[{n}] A. Fenn. A corpus of {n} reeds. In Birds, 20{n:02}.\n" for n in range(1, 7))
    text = f"As [1] Fenn says, herons stand.\n\nWe count birds [2].\n\n{listed}\n[1] We thank the birds.\n"
    references = document_from_text(text, "t").references
    assert [r.key for r in references][:6] == ["1", "2", "3", "4", "5", "6"]
    assert references[0].title == "A corpus of 1 reeds"


def test_a_long_address_is_cut_and_ends_nobody_s_patience() -> None:
    text = "See https://example.org/" + "a/" * 1000 + " for more."
    (link,) = document_from_text(text, "t").links
    assert link.startswith("https://example.org/a/a/")
    assert len(link) <= 512


def test_emphasis_in_an_entry_is_no_part_of_its_title() -> None:
    text = "Birds.\n\nReferences\n\n[1] A. Fenn. _A corpus of reeds._ In *Birds*, 2020.\n"
    text += "[2] B. Lark. __Ponds of the north.__ In *Birds*, 2021.\n"
    assert [r.title for r in document_from_text(text, "t").references] == ["A corpus of reeds", "Ponds of the north"]
