"""How long kg takes to start."""

import tempfile
from pathlib import Path

from build import cost, kg
from reading_parts.figure import Figure
from speed_parts.given import Given, middle_of

_ROOT = Path(__file__).parent.parent.parent
_QUERY = "SELECT ?s WHERE { ?s a ?type } LIMIT 1"


def measure(given: Given) -> list[Figure]:
    """CPU seconds of `kg --help`, and of `kg query` with the process that answers it."""
    started = ["env", f"PYTHONPATH={_ROOT}", kg()]
    with tempfile.TemporaryDirectory() as folder:
        graph = str(Path(folder) / "graph")
        cost([*started, "build", str(_ROOT / "examples" / "papers" / "flightpath.txt"), "--graph", graph])
        helped, asked = middle_of(
            max(given.turns, 3),
            lambda: cost([*started, "--help"]),
            lambda: cost([*started, "query", _QUERY, "--graph", graph]),
        )
    on = "a graph of one paper"
    return [
        Figure("kg --help: CPU s", helped.cpu_seconds, 0.3, "", at_most=True),
        Figure("kg query: CPU s", asked.cpu_seconds, 0.6, on, at_most=True),
    ]
