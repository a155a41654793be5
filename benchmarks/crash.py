"""Does anything get lost when kg is killed? Builds, imports, removals and decisions are, at a thousand random moments.

kg's own commands run on a small corpus that is written for it, in processes that were forked from one with everything
loaded, and are hit by a signal. Then what was reported stored has to be stored, no paper
may be half there, and the next run, which may be killed too, goes on. At the end of each chain of runs the graph has to
be that of an undisturbed run, byte by byte in Turtle and N-Quads, and that one has to hold to the shapes. The first
thing that does not hold ends it with exit code 1. Where the kills hit is told by phase.

Kills hit all processes of a run, or its first, a worker or the fork server alone, in turn, with one worker and with
two. A process that is left must end by itself, and a run that lost a worker must go on and tell which paper that cost.

    python benchmarks/crash.py [--kills 1000] [--seed 1] [--papers 24] [--interrupts 100] [--troubles 100] [--json]

With --interrupts it goes on with runs stopped as by Ctrl-C, and with --troubles with full disks and folders that may
not be written, where such can be made.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from crash_parts.corpus import write_corpus
from crash_parts.killing import INTERRUPTS, KILLS, Tally, kill_again_and_again
from crash_parts.scenarios import BrokenError, all_scenarios
from crash_parts.troubles import bring_trouble
from crash_parts.warmed import Phase, warm


def main() -> int:
    """Kill and print; 1 where something did not hold."""
    options = arguments()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kg-crash-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        warm(write_corpus(folder / "warm", 3, options.seed))
        try:
            ground, scenarios = all_scenarios(folder, options.papers, options.batch, options.seed)
            tally = kill_again_and_again(ground, scenarios, options.kills, options.seed, told=progress)
            stopped = kill_again_and_again(
                ground, scenarios, options.interrupts, options.seed, blows=INTERRUPTS, told=progress
            )
            troubles = bring_trouble(ground, scenarios[0], options.troubles, options.seed)
        except BrokenError as error:
            print(f"crash: {error}", file=sys.stderr)
            return 1
    result = figures(tally) | {
        "interrupts": sum(stopped.hits.values()),
        "by_blow": {
            blow.value: {f"{jobs} jobs": (tally.blows + stopped.blows)[blow, jobs] for jobs in (1, 2)}
            for blow in (*KILLS, *INTERRUPTS)
        },
        "longest_run_s": round(max(tally.run_s, stopped.run_s), 2),
        "longest_orphan_s": round(max(tally.orphans_s, stopped.orphans_s), 2),
        "troubles": troubles,
        "seconds": round(time.monotonic() - began, 1),
    }
    print(json.dumps(result) if options.json else table(tally, result))
    return 0


def arguments() -> argparse.Namespace:
    """The options given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=int, default=24, help="papers of the corpus (24)")
    parser.add_argument("--batch", type=int, default=6, help="papers stored together (6), fewer than kg's own 16")
    parser.add_argument("--interrupts", type=int, default=0, help="runs stopped as by Ctrl-C (0)")
    parser.add_argument("--troubles", type=int, default=0, help="runs on full disks and read-only folders (0)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def progress(tally: Tally) -> None:
    """Tell how far it is, on stderr."""
    print(f"\r{sum(tally.hits.values())} kills, {tally.chains} chains", end="", file=sys.stderr, flush=True)


def figures(tally: Tally) -> dict[str, object]:
    """The tally as plain values."""
    scenarios = sorted({name for name, _ in tally.hits})
    return {
        "kills": sum(tally.hits.values()),
        "chains": tally.chains,
        "runs": tally.runs,
        "papers_reported_stored": tally.acknowledged,
        "by_phase": {p.name.lower(): sum(n for (_, hit), n in tally.hits.items() if hit is p) for p in Phase},
        "by_scenario": {s: sum(n for (name, _), n in tally.hits.items() if name == s) for s in scenarios},
    }


def table(tally: Tally, result: dict[str, object]) -> str:
    """The result as lines for people."""
    scenarios = sorted({name for name, _ in tally.hits})
    lines = [f"{'ended while':<14}" + "".join(f"{name:>20}" for name in scenarios)]
    lines += [
        f"{phase.name.lower():<14}" + "".join(f"{tally.hits[name, phase]:>20}" for name in scenarios) for phase in Phase
    ]
    lines.append("")
    lines += [
        f"{name:<28}" + "".join(f"{count:>6} with {jobs}" for jobs, count in counts.items())
        for name, counts in result["by_blow"].items()
    ]
    lines.append("")
    lines += [f"{name.replace('_', ' ')}: {value}" for name, value in result.items() if not name.startswith("by_")]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
