"""Runs are ended at random moments, again and again, and what has to hold is looked at after each."""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from crash_parts.checking import Contents, contents, in_fork, turtle
from crash_parts.scenarios import BrokenError, Ground, Scenario, events, with_jobs
from crash_parts.warmed import Phase, Run

LONGEST_RUN_S = 90.0
"""A run of a small corpus hangs that takes longer."""

LONGEST_ORPHAN_S = 15.0
"""A process that is left after all that it works for has ended must be gone by then."""

_MOST_WANTED = (Phase.READING, Phase.STORING, Phase.FINISHING)
_AIMED = 0.7  # of the kills; the others come at any time
_MOST_OF_IT = 0.6  # of the time of reading, after which two workers have nothing to do any more
_MOST_IN_A_CHAIN = 8


class Blow(Enum):
    """Which of a run's processes get which signal."""

    KILL_ALL = "kill all"
    KILL_PARENT = "kill the parent alone"
    KILL_WORKER = "kill a worker alone"
    KILL_SERVER = "kill the fork server alone"
    INTERRUPT_ALL = "interrupt all"
    INTERRUPT_PARENT = "interrupt the parent alone"

    @property
    def signal(self) -> signal.Signals:
        """The signal that is sent."""
        return signal.SIGINT if self in INTERRUPTS else signal.SIGKILL

    @property
    def ends(self) -> bool:
        """Whether the run is to end by it; without a worker it goes on."""
        return self not in (Blow.KILL_WORKER, Blow.KILL_SERVER)


KILLS = (Blow.KILL_ALL, Blow.KILL_PARENT, Blow.KILL_WORKER, Blow.KILL_SERVER)
INTERRUPTS = (Blow.INTERRUPT_ALL, Blow.INTERRUPT_PARENT)
_SOME_FAILED = 3  # as kg ends where papers failed, which a killed worker was at


@dataclass(slots=True)
class Tally:
    """How many runs were hit in each phase of each scenario, by what, and how many chains of runs came to their end.

    orphans_s is the longest that a process was left after its run had ended, run_s the longest run.
    """

    hits: Counter[tuple[str, Phase]] = field(default_factory=Counter)
    blows: Counter[tuple[Blow, int]] = field(default_factory=Counter)
    orphans_s: float = 0.0
    run_s: float = 0.0
    turns: Counter[str] = field(default_factory=Counter)
    chains: int = 0
    runs: int = 0
    acknowledged: int = 0


def kill_again_and_again(
    ground: Ground,
    scenarios: list[Scenario],
    kills: int,
    seed: int,
    *,
    blows: Sequence[Blow] = KILLS,
    told: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Hit runs until so many were hit, going from one scenario and from one blow to the next, with one job and two.

    Raises:
        BrokenError: something that has to hold does not; the words say what, and after which kill.
    """
    chance, tally = random.Random(seed), Tally()
    while sum(tally.hits.values()) < kills:
        scenario = _next_scenario(scenarios, blows, tally)
        try:
            _chain(ground, scenario, kills, chance, tally, blows)
        except (BrokenError, RuntimeError) as error:
            raise BrokenError(
                f"{scenario.name}, seed {seed}, after {sum(tally.hits.values())} kills: {error}"
            ) from error
        tally.chains += 1
        tally.turns[scenario.name] += 1
        told(tally)
    return tally


def _chain(
    ground: Ground, scenario: Scenario, kills: int, chance: random.Random, tally: Tally, blows: Sequence[Blow]
) -> None:
    """Hit, go on, hit again, until a run comes to its end unhurt; then the graph has to be the undisturbed one."""
    graph = ground.folder / "graph"
    scenario.prepare(graph)
    safe: set[str] = set()
    most = sum(tally.hits.values()) + _MOST_IN_A_CHAIN
    while True:
        (ground.folder / "events").unlink(missing_ok=True)
        jobs = chance.choice((1, 2))
        run = ground.run(with_jobs(scenario.words(graph), jobs))
        tally.runs += 1
        blow = _rarest([b for b in blows if b.ends or scenario.reads], tally)
        hit = sum(tally.hits.values()) < min(kills, most) and _hit(run, scenario, chance, blow)
        phase = run.phase
        code = _end_of(run)
        tally.run_s = max(tally.run_s, time.monotonic() - run.began)
        now = set(events(ground.folder / "events"))
        if again := now & safe:
            raise BrokenError(f"{len(again)} papers that were stored were read again")
        safe |= now
        tally.acknowledged += len(now)
        ended = hit and code in (-blow.signal, 130) and blow.ends
        if not ended and code not in scenario.accepted | ({_SOME_FAILED} if hit and not blow.ends else set()):
            raise BrokenError(f"it ended with {code}{f' after {blow.value}' if hit else ''}: {_last(run)}")
        if "Traceback" in run.printed("stderr"):
            raise BrokenError(f"it ended in a traceback{f' after {blow.value}' if hit else ''}: {_last(run)}")
        if ended or (hit and not blow.ends):
            tally.hits[scenario.name, run.phase if ended else phase] += 1
            tally.blows[blow, jobs] += 1
            check(in_fork(contents, graph), scenario, safe)
        _wait_for_orphans(run, tally, blow if hit else None)
        if not (ended or (hit and not blow.ends)):
            break
    finish(ground, scenario, graph, safe)


def _next_scenario(scenarios: Sequence[Scenario], blows: Sequence[Blow], tally: Tally) -> Scenario:
    """The one that was gone through least often, of those with workers where these were hit least often."""
    fit = [s for s in scenarios if s.reads] if not _rarest(blows, tally).ends else scenarios
    return min(fit, key=lambda scenario: tally.turns[scenario.name])


def _rarest(blows: Sequence[Blow], tally: Tally) -> Blow:
    """The blow that was dealt least often."""
    return min(blows, key=lambda blow: sum(n for (dealt, _), n in tally.blows.items() if dealt is blow))


def _end_of(run: Run) -> int:
    """The exit code, when the run has ended.

    Raises:
        BrokenError: it hangs.
    """
    _comes(run, run.over)
    return run.wait()


def _wait_for_orphans(run: Run, tally: Tally, blow: Blow | None) -> None:
    """Wait until the run's last process is gone.

    Raises:
        BrokenError: one stays.
    """
    seconds = run.seconds_till_all_are_gone(LONGEST_ORPHAN_S)
    tally.orphans_s = max(tally.orphans_s, seconds)
    if left := run.processes():
        for number in left:
            os.kill(number, signal.SIGKILL)
        raise BrokenError(f"{len(left)} processes go on after {blow.value if blow else 'the end'}")


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


def _hit(run: Run, scenario: Scenario, chance: random.Random, blow: Blow) -> bool:
    """Wait for the moment and send the signal; False where the run, or who was to be hit, was over before."""
    phases = [phase for phase in (*Phase, *_MOST_WANTED) if scenario.lasts[phase] > 0]
    if blow.ends:
        aim = chance.choice(phases) if chance.random() < _AIMED else None
        wait = chance.uniform(0, scenario.lasts[aim] if aim is not None else sum(scenario.lasts.values()))
        entry = chance.randint(1, scenario.entries[aim]) if aim is not None else 0
        if not _comes(run, lambda: aim is None or run.entered(aim) >= entry):
            return False
    else:
        wait = chance.uniform(0, _MOST_OF_IT * scenario.lasts[Phase.READING])
        if not _comes(run, lambda: bool(run.entered(Phase.READING) and run.workers())):
            return False
    until = time.monotonic() + wait
    while time.monotonic() < until:
        if run.over():
            return False
        time.sleep(0.0005)
    return not run.over() and _struck(run, chance, blow)


def _comes(run: Run, moment: Callable[[], bool]) -> bool:
    """Wait for the moment; False where the run is over before.

    Raises:
        BrokenError: the run hangs.
    """
    deadline = time.monotonic() + LONGEST_RUN_S
    while not moment():
        if run.over():
            return False
        if time.monotonic() > deadline:
            run.send(signal.SIGKILL)
            raise BrokenError(f"it hangs: {_last(run)}")
        time.sleep(0.0005)
    return True


def _struck(run: Run, chance: random.Random, blow: Blow) -> bool:
    """Send the signal; whether there was whom to send it to."""
    if blow.ends:
        run.send(blow.signal, group=blow in (Blow.KILL_ALL, Blow.INTERRUPT_ALL))
        return True
    server = run.server()
    there = run.workers() if blow is Blow.KILL_WORKER else [server] if server is not None else []
    if not there:
        return False
    try:
        os.kill(chance.choice(there), signal.SIGKILL)
    except ProcessLookupError:
        return False
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
