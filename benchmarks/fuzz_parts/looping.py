"""A target is given case after case until its time is up, in a process of its own that may die of one."""

import json
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType

_LONGEST_CASE = 6_000  # bytes out of which a case is made
_PATIENCE_S = 20  # for one case
_STARTING_S = 60


class HungError(Exception):
    """A case took longer than any may."""


@dataclass
class Result:
    """What became of a target: cases that were made, seconds, the slowest case's, and what went wrong, each once."""

    target: str
    cases: int = 0
    seconds: float = 0.0
    slowest_s: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)


def fuzz(script: Path, target: str, *, seconds: float, cases: int, seed: int, folder: Path) -> Result:
    """Run the script with --here for the target, and again with another seed where a case killed it."""
    result, left = Result(target), seconds
    while left > 0 and result.cases < cases:
        last, told = folder / f"{target}.last", folder / f"{target}.json"
        told.unlink(missing_ok=True)
        wanted = [
            "--here",
            str(folder),
            "--seconds",
            f"{left:g}",
            "--cases",
            str(cases - result.cases),
            "--seed",
            str(seed),
        ]
        began = time.monotonic()
        died = _died([sys.executable, str(script), target, *wanted], left + _STARTING_S + 2 * _PATIENCE_S)
        if told.exists():
            found = Result(**json.loads(told.read_text("utf-8")))
            result.cases += found.cases
            result.slowest_s = max(result.slowest_s, found.slowest_s)
            result.faults |= found.faults
        if not died:
            result.seconds += found.seconds
            break
        result.seconds += time.monotonic() - began
        result.faults.setdefault(died, f"made of {last.read_bytes().hex() if last.exists() else 'nothing'}")
        left, seed = left - (time.monotonic() - began), seed + 1
    return result


def _died(command: list[str], limit_s: float) -> str | None:
    """How the process died, or None where it did not."""
    try:
        done = subprocess.run(command, check=False, timeout=limit_s, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return "it hung where no signal reaches"
    return f"it died with {done.returncode}: {done.stderr[-2000:]}" if done.returncode else None


def run_here(
    one_input: Callable[[bytes], object], result: Result, *, seconds: float, cases: int, seed: int, folder: Path
) -> None:
    """Give the target cases in this process; the result lies in the folder afterwards."""
    signal.signal(signal.SIGALRM, _hang)
    one_input(bytes(_LONGEST_CASE))  # what is loaded on first use is loaded now
    last, began = folder / f"{result.target}.last", time.monotonic()
    for number, buffer in enumerate(_buffers(seed)):
        if time.monotonic() - began >= seconds or result.cases >= cases:
            break
        last.write_bytes(buffer)
        signal.alarm(_PATIENCE_S)
        start = time.process_time()
        try:
            result.cases += one_input(buffer) is not None  # None: the bytes did not make a case
        except Exception as error:
            result.cases += 1
            result.faults.setdefault(_where(error), "".join(traceback.format_exception(error))[-6000:])
        finally:
            signal.alarm(0)
        result.slowest_s = max(result.slowest_s, time.process_time() - start)
        if number % 50 == 0:
            _tell(result, began, folder)
    _tell(result, began, folder)


def _tell(result: Result, began: float, folder: Path) -> None:
    result.seconds = time.monotonic() - began
    (folder / f"{result.target}.json").write_text(json.dumps(asdict(result)), "utf-8")


def _buffers(seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    while True:
        yield chance.randbytes(chance.randint(50, _LONGEST_CASE))


def _where(error: Exception) -> str:
    """The kind of error and the last line of kg's that it passed: faults of one cause count once."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/kg/" in f.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "the target"
    return f"{type(error).__name__} in {place}"


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise HungError(f"no answer within {_PATIENCE_S} seconds")
