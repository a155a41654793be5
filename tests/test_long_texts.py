"""Whole papers of one piece over and over are read in a time that grows with their length and not with its square."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.pipeline import extract_file

pytestmark = pytest.mark.long

LENGTH = 100_000
FAR_TOO_LONG = 30
"""Seconds of computing; each takes one or two, and what grew with the square took minutes."""

OPENING = "A count of waders\n\nIntroduction\n\nWe train BERT on C4.\n\n"


@contextmanager
def alarm() -> Iterator[None]:
    def ring(*_: object) -> None:
        raise AssertionError("far too long")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, FAR_TOO_LONG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("piece", ["a", "A", "1", " ", "(", "[1", "aA-", "\\{"])
def test_a_paper_of_one_piece_is_read_in_time(piece: str, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(OPENING + piece * (LENGTH // len(piece)), "utf-8")
    with alarm():
        assert extract_file(paper).sentence_count
