import io
import sys
from pathlib import Path

import pytest

from kg.cli.progress import Bar, is_watched
from kg.cli.telling import set_up
from kg.spreading.under_way import UnderWay


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched_by(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in the place of stderr, from within the test, before which pytest puts its own there."""
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert isinstance(sys.stderr, Terminal)
    return sys.stderr


def test_a_long_job_shows_what_it_does_how_far_it_is_and_how_long_it_will_take(monkeypatch) -> None:
    terminal = watched_by(monkeypatch)
    with Bar("reading", "papers") as bar:
        bar(1, 4, "a.pdf")
        bar(2, 4, "b\x1b]0;x\x07[red].pdf")
    shown = terminal.getvalue()
    assert "reading" in shown
    assert "2 of 4 papers" in shown
    assert "left" in shown
    assert "[red].pdf" in shown
    assert "\x1b]0" not in shown


def test_what_is_in_work_has_its_name_before_anything_is_done(monkeypatch) -> None:
    terminal = watched_by(monkeypatch)
    with Bar("reading", "papers") as bar:
        under_way = UnderWay(bar, 3)
        under_way.begun(Path("slow.pdf"))
        under_way.begun(Path("quick.pdf"))
    shown = terminal.getvalue()
    assert "0 of 3 papers" in shown
    assert "slow.pdf" in shown
    assert "quick.pdf" not in shown


def test_of_those_in_work_the_one_begun_first_is_told() -> None:
    told: list[tuple[int, int, str]] = []
    under_way = UnderWay(lambda *how: told.append(how), 3)
    for name in ("a", "b"):
        under_way.begun(Path(name))
    under_way.ended(Path("b"))
    under_way.begun(Path("c"))
    under_way.ended(Path("a"))
    under_way.ended(Path("c"))
    assert told == [(0, 3, "a"), (1, 3, "a"), (2, 3, "c"), (3, 3, "c")]


@pytest.mark.parametrize("quiet", [True, False])
def test_nobody_sees_progress_who_wants_quiet_or_no_colours(quiet: bool, monkeypatch) -> None:
    terminal = watched_by(monkeypatch)
    if not quiet:
        monkeypatch.setenv("NO_COLOR", "1")
    set_up(quiet=quiet)
    try:
        assert not is_watched()
        with Bar() as bar:
            bar(1, 2, "a")
        assert terminal.getvalue() == ""
    finally:
        set_up()
