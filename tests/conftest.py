"""What holds for all tests."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from kg import interrupts

# a machine that is busy with other things must not make a test fail
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def ctrl_c_as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that runs the program in this process leaves Ctrl-C ignored; later ones would inherit that."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)}
    monkeypatch.setattr(interrupts, "_INTERRUPTS", interrupts._Interrupts())
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
