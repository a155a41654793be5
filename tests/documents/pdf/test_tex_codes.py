"""Tests of the codes of TeX's bitmap fonts."""

import pytest

from kg.documents.pdf.characters import cleaned
from kg.documents.pdf.tex_codes import told


def test_the_later_encoding_gives_ligatures_dashes_and_quotes() -> None:
    page = "We \x1cne-tune the uni\x1ced e\x1ecient ra\x1fe \x1dow [1\x154] \x16 \x10quoted\x11 words."
    assert cleaned(told(page)) == "We fine-tune the unified efficient raffle flow [1–4] — “quoted” words."


def test_the_early_encoding_gives_ligatures_and_letters() -> None:
    page = "We \x0cne-tune the uni\x0ced e\x0ecient ra\x0fe on stra\x19e data [1{4] by Johnson{Lind \\here."
    assert (
        cleaned(told(page)) == "We fine-tune the unified efficient raffle on straße data [1–4] by Johnson–Lind “here."
    )


@pytest.mark.parametrize("page", ["f \x12x\x13 and \x10y\x11", "no codes", "one \x1cne word", "", "\x0b\x0c\x0e\x0f"])
def test_brackets_of_formulas_stay_what_they_are(page: str) -> None:
    assert told(page) == page


def test_no_character_is_won_or_lost() -> None:
    page = "uni\x1ced uni\x1ced uni\x1ced \x10 \x11 \x15 \x16 1\x154"
    assert len(told(page)) == len(page)
