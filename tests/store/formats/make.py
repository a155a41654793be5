"""Makes the small graph of the format that this kg writes, which every later kg has to open: run once a format.

python tests/store/formats/make.py

The graph is of two of the papers in examples/, and a decision. One of a format that was given out is never made anew.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT))

from kg.building import build_graph  # noqa: E402
from kg.curating.deciding import Told, rename  # noqa: E402
from kg.store.backup import back_up  # noqa: E402
from kg.store.migrating import FORMAT  # noqa: E402


def main() -> int:
    """Write the graph as a backup beside this script; 1 where it is there already."""
    target = Path(__file__).with_name(f"format-{FORMAT}.tar.gz")
    if target.exists():
        print(f"{target.name} is there, and stays as it is", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph"
        build_graph(["examples/papers/plover.md", "examples/papers/marshbirds.md"], graph, jobs=1)
        (graph / "places.sqlite").unlink()  # it names folders of this machine
        rename(
            graph, "dataset:marshbirds", "Marsh Birds", Told("ada", datetime(2024, 5, 1, 12, tzinfo=UTC), "two words")
        )
        back_up(graph, target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
