"""No regular expression takes more than its share of time, however a text is made."""

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

import pytest

from tests.sessions import ROOT

pytestmark = pytest.mark.long

SIZE = 100_000
SIZES = (12_500, 25_000, 50_000, SIZE)
ALLOWED = 0.1
"""Seconds of computing that a pattern may take."""

FAR_TOO_LONG = 1.0
"""Seconds of computing: ten times what a pattern may take, and a tenth of what one takes that grows with the square."""

NOTICED = 0.005
"""Seconds below which it does not matter how the time grows; what grows with the square takes them all the more."""

LINEAR = 1.35
"""The power of a text's length with which the time may grow: caches make it a little more than 1, a square is 2."""

TRIES = 3

ROOMS = ("kg.c", "kg.documents.l", "kg.documents.p", "kg.documents", "kg.extraction", "kg.statements", "kg")
"""Beginnings of modules; a pattern belongs to the first that its module begins with."""


@pytest.fixture(scope="module")
def measuring() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    yield import_module("patterns_parts.measuring")
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def patterns(measuring: ModuleType) -> dict[str, list]:
    rooms: dict[str, list] = {room: [] for room in ROOMS}
    for used in import_module("patterns_parts.collected").collect():
        rooms[next(room for room in ROOMS if used.module.startswith(room))].append(used)
    return rooms


@pytest.fixture(scope="module")
def costs(measuring: ModuleType, patterns: dict[str, list]) -> Callable[[str], list]:
    """What the patterns of a room cost, measured once."""
    return cache(lambda room: [measuring.measure(u, sizes=(SIZE,), limit=FAR_TOO_LONG) for u in patterns[room]])


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_reads_a_text_that_is_made_to_be_hard_for_it_in_time(room, costs):
    assert costs(room)
    assert not [f"{c.used.place} {c.used.name} {c.attack}" for c in costs(room) if not c.in_time]


@pytest.mark.parametrize("room", ROOMS)
def test_no_pattern_takes_a_tenth_of_a_second_of_computing_on_an_idle_core(room, measuring, costs):
    dear = [c for c in costs(room) if c.seconds[-1] > ALLOWED]  # perhaps for somebody else was at work
    least = {
        c: min(measuring.seconds(c.used, c.attack, c.sizes[-1], FAR_TOO_LONG) or 1 for _ in range(TRIES)) for c in dear
    }
    assert not [f"{c.used.place} {c.used.name} {c.attack} {s:.3f}" for c, s in least.items() if s > ALLOWED]


@pytest.mark.parametrize("room", ROOMS)
def test_the_time_of_every_pattern_grows_with_the_length_of_the_text_and_no_faster(room, measuring, costs):
    dear = [c for c in costs(room) if c.seconds[-1] > NOTICED and c.sizes == (SIZE,)]
    powers = {c: _power(measuring, c.used, c.attack) for c in dear}
    assert not [f"{c.used.place} {c.used.name} {c.attack} {p:.2f}" for c, p in powers.items() if p > LINEAR]


def _power(measuring: ModuleType, used: object, attack: tuple[str, str]) -> float:
    """The power of the growth; where it looks too great, once more and more carefully."""
    quickly = measuring.exponent(used, attack, sizes=SIZES, tries=TRIES, limit=FAR_TOO_LONG)
    if quickly <= LINEAR:
        return quickly
    return measuring.exponent(used, attack, sizes=SIZES, tries=5 * TRIES, limit=FAR_TOO_LONG)


@pytest.mark.parametrize(
    ("pattern", "piece", "sizes", "linear"),
    [
        (r"\w+\s", "a", SIZES, False),
        (r"\w++\s|\w", "a ", SIZES, True),
        (r"\s+and", " ", (1_000, 2_000, 4_000, 8_000), False),
        (r"[a-z]\d", "a", SIZES, True),
    ],
)
def test_growth_with_the_square_is_told_from_growth_with_the_length(measuring, pattern, piece, sizes, linear):
    used = import_module("patterns_parts.collected").Used(re.compile(pattern), "kg.nowhere", 1, "_NONE", "search")
    power = measuring.exponent(used, ("", piece), sizes=sizes, tries=TRIES, limit=FAR_TOO_LONG)
    assert (power <= LINEAR) is linear, power


def test_a_pattern_that_begins_again_at_every_blank_is_caught(measuring):
    collected = import_module("patterns_parts.collected")
    slow = collected.Used(re.compile(r"\s+and"), "kg.nowhere", 1, "_AND", "search")
    assert not measuring.measure(slow, sizes=(SIZE,), limit=0.2).in_time


def test_patterns_are_asked_as_the_code_asks_them(patterns):
    ways = {(u.module, u.name): u.way for group in patterns.values() for u in group}
    assert ways["kg.documents.sniffing", "_HTML"] == "match"
    assert ways["kg.core.identifiers", "_ARXIV"] == "search"
    assert ways["kg.fetching.pacing", "_SECONDS"] == "fullmatch"


def test_every_bound_names_patterns_that_there_are_and_a_constant_of_the_code(patterns):
    bounds = import_module("patterns_parts.bounds").BOUNDS
    there = {(u.module, u.name) for group in patterns.values() for u in group}
    modules = {module for module, _ in there}
    assert all(bound.characters > 0 and bound.module in modules for bound in bounds)
    assert not [(b.module, n) for b in bounds for n in b.names if (b.module, n) not in there]
