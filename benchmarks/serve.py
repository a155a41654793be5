"""How `kg serve` bears clients: requests a second, how long they wait, and whether its memory stays flat.

Several clients ask for every kind of page, JSON, RDF and query of a graph, one request after the other without a
pause; every tenth request of each goes to a bare page of Starlette's in a process of its own, so that what they wait
can be told as a multiple of what the same machine takes for no work at all, at the same time and under the same load.

    python benchmarks/serve.py GRAPH [--clients 8] [--minutes 5] [--different N] [--json FILE]
    python benchmarks/serve.py GRAPH --once N [--clients 8]

With --different memory is seen under the same requests again and again; with --once under N addresses of which each is
asked for once.
"""

import argparse
import json
import math
import random
import statistics
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from serve_parts.addresses import Asked, addresses
from serve_parts.once import asked_once
from serve_parts.servers import bare_page, kg_serve, resident_mib

BARE = "bare page"
_ONE_IN = 10
_LOOK_S = 5.0
_PATIENCE_S = 120.0


@dataclass
class Seen:
    """What was seen: seconds that requests took by group, answers that were none, and memory by time."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    memory: list[tuple[float, float]] = field(default_factory=list)


def main() -> None:
    """Print what was measured."""
    given = _arguments()
    if given.once:
        with kg_serve(given.graph) as (ours, pid):
            for number, mib in asked_once(ours, pid, clients=given.clients, most=given.once):
                print(f"{number:>8} addresses {mib:>8.1f} MiB")
        return
    with kg_serve(given.graph) as (ours, pid), bare_page() as (bare, _):
        with httpx.Client(base_url=ours, timeout=_PATIENCE_S) as client:
            asked = addresses(client)
        if given.different:
            asked = random.Random(0).sample(asked, min(given.different, len(asked)))
        seen = _load(ours, bare, asked, pid, given)
    result = _figures(seen, given)
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    _show(result)


def _load(ours: str, bare: str, asked: list[Asked], pid: int, given: argparse.Namespace) -> Seen:
    seen, begun = Seen(), time.monotonic()
    end = begun + 60 * given.minutes
    clients = [threading.Thread(target=_ask, args=(n, ours, bare, asked, end, seen)) for n in range(given.clients)]
    for client in clients:
        client.start()
    while any(client.is_alive() for client in clients):
        seen.memory.append((time.monotonic() - begun, resident_mib(pid)))
        time.sleep(_LOOK_S)
    return seen


def _ask(number: int, ours: str, bare: str, asked: list[Asked], end: float, seen: Seen) -> None:
    """One client: all addresses in an order of its own, again and again."""
    order = random.Random(number)
    with httpx.Client(timeout=_PATIENCE_S, headers={"accept": "text/html, */*;q=0.5"}) as client:
        turn = 0
        while time.monotonic() < end:
            for group, address in order.sample(asked, len(asked)):
                turn += 1
                _timed(client, seen, group, ours + address)
                if turn % _ONE_IN == 0:
                    _timed(client, seen, BARE, f"{bare}/")
                if time.monotonic() >= end:
                    return


def _timed(client: httpx.Client, seen: Seen, group: str, address: str) -> None:
    begun = time.perf_counter()
    try:
        answer = client.get(address)
    except httpx.TransportError as error:
        seen.refused[f"{group}: {type(error).__name__}"] += 1
        time.sleep(1)
        return
    seen.took[group].append(time.perf_counter() - begun)
    if answer.status_code >= 400:
        seen.refused[f"{group}: {answer.status_code}"] += 1


def _figures(seen: Seen, given: argparse.Namespace) -> dict[str, object]:
    bare = statistics.median(seen.took[BARE])
    groups = {}
    for group, took in sorted(seen.took.items()):
        middle, late = statistics.median(took), _late(took)
        groups[group] = {
            "requests": len(took),
            "p50_s": middle,
            "p95_s": late,
            "p50_ratio": middle / bare,
            "p95_ratio": late / bare,
        }
    ours = [second for group, took in seen.took.items() if group != BARE for second in took]
    half = seen.memory[len(seen.memory) // 2 :]
    return {
        "clients": given.clients,
        "minutes": given.minutes,
        "requests_a_second": len(ours) / (60 * given.minutes),
        "all": {
            "requests": len(ours),
            "p50_s": statistics.median(ours),
            "p95_s": _late(ours),
            "p50_ratio": statistics.median(ours) / bare,
            "p95_ratio": _late(ours) / bare,
        },
        "groups": groups,
        "refused": dict(seen.refused),
        "memory_mib": [(round(at), round(mib, 1)) for at, mib in seen.memory[:: max(1, len(seen.memory) // 20)]],
        "memory_slope_mib_a_minute": _slope(half) * 60 if len(half) > 1 else None,
    }


def _late(took: list[float]) -> float:
    return sorted(took)[math.ceil(0.95 * len(took)) - 1]


def _slope(points: list[tuple[float, float]]) -> float:
    """Of the line through the points with the least squares."""
    return statistics.linear_regression([at for at, _ in points], [mib for _, mib in points]).slope


def _show(result: dict[str, object]) -> None:
    rate = f"{result['requests_a_second']:.1f} requests a second"
    print(f"{result['clients']} clients for {result['minutes']:g} minutes: {rate}\n")
    print(f"{'':<26}{'requests':>9}{'p50 ms':>9}{'p95 ms':>9}{'p50':>8}{'p95':>8}  times the bare page's p50")
    for group, told in [*result["groups"].items(), ("all but the bare page", result["all"])]:
        print(
            f"{group:<26}{told['requests']:>9}{1000 * told['p50_s']:>9.0f}{1000 * told['p95_s']:>9.0f}"
            f"{told['p50_ratio']:>8.1f}{told['p95_ratio']:>8.1f}"
        )
    print(f"\nrefused: {result['refused'] or 'none'}")
    print("memory, MiB: " + ", ".join(f"{at} s {mib:g}" for at, mib in result["memory_mib"]))
    print(f"slope over the second half: {result['memory_slope_mib_a_minute']:+.2f} MiB a minute")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--different", type=int, help="only so many different addresses, again and again")
    parser.add_argument("--once", type=int, help="so many different addresses, each once, and memory alone")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit("serve: memory is looked up as Linux tells it")
    main()
