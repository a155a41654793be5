"""What a pattern costs on the texts that are hardest for it."""

import math
import signal
import time
from dataclasses import dataclass
from statistics import linear_regression
from types import FrameType

from patterns_parts.attacks import pieces, text_of
from patterns_parts.bounds import bound_of
from patterns_parts.collected import Used

SIZES = (25_000, 50_000, 100_000)
_TRIED = 2_000  # characters on which all attacks are tried, to pick the hardest
_FAR_TOO_LONG = 0.25  # seconds for so few
_PICKED = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a pattern on the hardest text found at each size; where a size took too long, the larger are left."""

    used: Used
    attack: tuple[str, str]
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    in_time: bool

    @property
    def growth(self) -> float:
        """How much more of the time a text takes than of the length, from the least size to the greatest."""
        if len(self.seconds) < 2:
            return 1.0
        return (self.seconds[-1] / max(self.seconds[0], 1e-9)) / (self.sizes[len(self.seconds) - 1] / self.sizes[0])


class _TooLongError(Exception):
    """The alarm went."""


def hardest(used: Used, length: int = _TRIED) -> list[tuple[str, str]]:
    """The attacks that cost the pattern most on a text of the length, the hardest first."""
    tried: list[tuple[float, tuple[str, str]]] = []
    for attack in pieces(used.pattern):
        taken = seconds(used, attack, length, _FAR_TOO_LONG)
        if taken is None:
            return [attack]
        tried.append((taken, attack))
    return [attack for _, attack in sorted(tried, key=lambda t: -t[0])[:_PICKED]]


def measure(used: Used, *, sizes: tuple[int, ...] = SIZES, limit: float) -> Cost:
    """What the pattern costs at the sizes, or at its bound, on the harder of the attacks picked."""
    bound = bound_of(used.module, used.name)
    sizes = (bound.characters,) if bound else sizes
    costs = [_cost(used, attack, sizes, limit) for attack in hardest(used, min(_TRIED, sizes[0]))]
    return max(costs, key=lambda c: (not c.in_time, c.seconds[-1:]))


def exponent(used: Used, attack: tuple[str, str], *, sizes: tuple[int, ...], tries: int, limit: float) -> float:
    """With which power of a text's length the pattern's time grows: 1 where twice the text takes twice the time.

    Of each size the least of several times counts, which what else the machine does hardly touches; through their
    logarithms goes the straight line that fits best. Infinite where one takes longer than the limit.
    """
    least = []
    for size in sizes:
        taken = [seconds(used, attack, size, limit) for _ in range(tries)]
        if None in taken:
            return math.inf
        least.append(max(min(s for s in taken if s is not None), 1e-9))
    return linear_regression([math.log(s) for s in sizes], [math.log(s) for s in least]).slope


def seconds(used: Used, attack: tuple[str, str], length: int, limit: float) -> float | None:
    """Seconds of this process that the pattern takes for the attack at a length, None for more than the limit."""
    text = text_of(*attack, length, used.pattern)
    before = signal.signal(signal.SIGVTALRM, _ring)
    started = time.thread_time()  # the clock of the process goes by ticks while an alarm is set
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        _ask(used, text)
        return time.thread_time() - started
    except _TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _cost(used: Used, attack: tuple[str, str], sizes: tuple[int, ...], limit: float) -> Cost:
    taken: list[float] = []
    for size in sizes:
        now = seconds(used, attack, size, limit)
        if now is None:
            return Cost(used, attack, sizes, (*taken, limit), in_time=False)
        taken.append(now)
    return Cost(used, attack, sizes, tuple(taken), in_time=True)


def _ask(used: Used, text: str | bytes) -> None:
    if used.way == "search":
        for _ in used.pattern.finditer(text):  # type: ignore[arg-type]
            pass
    else:
        getattr(used.pattern, used.way)(text)


def _ring(_: int, __: FrameType | None) -> None:
    raise _TooLongError
