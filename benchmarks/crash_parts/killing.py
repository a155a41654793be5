"""Runs are ended at random moments, again and again, and what has to hold is looked at after each."""

import json
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crash_parts.checking import Contents, contents, in_fork, turtle
from crash_parts.scenarios import BrokenError, Ground, Scenario, events
from crash_parts.warmed import Phase, Run

LONGEST_RUN_S = 300.0
_MOST_WANTED = (Phase.READING, Phase.STORING, Phase.FINISHING)
_AIMED = 0.7  # of the kills; the others come at any time


@dataclass(slots=True)
class Tally:
    """How many runs were ended in each phase of each scenario, and how many chains of runs came to their end."""

    hits: Counter[tuple[str, Phase]] = field(default_factory=Counter)
    chains: int = 0
    runs: int = 0
    acknowledged: int = 0


def kill_again_and_again(
    ground: Ground,
    scenarios: list[Scenario],
    kills: int,
    seed: int,
    *,
    number: signal.Signals = signal.SIGKILL,
    told: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """End runs with the signal until so many were ended, going from one scenario to the next.

    Raises:
        BrokenError: something that has to hold does not; the words say what, and after which kill.
    """
    chance, tally = random.Random(seed), Tally()
    while sum(tally.hits.values()) < kills:
        scenario = scenarios[tally.chains % len(scenarios)]
        try:
            _chain(ground, scenario, kills, chance, tally, number)
        except (BrokenError, RuntimeError) as error:
            raise BrokenError(
                f"{scenario.name}, seed {seed}, after {sum(tally.hits.values())} kills: {error}"
            ) from error
        tally.chains += 1
        told(tally)
    return tally


def _chain(
    ground: Ground, scenario: Scenario, kills: int, chance: random.Random, tally: Tally, number: signal.Signals
) -> None:
    """Kill, go on, kill again, until a run comes to its end; then the graph has to be the undisturbed one."""
    graph = ground.folder / "graph"
    scenario.prepare(graph)
    safe: set[str] = set()
    while True:
        (ground.folder / "events").unlink(missing_ok=True)
        run = ground.run(scenario.words(graph))
        tally.runs += 1
        ended = sum(tally.hits.values()) < kills and _ended(run, scenario, chance, number)
        code = run.wait()
        now = set(events(ground.folder / "events"))
        if again := now & safe:
            raise BrokenError(f"{len(again)} papers that were stored were read again")
        safe |= now
        tally.acknowledged += len(now)
        if code in (-number, 130):
            tally.hits[scenario.name, run.phase] += 1
            check(in_fork(contents, graph), scenario, safe)
            continue
        if code not in scenario.accepted:
            raise BrokenError(f"it ended with {code}{' after a signal' if ended else ''}: {_last(run)}")
        break
    finish(ground, scenario, graph, safe)


def finish(ground: Ground, scenario: Scenario, graph: Path, safe: set[str]) -> None:
    """Let the last run come to its end, and hold what came of it against the undisturbed graph.

    Raises:
        BrokenError: they differ, or papers that were stored were read again.
    """
    report = json.loads(ground.finished(scenario.closing(graph)).printed("stdout"))
    if len(report["skipped"]) < len(safe):
        raise BrokenError(f"of {len(safe)} papers stored {len(report['skipped'])} were passed over by the next build")
    if in_fork(turtle, graph) != scenario.expected:
        raise BrokenError("the graph is not the undisturbed one")
    check(in_fork(contents, graph), scenario, safe)


def _ended(run: Run, scenario: Scenario, chance: random.Random, number: signal.Signals) -> bool:
    """Wait for the moment and send the signal; False where the run was over before."""
    phases = [phase for phase in (*Phase, *_MOST_WANTED) if scenario.lasts[phase] > 0]
    aim = chance.choice(phases) if chance.random() < _AIMED else None
    wait = chance.uniform(0, scenario.lasts[aim] if aim is not None else sum(scenario.lasts.values()))
    entry = chance.randint(1, scenario.entries[aim]) if aim is not None else 0
    deadline = time.monotonic() + LONGEST_RUN_S
    while aim is not None and run.entered(aim) < entry:
        if run.over():
            return False
        if time.monotonic() > deadline:
            run.send(signal.SIGKILL)
            raise BrokenError(f"it hangs: {_last(run)}")
        time.sleep(0.0005)
    until = time.monotonic() + wait
    while time.monotonic() < until:
        if run.over():
            return False
        time.sleep(0.0005)
    if run.over():
        return False
    run.send(number)
    return True


def check(found: Contents, scenario: Scenario, safe: set[str]) -> None:
    """Hold what is in the graph against what may be there.

    Raises:
        BrokenError: a paper is half there, or one that was stored is missing.
    """
    if not found.union_is_whole:
        raise BrokenError("the union is not that of the sources")
    half = [sha256 for sha256, digest in found.files.items() if digest not in scenario.allowed.get(sha256, ())]
    if half:
        raise BrokenError(f"{len(half)} papers say other things than undisturbed: {half[:3]}")
    if missing := (safe | scenario.kept) - set(found.files):
        raise BrokenError(f"{len(missing)} papers that were stored are missing: {sorted(missing)[:3]}")


def _last(run: Run) -> str:
    return run.printed("stderr")[-2000:]
