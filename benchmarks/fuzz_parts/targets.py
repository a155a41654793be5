"""What is fuzzed: each target takes what a strategy made, and lets nothing pass but errors that users are told of."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz_parts import others, papers

Target = Callable[[], None]


def _folder() -> Path:
    """A folder in memory where there is one: every case writes a file."""
    shared = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="kg-fuzz-", dir=shared if shared.is_dir() else None))


def _target(name: str, strategy: st.SearchStrategy[Any], look: Callable[[Any], None]) -> Target:
    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def target(case: Any) -> None:
        try:
            look(case)
        except BaseException as error:
            error.add_note(f"the case: {case!r}")
            raise

    target.__name__ = name
    return target


def targets() -> dict[str, Target]:
    """Every target by its name; each is a Hypothesis test, whose fuzz_one_input takes bytes."""
    folder = _folder()
    made: dict[str, Target] = {}
    for name, (file, texts) in papers.MARKED.items():
        made[name] = _target(
            name, texts, lambda text, file=file: papers.read(folder, file, text.encode("utf-8", "replace"))
        )
    for name, (file, data) in papers.BYTES.items():
        made[name] = _target(name, data, lambda data, file=file: papers.read(folder, file, data))
    made["references"] = _target("references", papers.REFERENCES, papers.parse)
    made["imports"] = _target("imports", others.IMPORTS, lambda case: others.take_in(*case))
    made["curation"] = _target("curation", others.CURATIONS, lambda text: others.decide(folder, text))
    made["queries"] = _target("queries", others.QUERIES, others.ask)
    return made
