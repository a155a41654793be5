"""However a graph came about, the same sources and the same log are the same graph."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.finishing import finish
from kg.store.curation_log import append
from kg.store.graph import Graph
from tests.curating.test_effects import LOG, undone
from tests.curating.world import NOTES, build, quads
from tests.samples import quail_1, quail_2

PAPERS = {"quail-1": quail_1(), "quail-2": quail_2()}
LINES = (*LOG, *undone(LOG))
ACTS = st.one_of(
    st.sampled_from([*PAPERS, "notes"]),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=5, unique_by=lambda d: d.id),
)


@settings(max_examples=5, deadline=None)
@given(st.lists(ACTS, min_size=3, max_size=7))
def test_what_came_and_went_before_leaves_no_trace(acts: list[object]) -> None:
    """An act puts a source in, or takes it out where it is there, or adds lines to the log."""
    with tempfile.TemporaryDirectory() as name:
        folder, there, log = Path(name) / "g", set[str](), list[object]()
        with Graph.open(folder) as graph:
            for act in acts:
                if isinstance(act, list):
                    append(folder, act)
                    log += act
                    graph.read_decisions()
                    graph.curate()
                elif act == "notes":
                    graph.remove_import(NOTES.name) if act in there else graph.put_import(NOTES)
                elif act in there:
                    graph.remove(PAPERS[str(act)].source.sha256)
                else:
                    graph.put(PAPERS[str(act)])
                there ^= {act} if isinstance(act, str) else set()
                finish(graph)
            assert not graph.curate()
        found = [paper for key, paper in PAPERS.items() if key in there]
        sources = [NOTES] if "notes" in there else []
        assert quads(folder) == build(Path(name) / "scratch", found, log, sources=sources)  # type: ignore[arg-type]
