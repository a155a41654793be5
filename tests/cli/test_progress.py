import io
import sys

import pytest

from kg.cli.progress import Bar, is_watched
from kg.cli.telling import set_up


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
