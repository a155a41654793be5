"""What each decision does to the graph, and that nothing is lost by it."""

import shutil
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from kg.core.decisions import Decision, DecisionKind
from kg.core.document import Reference
from kg.core.errors import UnknownStatementError
from kg.core.lineage import EvidenceKind
from kg.core.statement import UNDISCLOSED, Predicate
from kg.curating.deciding import accept, reject, undo
from kg.curating.listing import Fate, listing
from kg.finishing import finish
from kg.store import vocabulary as v
from kg.store.curation_log import append, read_log
from kg.store.graph import Graph
from kg.store.query import run_query
from kg.store.reading import GraphReader
from kg.store.shapes import check
from kg.store.terms import CURATION_GRAPH, entity_iri
from tests.curating.world import NOTES, Q1, Q2, belief, build, decision, quads, told
from tests.samples import citing, quail_1, quail_2, source_file

ACCEPT, REJECT, ADD, REROLE = DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.ADD, DecisionKind.REROLE
MERGE, SPLIT, APART, RENAME = DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.APART, DecisionKind.RENAME
UNDO = DecisionKind.UNDO
TRAINED = Predicate.TRAINED_ON
LOG = (
    decision(ACCEPT, "model:Quail-2", TRAINED, "dataset:ReedSongs", value="0.7", why="looked it up"),
    decision(REJECT, "model:Quail-2", TRAINED, "dataset:MarshBirds", minutes=1),
    decision(MERGE, "dataset:PondNoise", None, "dataset:WaterSounds", value="WaterSounds", minutes=2),
    decision(SPLIT, "dataset:MarshBirds", None, "dataset:Marsh 2", value="Marsh 2", source=Q2, minutes=3),
    decision(RENAME, "model:Quail-1", value="Quail One", minutes=4),
    decision(REROLE, Q2, None, "dataset:DuckBench", value="trains_on", minutes=5),
    decision(ADD, "model:Quail-1", TRAINED, "dataset:Lake Hum", quote="and on Lake Hum", minutes=6),
    decision(ADD, "dataset:ReedSongs", Predicate.INTRODUCED_BY, "arxiv:2201.00009", source="a talk", minutes=7),
    decision(APART, "dataset:marshbirds", None, "dataset:reedsongs", minutes=8),
    decision(REJECT, "model:Larks-XL", Predicate.DISCLOSURE, UNDISCLOSED, minutes=9),
    decision(REROLE, Q2, None, "model:Larks-XL", value="none", minutes=10),
    decision(REJECT, "model:Quail-1", Predicate.INTRODUCED_BY, Q1, source=Q2, minutes=11),
)


def undone(log: tuple[Decision, ...]) -> list[Decision]:
    return [decision(UNDO, value=d.id, minutes=100 + i) for i, d in enumerate(log)]


def holds(folder: Path, subject: str, predicate: NamedNode, target: str) -> bool:
    """Whether any graph asserts the plain triple; ends are ids."""
    with Graph.open_read_only(folder) as graph:
        found = graph.store.quads_for_pattern(entity_iri(subject), predicate, entity_iri(target), None)
        return next(iter(found), None) is not None


@pytest.mark.parametrize("one", LOG, ids=lambda d: f"{d.kind.value}-{d.when.minute}")
def test_a_decision_shows_and_undoing_it_gives_back_the_graph_to_the_byte(
    tmp_path: Path, one: Decision, plain: bytes
) -> None:
    decided = build(tmp_path / "g", log=[one])
    assert decided != plain
    assert [d.fate for d in listing(tmp_path / "g").decisions] == [Fate.IN_EFFECT]
    append(tmp_path / "g", undone((one,)))
    with Graph.open(tmp_path / "g") as graph:
        assert graph.curate()
        finish(graph)
        assert not graph.curate()
    assert quads(tmp_path / "g") == plain


def test_papers_and_lines_in_any_order_and_all_at_once_give_the_same_graph(tmp_path: Path, untouched: Path) -> None:
    graphs = {build(tmp_path / "g0", log=LOG)}
    for number, (papers, log) in enumerate(
        zip(permutations((quail_1(), quail_2())), (LOG[::-1], LOG[5:] + LOG[:5]), strict=True), 1
    ):
        graphs.add(build(tmp_path / f"g{number}", papers, log))
    shutil.copytree(untouched, tmp_path / "later")
    append(tmp_path / "later", LOG)
    with Graph.open(tmp_path / "later") as graph:
        graph.curate()
        finish(graph)
    with Graph.open(tmp_path / "at once") as graph:
        pass
    append(tmp_path / "at once", LOG)
    with Graph.open(tmp_path / "at once") as graph:
        graph.put_import(NOTES)
        finish(graph, (quail_2(), quail_1()))
    graphs |= {quads(tmp_path / "later"), quads(tmp_path / "at once")}
    assert len(graphs) == 1
    with Graph.open(tmp_path / "g0") as graph:
        assert not graph.curate()
        assert not graph.put(quail_2())
        assert graph.extraction(quail_2().source.sha256) == quail_2()
        assert graph.extraction(quail_1().source.sha256) == quail_1()


def test_an_accepted_statement_is_believed_as_the_curator_says_whatever_the_machine_says(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[:1])
    assert belief(tmp_path, "model:quail2", TRAINED, "dataset:reedsongs") == 0.7
    with Graph.open_read_only(tmp_path) as graph:
        reader = GraphReader(graph)
        (edge,) = (e for e in reader.outgoing(reader.find("model:quail2")[0].iri, {TRAINED}) if "reed" in e.object)
        assert [e.kind for e in edge.evidence] == [EvidenceKind.READ, EvidenceKind.CURATED]
        assert (edge.evidence[1].by, edge.evidence[1].when) == ("Ada", "2026-01-15T10:00:00Z")
        assert edge.evidence[1].note == "looked it up"


def test_of_a_statement_one_papers_saying_is_taken_back_and_the_others_stays(tmp_path: Path) -> None:
    again = replace(
        quail_2(), source=source_file("quail3.txt", "3"), title="Quail-3 says so too, at length", arxiv="2401.00003"
    )
    papers, said = (quail_1(), quail_2(), again), ("model:quail2", TRAINED, "dataset:reedsongs")
    build(tmp_path / "g", papers)
    before, named = quads(tmp_path / "g"), ["Quail-2", "trained_on", "ReedSongs"]
    assert belief(tmp_path / "g", *said) == pytest.approx(0.99)
    done = reject(tmp_path / "g", named, told(), paper="2401.00003")
    assert (done.in_effect, done.decision.source) == (True, "arxiv:2401.00003")
    assert belief(tmp_path / "g", *said) == pytest.approx(0.9)
    with Graph.open_read_only(tmp_path / "g") as graph:
        assert check(graph.store.quads_for_pattern(None, None, None, DefaultGraph())).conforms
        assert graph.extraction(again.source.sha256) == again
        rest = graph.curated_extraction(again.source.sha256)
        assert rest is not None
        assert len(rest.statements) == len(again.statements) - 1
        assert graph.curated_extraction(quail_2().source.sha256) == quail_2()
    assert quads(tmp_path / "g") == build(tmp_path / "new", papers[::-1], read_log(tmp_path / "g").decisions)
    reject(tmp_path / "g", named, told(minutes=1), paper="quail2.pdf")
    assert belief(tmp_path / "g", *said) is None  # nobody is left who says so
    accept(tmp_path / "g", ["Quail-2", "trained_on", "MarshBirds"], told(minutes=2))
    assert [d.fate for d in listing(tmp_path / "g").decisions] == [Fate.IN_EFFECT] * 3
    assert listing(tmp_path / "g").conflicts == ()
    with pytest.raises(UnknownStatementError, match="in title:quail1"):
        reject(tmp_path / "g", named, told(), paper="fenn-first-model.txt")
    undo(tmp_path / "g", [done.decision.id], told(minutes=3))
    assert belief(tmp_path / "g", *said) == pytest.approx(0.9)
    append(tmp_path / "g", undone(read_log(tmp_path / "g").decisions[1:3]))
    with Graph.open(tmp_path / "g") as graph:
        graph.curate()
    assert quads(tmp_path / "g") == before


def test_a_rejected_statement_is_asserted_nowhere_and_its_evidence_stays(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[1:2])
    assert belief(tmp_path, "model:quail2", TRAINED, "dataset:marshbirds") is None
    assert not holds(tmp_path, "model:quail2", v.FAIR4ML_TRAINED_ON, "dataset:marshbirds")
    assert not holds(tmp_path, "model:quail2", v.KG_DEPENDS_ON, "dataset:marshbirds")
    assert holds(tmp_path, "model:quail2", v.KG_DEPENDS_ON, "dataset:reedsongs")
    with Graph.open_read_only(tmp_path) as graph:
        asked = "SELECT ?s { ?s rdf:subject model:quail2 ; rdf:object dataset:marshbirds ; prov:wasDerivedFrom ?e }"
        assert run_query(graph, asked).rows == ()
        kept = run_query(
            graph,
            "SELECT ?quote ?who { ?s a kg:WithheldStatement ; kg:withheldEvidence/oa:hasSelector/oa:exact ?quote ; "
            "prov:wasInvalidatedBy/prov:wasAssociatedWith/schema:name ?who }",
        )
        assert len(kept.rows) == 1


def test_what_others_state_in_other_words_stays(tmp_path: Path) -> None:
    """The paper trains on MarshBirds still, though its model is said not to."""
    build(tmp_path, log=LOG[1:2])
    assert belief(tmp_path, "arxiv:2303.04321", Predicate.TRAINS_ON, "dataset:marshbirds") == pytest.approx(0.9)


def test_merged_things_are_one_under_both_names_and_ids(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[2:3])
    with Graph.open_read_only(tmp_path) as graph:
        reader = GraphReader(graph)
        for name in ("PondNoise", "WaterSounds", "dataset:pondnoise", "Water Sounds Corpus"):
            assert [n.label for n in reader.find(name)] == ["WaterSounds"], name
        assert "dataset:pondnoise" not in {n.iri.replace(v.PREFIXES["dataset"], "dataset:") for n in reader.datasets()}
        assert graph.named() >= {"dataset:pondnoise", "dataset:watersounds"}
    assert belief(tmp_path, "model:quail1", TRAINED, "dataset:watersounds") == pytest.approx(0.9)
    assert belief(tmp_path, "dataset:watersounds", Predicate.HAS_PART, "dataset:frogtapes") == pytest.approx(0.9)


def test_nothing_is_derived_from_itself_after_a_merge(tmp_path: Path) -> None:
    """PondNoise is cut from WaterSounds, says a paper."""
    build(tmp_path, log=LOG[2:3])
    assert not holds(tmp_path, "dataset:watersounds", v.PROV_WAS_DERIVED_FROM, "dataset:watersounds")
    assert not holds(tmp_path, "dataset:watersounds", v.KG_DEPENDS_ON, "dataset:watersounds")


def test_a_name_is_split_in_one_paper_alone(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[3:4])
    assert belief(tmp_path, "model:quail2", TRAINED, "dataset:marsh2") == pytest.approx(0.9)
    assert belief(tmp_path, "dataset:marshbirds", Predicate.DERIVED_FROM, "dataset:reedsongs") == 0.5
    with Graph.open_read_only(tmp_path) as graph:
        assert {n.label for n in GraphReader(graph).find("MarshBirds")} >= {"MarshBirds", "Marsh 2"}
        assert [n.label for n in GraphReader(graph).find("dataset:marshbirds")] == ["MarshBirds"]


def test_a_renamed_thing_is_called_so_and_found_by_both_names(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[4:5])
    with Graph.open_read_only(tmp_path) as graph:
        assert [n.label for n in GraphReader(graph).find("Quail One")] == ["Quail One"]
        assert [n.label for n in GraphReader(graph).find("model:quail1")] == ["Quail One"]
        labels = {
            q.object.value for q in graph.store.quads_for_pattern(entity_iri("model:quail1"), v.SKOS_PREF_LABEL, None)
        }
        assert labels == {"Quail One"}


def test_a_paper_has_the_roles_that_a_curator_gives_it(tmp_path: Path) -> None:
    build(tmp_path, log=[LOG[5], LOG[10]])
    paper = "arxiv:2303.04321"
    assert belief(tmp_path, paper, Predicate.EVALUATES_ON, "dataset:duckbench") is None
    assert belief(tmp_path, paper, Predicate.TRAINS_ON, "dataset:duckbench") == 1.0
    assert belief(tmp_path, paper, Predicate.COMPARES, "model:larksxl") is None
    assert belief(tmp_path, paper, Predicate.MENTIONS, "dataset:pondnoise") == pytest.approx(0.9)


def test_what_is_added_brings_what_it_names(tmp_path: Path) -> None:
    build(tmp_path, log=LOG[6:8])
    assert belief(tmp_path, "model:quail1", TRAINED, "dataset:lakehum") == 1.0
    with Graph.open_read_only(tmp_path) as graph:
        reader = GraphReader(graph)
        assert [n.label for n in reader.find("Lake Hum")] == ["Lake Hum"]
        (work,) = reader.find("arxiv:2201.00009")
        assert not work.read
        assert [e.object for e in reader.outgoing(reader.find("ReedSongs")[0].iri, {Predicate.INTRODUCED_BY})] == [
            work.iri
        ]


def test_what_is_known_of_an_added_thing_comes_along_and_goes_with_it(tmp_path: Path, plain: bytes) -> None:
    known = decision(ADD, "model:Quail-1", TRAINED, "dataset:DesertHum", quote="and on DesertHum")
    build(tmp_path / "g", log=[known])
    assert belief(tmp_path / "g", "dataset:deserthum", Predicate.DERIVED_FROM, "dataset:rivertape") == 0.8
    append(tmp_path / "g", undone((known,)))
    with Graph.open(tmp_path / "g") as graph:
        graph.curate()
        finish(graph)
    assert quads(tmp_path / "g") == plain


def test_what_people_say_of_known_things_keeps_none_of_them_alive(tmp_path: Path) -> None:
    """That WaterSounds is derived from RiverTape is known, and told because a paper names WaterSounds."""
    log = (
        decision(ACCEPT, "dataset:WaterSounds", Predicate.DERIVED_FROM, "dataset:RiverTape"),
        decision(ADD, "dataset:RiverTape", Predicate.INTRODUCED_BY, "doi:10.5555/water.2019", quote="so", minutes=1),
    )
    for number, one in enumerate(log):
        folder = tmp_path / str(number)
        build(folder, log=[one])
        with Graph.open(folder) as graph:
            graph.remove(quail_1().source.sha256)
            finish(graph)
        assert quads(folder) == build(tmp_path / f"{number}-alone", (quail_2(),), [one])


def test_a_decision_waits_for_its_paper_and_comes_back_with_it(tmp_path: Path) -> None:
    both = build(tmp_path / "g", log=LOG)
    with Graph.open(tmp_path / "g") as graph:
        graph.remove(quail_2().source.sha256)
        graph.remove_import(NOTES.name)
        finish(graph)
    assert quads(tmp_path / "g") == build(tmp_path / "one", (quail_1(),), LOG, sources=())
    fates = {d.decision.id: d.fate for d in listing(tmp_path / "g").decisions}
    assert fates[LOG[0].id] is fates[LOG[3].id] is fates[LOG[5].id] is Fate.WITHOUT_EFFECT
    assert fates[LOG[2].id] is fates[LOG[4].id] is fates[LOG[6].id] is Fate.IN_EFFECT
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_2())
        graph.put_import(NOTES)
        finish(graph)
    assert quads(tmp_path / "g") == both


def test_a_paper_is_known_again_when_it_gets_another_identifier(tmp_path: Path) -> None:
    """The log has the paper's title; then somebody cites it by a DOI."""
    role = decision(REROLE, Q1, None, "dataset:PondNoise", value="evaluates_on")
    entry = Reference("1", "Fenn. Quail-1.", None, quail_1().title, ("Ada Fenn",), doi="10.5555/quail")
    other = replace(citing("An essay that cites a quail", entry), authors=("E. Teal",))
    first = build(tmp_path / "a", (other, quail_1(), quail_2()), [role])
    assert first == build(tmp_path / "b", (quail_1(), quail_2(), other), [role])
    assert belief(tmp_path / "a", "doi:10.5555/quail", Predicate.EVALUATES_ON, "dataset:pondnoise") == 1.0
    assert belief(tmp_path / "a", "doi:10.5555/quail", Predicate.TRAINS_ON, "dataset:pondnoise") is None


def test_an_empty_log_leaves_no_trace(plain: bytes) -> None:
    assert CURATION_GRAPH.value.encode() not in plain
