"""Two stored graphs held against each other, and against exports."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.core.document import SourceFile
from kg.core.errors import GraphUnavailableError
from kg.core.extraction import Extraction
from kg.core.statement import Statement
from kg.store.comparing import ComparableReader
from kg.store.encoding import encode
from kg.store.exported import opened
from kg.store.graph import Graph
from kg.store.identity import alone
from kg.store.transaction import apply
from kg.tracing.comparison import difference
from kg.tracing.difference import ClaimChange, Difference
from kg.views.export import ExportOptions, export
from tests.samples import FACTS, KNOWN, dataset, quail_1, quail_2

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    def built(name: str, *papers: Extraction, known: bool = True) -> Path:
        with Graph.open(tmp_path / name) as graph:
            graph.put_many(papers)
            graph.put_background(KNOWN if known else (), FACTS if known else ())
        return tmp_path / name

    return built


def differ(one: Path, other: Path, limit: int = 1000) -> Difference:
    with opened(one) as before, opened(other) as after:
        return difference(ComparableReader(before), ComparableReader(after), limit=limit)


def claims(changes: tuple[ClaimChange, ...]) -> list[tuple[str, str, str]]:
    return [(c.ends[0], c.relation, c.ends[1]) for c in changes]


def without(paper: Extraction, *places: int) -> Extraction:
    """The paper without some of its statements."""
    return replace(paper, statements=tuple(s for n, s in enumerate(paper.statements) if n not in places))


def test_a_graph_does_not_differ_from_itself_nor_from_its_exports(build: Build, tmp_path: Path) -> None:
    folder = build("one", quail_1(), quail_2())
    assert differ(folder, folder).same
    for suffix, rdf12 in (
        ("ttl", False),
        ("nt", False),
        ("trig", False),
        ("nq", False),
        ("jsonld", False),
        ("nq", True),
    ):
        file = tmp_path / f"one.{suffix}"
        with Graph.open_read_only(folder) as graph:
            export(graph, file, ExportOptions(rdf12=rdf12))
        found = differ(folder, file)
        assert found.same, (suffix, dict(found.counts))


def test_the_order_of_papers_makes_no_difference(build: Build) -> None:
    assert differ(build("one", quail_1(), quail_2()), build("other", quail_2(), quail_1())).same


def test_a_paper_that_came_brings_its_statements_and_strengthens_those_of_others(build: Build) -> None:
    found = differ(build("one", quail_1()), build("other", quail_1(), quail_2()))
    assert [node.label for node in found.papers_added] == ["Quail-2: A Second Bird Model"]
    assert (found.papers_removed, found.papers_reread, found.removed) == ((), (), ())
    assert ("Quail-2", "fine_tuned_from", "Quail-1") in claims(found.added)
    (introduced,) = found.changed
    assert introduced.ends == ("Quail-1", "Quail-1: A First Model of Marsh Birds")
    assert introduced.beliefs == pytest.approx((0.9, 0.99))
    assert [e.label for e in introduced.gained] == ["Quail-2: A Second Bird Model"]
    assert introduced.lost == ()


def test_the_other_way_round_all_is_the_other_way_round(build: Build) -> None:
    one, other = build("one", quail_1()), build("other", quail_1(), quail_2())
    there, back = differ(one, other), differ(other, one)
    assert back.papers_removed == there.papers_added
    assert claims(back.removed) == claims(there.added)
    assert [c.lost for c in back.changed] == [c.gained for c in there.changed]


def test_evidence_that_went_is_told_with_what_is_believed_now(build: Build) -> None:
    paper = quail_2()
    place = next(n for n, s in enumerate(paper.statements) if len(s.evidence) == 2)
    told = paper.statements[place]
    fewer = Statement(*told.triple, told.evidence[:1])
    changed = replace(paper, statements=(*paper.statements[:place], fewer, *paper.statements[place + 1 :]))
    found = differ(build("one", paper), build("other", changed))
    assert (found.removed, found.added) == ((), ())
    (change,) = found.changed
    assert [e.quote for e in change.lost] == [told.evidence[1].quote]
    assert change.beliefs == pytest.approx((0.9, 0.9))


def test_a_belief_alone_may_change(build: Build) -> None:
    paper = quail_1()
    surer = tuple(
        Statement(*s.triple, tuple(replace(e, confidence=0.95) for e in s.evidence))
        if s.predicate.value == "has_part"
        else s
        for s in paper.statements
    )
    found = differ(build("one", paper), build("other", replace(paper, statements=surer)))
    (change,) = found.changed
    assert (change.beliefs, change.lost, change.gained) == (pytest.approx((0.9, 0.95)), (), ())


def test_the_same_paper_from_other_bytes_was_read_anew(build: Build) -> None:
    paper = quail_1()
    again = replace(paper, source=SourceFile("second.txt", "text/plain", "e" * 64))
    found = differ(build("one", paper), build("other", again))
    assert [node.label for node in found.papers_reread] == [paper.title]
    assert (found.papers_added, found.papers_removed, found.changed) == ((), (), ())


def test_another_version_of_kg_read_it_anew(build: Build) -> None:
    found = differ(build("one", quail_1()), build("other", replace(quail_1(), version="0.2.0")))
    assert [node.label for node in found.papers_reread] == [quail_1().title]
    assert found.counts["changed"] == 0


def test_a_work_whose_identifier_became_known_is_the_same_work(build: Build) -> None:
    known = replace(quail_1(), arxiv="2209.00001")
    found = differ(build("one", quail_1(), quail_2()), build("other", known, quail_2()))
    (renamed,) = found.renamed
    assert renamed.after.iri == "https://arxiv.org/abs/2209.00001"
    assert renamed.before.label == renamed.after.label
    assert (found.removed, found.added, found.changed) == ((), (), ())
    assert (found.papers_added, found.papers_removed) == ((), ())


def test_a_thing_that_got_another_identifier_is_the_same_thing(build: Build) -> None:
    paper = quail_2()
    entities = tuple(replace(e, id="dataset:reedsongs-0123456789") if e.id == "dataset:reedsongs" else e
                     for e in paper.entities)  # fmt: skip
    statements = tuple(
        replace(s, object="dataset:reedsongs-0123456789") if s.object == "dataset:reedsongs" else s
        for s in paper.statements
    )
    found = differ(build("one", paper), build("other", replace(paper, entities=entities, statements=statements)))
    (renamed,) = found.renamed
    assert renamed.before.label == "ReedSongs"
    assert renamed.after.iri.endswith("reedsongs-0123456789")
    assert (found.removed, found.added, found.changed) == ((), (), ())


def test_a_thing_taken_for_another_one_brings_its_evidence_there(build: Build) -> None:
    paper = quail_2()
    merged = replace(dataset("MarshBirds"), surfaces=("MarshBirds", "ReedSongs"))
    entities = tuple(merged if e.id == "dataset:marshbirds" else e
                     for e in paper.entities if e.id != "dataset:reedsongs")  # fmt: skip
    statements = [s for s in paper.statements if s.object != "dataset:reedsongs"]
    found = differ(build("one", paper), build("other", replace(paper, entities=entities, statements=tuple(statements))))
    assert [(r.before.label, r.after.label) for r in found.renamed] == [("ReedSongs", "MarshBirds")]
    assert found.removed == ()


def test_parts_are_cut_and_counted_whole(build: Build) -> None:
    found = differ(build("one", quail_1()), build("other", quail_1(), quail_2()), limit=2)
    assert len(found.added) == 2 < found.counts["added"]
    assert not found.same


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("notes.md", "# Notes", "neither a graph's folder nor an export"),
        ("broken.ttl", "<a> <b> .", "no Turtle that can be read"),
        (
            "other.nt",
            "<http://a.b> <http://b.c> <http://c.d> .\n",
            "no statements with their evidence",
        ),
    ],
)
def test_a_file_that_is_no_export_is_refused(name: str, text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphUnavailableError, match=said), opened(tmp_path / name):
        pass


def in_memory(paper: Extraction) -> ComparableReader:
    """A reader of a graph that holds the paper alone and no folder."""
    store = Store()
    apply(store, encode(paper, alone(paper)), ())
    return ComparableReader(cast(Graph, SimpleNamespace(store=store, writable=False)))


subsets = st.sets(st.integers(0, len(quail_2().statements) - 1))


@settings(max_examples=25, deadline=None)
@given(subsets, subsets)
def test_what_is_gone_and_new_is_the_difference_of_sets(left: set[int], right: set[int]) -> None:
    found = difference(in_memory(without(quail_2(), *left)), in_memory(without(quail_2(), *right)))
    assert len(found.removed) == len(right - left)
    assert len(found.added) == len(left - right)
    assert found.changed == ()
    assert found.same == (left == right)
