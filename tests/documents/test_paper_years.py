import pytest

from kg.documents.front_matter import front_matter
from kg.documents.titles import FrontLine

TITLE = FrontLine("Counting Birds", ("Counting Birds",), 17, True)


def _year(*page: str) -> int | None:
    return front_matter([TITLE], [], page=page).year


def test_a_stamp_of_a_download_says_nothing_of_the_year() -> None:
    stamp = "Authorized licensed use limited to: Reed College. Downloaded on November 17,2022 at 10:00 from Reedplore."
    found = front_matter([TITLE], [stamp], page=["978-1-0000-0000-2/17/$31.00 ©2017 REED", "Counting Birds"])
    assert found.year == 2017
    assert front_matter([TITLE], [stamp]).year is None


def test_a_template_s_running_head_is_neither_venue_nor_year() -> None:
    head = "JOURNAL OF LATEX CLASS FILES, VOL. 14, NO. 8, AUGUST 2015 1"
    found = front_matter([TITLE], ["arXiv:1709.01234v1 [cs.CL] 19 Sep 2017", head])
    assert (found.year, found.venue) == (2017, None)
    assert front_matter([TITLE], [head]).year is None


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Copyright 2012 by the author(s)/owner(s).", 2012),
        ("Copyright © 1975, Association for Counting Birds, Inc.", 1975),
        ("BIRD’09 June 15–20, 2009, Reed Hollow, Marshland.", 2009),
        ("BirdSys ’16 September 15-19, 2016, Reed Hollow", 2016),
        ("BIRD 2013 Extended Abstracts, April 27–May 2, 2013, Reed Hollow.", 2013),
        ("3045-9227/94$04.00 0 1994 BIRD", 1994),
        ("Submitted to BL’08 1 2008/6/16", 2008),
        ("Published 5 June 2017", 2017),
        ("Manuscript received April 21, 1993; revised December 21, 1993.", 1993),
        ("Received: January 12, 2018", 2018),
    ],
)
def test_a_note_of_the_first_page_dates_the_paper(line: str, year: int) -> None:
    assert _year("as was said by Lark in 2001 of the", line, "Accepted birds sing [Finch, 2003]") == year


@pytest.mark.parametrize(
    "line",
    [
        "received much attention since the work of Lark (2003)",
        "published by Finch et al. 2003 and others, who counted birds",
        "BIRD 2013 holds more birds than any other set that we know of",
        "(c) Counts of the birds of the lake that were seen in 2003",
        "Accessed: 3 May 2019",
    ],
)
def test_running_text_does_not(line: str) -> None:
    assert _year(line) is None


def test_an_event_s_two_digits_give_the_year() -> None:
    head = "Proceedings of the Sixth Joint Conference on Birds (BIRD-17)"
    assert front_matter([TITLE], [head]).year == 2017


def test_a_note_of_the_proceedings_runs_over_two_lines() -> None:
    assert _year("Proceedings of the 30th BIRD Conference,", "Reed Hollow, Marshland, 2004") == 2004
    assert _year("Proceedings of the birds that were counted", "as was said by Lark [Lark, 2004]") is None
