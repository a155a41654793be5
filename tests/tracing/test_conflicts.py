from dataclasses import replace

import pytest

from kg.core.disputes import DeniedMatch
from kg.core.lineage import Edge, Licence, SourcedEvidence
from kg.core.statement import Predicate
from kg.tracing.claims import Conflict
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.conflicts import conflicts
from tests.tracing.whole import WholeMemory
from tests.tracing.world import dataset, edge, known, model, paper, said

P = Predicate

OWN, OTHER, THIRD = paper("Heron"), paper("Notes on Herons", read=False), paper("Herons Again", read=False)
HERON, EGRET, BITTERN = model("Heron"), model("Egret"), model("Bittern")
PONDS, LAKES, REEDS = dataset("Ponds"), dataset("Lakes"), dataset("Reeds")
NODES = (OWN, OTHER, THIRD, HERON, EGRET, BITTERN, PONDS, LAKES, REEDS)


def found(*edges: Edge, kind: ConflictKind | None = None, **more: object) -> tuple[Conflict, ...]:
    graph = WholeMemory(more.pop("nodes", NODES), edges, **more)  # type: ignore[arg-type]
    return conflicts(graph, kinds=[kind] if kind else ConflictKind).found


def words(conflict: Conflict) -> list[tuple[str, str]]:
    return [(claim.relation, claim.object) for claim in conflict.claims]


def a(quote: str = "So it is.", confidence: float = 0.9) -> SourcedEvidence:
    return said("A", quote, 1, confidence)


def b(quote: str = "Not at all.", confidence: float = 0.8) -> SourcedEvidence:
    return said("B", quote, 2, confidence)


def test_works_that_differ_are_a_conflict_and_the_better_believed_comes_first() -> None:
    (conflict,) = found(edge(HERON, P.INTRODUCED_BY, OTHER, b()), edge(HERON, P.INTRODUCED_BY, OWN, a()))
    assert (conflict.kind, conflict.about) == (ConflictKind.INTRODUCTION, (HERON.iri,))
    assert words(conflict) == [("introduced_by", OWN.iri), ("introduced_by", OTHER.iri)]
    assert [claim.belief for claim in conflict.claims] == pytest.approx([0.9, 0.8])


def test_works_of_one_title_are_no_conflict() -> None:
    twin = replace(OTHER, iri="https://example.org/paper/twin", label="notes on HERONS")
    edges = (edge(HERON, P.INTRODUCED_BY, OTHER, a()), edge(HERON, P.INTRODUCED_BY, twin, b()))
    assert found(*edges, nodes=(*NODES, twin)) == ()
    three = (*edges, edge(HERON, P.INTRODUCED_BY, OWN, a()))
    (conflict,) = found(*three, nodes=(*NODES, twin))
    assert [len(claim.evidence) for claim in conflict.claims] == [2, 1]


def test_data_named_of_an_undisclosed_model_are_a_conflict() -> None:
    silent = replace(HERON, undisclosed=(a("Its data were not released."),))
    (conflict,) = found(edge(HERON, P.TRAINED_ON, PONDS, b()), nodes=(*NODES, silent))
    assert conflict.kind is ConflictKind.DISCLOSURE
    assert words(conflict) == [("disclosure", ""), ("trained_on", PONDS.iri)]


def test_an_undisclosed_model_made_from_a_known_one_is_no_conflict() -> None:
    silent = replace(HERON, undisclosed=(a(),))
    assert found(edge(HERON, P.FINE_TUNED_FROM, EGRET, b()), nodes=(*NODES, silent)) == ()


def own(quote: str) -> SourcedEvidence:
    return replace(said("Heron", quote, 3), source=OWN.iri)


INTRODUCES = edge(OWN, P.INTRODUCES, HERON, own("We introduce Heron."))
TRAINED = edge(HERON, P.TRAINED_ON, PONDS, own("Heron is trained on Ponds."))


def test_data_that_the_models_own_paper_does_not_name_are_a_conflict() -> None:
    (conflict,) = found(INTRODUCES, TRAINED, edge(HERON, P.TRAINED_ON, LAKES, known()))
    assert conflict.kind is ConflictKind.TRAINING
    assert [(claim.object, claim.by_makers) for claim in conflict.claims] == [(PONDS.iri, True), (LAKES.iri, False)]


@pytest.mark.parametrize(
    "edges",
    [
        (INTRODUCES, TRAINED, edge(HERON, P.TRAINED_ON, PONDS, own("Heron is trained on Ponds."), known())),
        (TRAINED, edge(HERON, P.TRAINED_ON, LAKES, known())),  # nobody knows whose it is
        (INTRODUCES, edge(HERON, P.TRAINED_ON, LAKES, known())),  # its paper names none
        (INTRODUCES, TRAINED, edge(HERON, P.TRAINED_ON, LAKES, known()), edge(PONDS, P.HAS_PART, LAKES, a())),
        (
            INTRODUCES,
            TRAINED,
            edge(HERON, P.TRAINED_ON, LAKES, replace(b(), extractor="rule:run-we-train-on")),
        ),
    ],
)
def test_what_agrees_or_says_nothing_of_the_model_is_no_conflict(edges: tuple[Edge, ...]) -> None:
    assert found(*edges, kind=ConflictKind.TRAINING) == ()


def test_two_bases_by_two_sources_are_a_conflict() -> None:
    edges = (edge(HERON, P.FINE_TUNED_FROM, EGRET, a()), edge(HERON, P.FINE_TUNED_FROM, BITTERN, b()))
    (conflict,) = found(*edges)
    assert (conflict.kind, len(conflict.claims)) == (ConflictKind.BASE, 2)


def test_two_bases_by_one_source_or_one_behind_the_other_are_no_conflict() -> None:
    assert found(edge(HERON, P.FINE_TUNED_FROM, EGRET, a()), edge(HERON, P.FINE_TUNED_FROM, BITTERN, a())) == ()
    edges = (edge(HERON, P.FINE_TUNED_FROM, EGRET, a()), edge(HERON, P.FINE_TUNED_FROM, BITTERN, b()))
    assert found(*edges, edge(EGRET, P.FINE_TUNED_FROM, BITTERN, a())) == ()


def test_weights_or_architecture_is_a_conflict_between_sources_only() -> None:
    tuned = edge(HERON, P.FINE_TUNED_FROM, EGRET, a())
    (conflict,) = found(tuned, edge(HERON, P.ARCHITECTURE_FROM, EGRET, b()))
    assert (conflict.kind, conflict.about) == (ConflictKind.WEIGHTS, (HERON.iri, EGRET.iri))
    assert found(tuned, edge(HERON, P.ARCHITECTURE_FROM, EGRET, a())) == ()


def licence(name: str, *sources: str) -> Licence:
    return Licence(name, tuple(known(source) for source in sources))


def licensed(*licences: Licence) -> dict[str, tuple[Licence, ...]]:
    return {PONDS.iri: licences}


def test_licences_of_different_sources_are_a_conflict() -> None:
    (conflict,) = found(licences=licensed(licence("custom", "Three"), licence("MIT", "One", "Two")))
    assert conflict.kind is ConflictKind.LICENCE
    assert [(claim.object, [e.label for e in claim.evidence]) for claim in conflict.claims] == [
        ("MIT", ["One", "Two"]),
        ("custom", ["Three"]),
    ]


@pytest.mark.parametrize(
    "licences",
    [
        [licence("CC BY 4.0", "One"), licence("cc-by-4.0", "Two")],
        [licence("MIT", "One"), licence("The MIT License", "Two")],
        [licence("MIT", "One"), licence("unknown", "Two")],
        [licence("ODC-By", "One"), licence("odc-by-1.0", "Two")],
        [licence("BigScience RAIL 1.0", "One"), licence("BigScience RAIL v1.0", "Two")],
        [licence("MIT", "One"), licence("MIT (code); mixed contents", "Two")],
        [licence("CC-BY-SA", "One"), licence("cc-by-sa-3.0, gfdl-1.3-or-later", "Two")],
        [licence("MIT", "One"), licence("GPL", "One")],
        [licence("MIT", "One"), licence("GPL", "One", "Two")],
    ],
)
def test_spellings_gaps_and_several_licences_are_no_conflict(licences: list[Licence]) -> None:
    assert found(licences=licensed(*licences)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("CC-BY-4.0", "CC-BY-SA-4.0"), ("CC-BY-SA-3.0", "CC-BY-SA-4.0"), ("CC-BY", "CC-BY-NC"), ("MIT", "x")],
)
def test_another_version_or_class_of_a_licence_is_a_conflict(one: str, other: str) -> None:
    assert len(found(licences=licensed(licence(one, "One"), licence(other, "Two")))) == 1


def test_a_match_that_somebody_rejects_is_a_conflict() -> None:
    (conflict,) = found(denied=[DeniedMatch(LAKES.iri, PONDS.iri, "exact", (a(),), (b(),))])
    assert (conflict.kind, conflict.about) == (ConflictKind.MATCH, (LAKES.iri, PONDS.iri))
    assert words(conflict) == [("exact_match", PONDS.iri), ("rejected_match", PONDS.iri)]


def test_things_that_rest_on_themselves_are_an_error_and_only_their_circle_is_shown() -> None:
    circle = (edge(PONDS, P.DERIVED_FROM, LAKES, a()), edge(LAKES, P.HAS_PART, PONDS, b()))
    (conflict,) = found(*circle, edge(LAKES, P.DERIVED_FROM, REEDS, a()), edge(HERON, P.TRAINED_ON, PONDS, a()))
    assert (conflict.kind, conflict.about) == (ConflictKind.CYCLE, tuple(sorted((PONDS.iri, LAKES.iri))))
    assert sorted(words(conflict)) == [("derived_from", LAKES.iri), ("has_part", PONDS.iri)]


def test_what_is_not_true_at_large_closes_no_circle() -> None:
    run = replace(b(), extractor="rule:run-we-train-on")
    edges = (edge(HERON, P.TRAINED_ON, PONDS, run), edge(PONDS, P.DERIVED_FROM, HERON, a()))
    assert found(*edges, INTRODUCES, kind=ConflictKind.CYCLE) == ()
    assert len(found(*edges, kind=ConflictKind.CYCLE)) == 1


def test_the_evenly_disputed_come_first_and_the_rest_is_counted() -> None:
    graph = WholeMemory(
        NODES,
        [
            edge(HERON, P.INTRODUCED_BY, OWN, a()),
            edge(HERON, P.INTRODUCED_BY, OTHER, b(confidence=0.3)),
            edge(EGRET, P.INTRODUCED_BY, OWN, a()),
            edge(EGRET, P.INTRODUCED_BY, THIRD, b()),
        ],
    )
    assert [c.about for c in conflicts(graph).found] == [(EGRET.iri,), (HERON.iri,)]
    cut = conflicts(graph, limit=1)
    assert (len(cut.found), dict(cut.left_out)) == (1, {ConflictKind.INTRODUCTION: 1})
    then = conflicts(graph, limit=1, skip=1)
    assert {c.about for c in (*cut.found, *then.found)} == {(EGRET.iri,), (HERON.iri,)}
    assert (len(then.found), dict(then.left_out)) == (1, {})
    assert conflicts(graph, limit=1, skip=2).found == ()


def test_an_empty_graph_has_no_conflicts() -> None:
    answer = conflicts(WholeMemory())
    assert (answer.found, dict(answer.left_out), dict(answer.nodes)) == ((), {}, {})
