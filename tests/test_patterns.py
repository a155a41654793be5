"""No regular expression takes more than its share of time, however a text is made."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest

from tests.sessions import ROOT

pytestmark = pytest.mark.long

SIZE = 100_000
FAR_TOO_LONG = 1.0
"""Seconds of computing: ten times what a pattern may take, and a tenth of what one takes that grows with the square."""

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


@pytest.mark.parametrize("room", ROOMS)
def test_every_pattern_reads_a_text_that_is_made_to_be_hard_for_it_in_time(room, measuring, patterns):
    costs = [measuring.measure(used, sizes=(SIZE,), limit=FAR_TOO_LONG) for used in patterns[room]]
    assert costs
    assert not [f"{c.used.place} {c.used.name} {c.attack}" for c in costs if not c.in_time]


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
