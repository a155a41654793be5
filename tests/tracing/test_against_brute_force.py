"""Questions of lineage against answers found by walking every simple path, on small random graphs with circles."""

from itertools import product
from math import isclose, prod

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import CARRIES_DATA, Predicate
from kg.tracing.closeness import Closeness
from kg.tracing.findings import Verdict
from kg.tracing.impact import impact
from kg.tracing.leaks import leaks
from kg.tracing.lineage import trace
from kg.tracing.overlap import overlap

from . import world as w

P = Predicate
MODELS = tuple(w.model(f"Model {letter}") for letter in "ABC")
SETS = tuple(w.dataset(f"Set {letter}") for letter in "DEFG")
NODES = (*MODELS, *SETS)
BELIEFS = (0.25, 0.5, 0.75, 0.9, 1.0)
MAY_STATE = {
    (NodeKind.MODEL, NodeKind.MODEL): (P.FINE_TUNED_FROM,),
    (NodeKind.MODEL, NodeKind.DATASET): (P.TRAINED_ON, P.DERIVED_FROM),
    (NodeKind.DATASET, NodeKind.DATASET): (P.DERIVED_FROM, P.HAS_PART),
    (NodeKind.DATASET, NodeKind.MODEL): (P.DERIVED_FROM,),
}
POSSIBLE = tuple(
    (one, predicate, other)
    for one, other in product(NODES, NODES)
    for predicate in MAY_STATE[one.kind, other.kind]
    if one is not other or predicate is P.DERIVED_FROM
)
EVERYTHING = len(POSSIBLE)
Way = tuple[Edge, ...]


@st.composite
def graphs(draw: st.DrawFn) -> w.MemorySource:
    """A graph of some of the possible statements, each told by a source of its own."""
    picked = draw(st.lists(st.sampled_from(POSSIBLE), unique=True, min_size=1, max_size=14))
    edges = [
        w.edge(one, predicate, other, w.said(f"Note {number}", "so", 1, draw(st.sampled_from(BELIEFS))))
        for number, (one, predicate, other) in enumerate(picked)
    ]
    return w.MemorySource(NODES, edges)


def ways(source: w.MemorySource, start: Node, *, depth: int = EVERYTHING) -> list[Way]:
    """All simple paths along which data reach the start, walked one by one."""
    found: list[Way] = []

    def walk(at: str, passed: frozenset[str], way: Way) -> None:
        for edge in source.edges:
            if edge.subject == at and edge.predicate in CARRIES_DATA and edge.object not in passed:
                found.append((*way, edge))
                if len(way) + 1 < depth:
                    walk(edge.object, passed | {edge.object}, (*way, edge))

    walk(start.iri, frozenset({start.iri}), ())
    return found


def belief(way: Way) -> float:
    return prod(edge.evidence[0].confidence for edge in way)


def rank(way: Way) -> tuple[object, ...]:
    """The order of a trace: one hop before several, own data before others' models, then belief, then length."""
    return len(way) > 1, any(edge.predicate is P.FINE_TUNED_FROM for edge in way), -round(belief(way), 12), len(way)


def by_end(found: list[Way]) -> dict[str, list[Way]]:
    ends: dict[str, list[Way]] = {}
    for way in found:
        ends.setdefault(way[-1].object, []).append(way)
    return ends


@given(graphs(), st.sampled_from(NODES), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_a_trace_finds_every_dataset_its_best_path_and_the_number_of_paths(source, start, depth):
    expected = {iri: found for iri, found in by_end(ways(source, start, depth=depth)).items() if "/dataset/" in iri}
    answer = trace(source, start.iri, depth=depth)
    assert {d.node.iri for d in answer.datasets} == expected.keys()
    for reached in answer.datasets:
        found, best = expected[reached.node.iri], reached.paths[0].edges
        assert rank(best) == min(map(rank, found))
        assert best in found
        assert 1 + reached.others == len(found)
        assert isclose(reached.paths[0].belief, belief(best))


@given(graphs(), st.sampled_from(NODES), st.sampled_from((1, 2, 3, 10_000)))
@settings(max_examples=150, deadline=None)
def test_the_paths_of_a_trace_are_the_best_of_all_simple_paths_in_order(source, start, most):
    expected = by_end(ways(source, start))
    for reached in trace(source, start.iri, depth=EVERYTHING, max_paths=most).datasets:
        shown, found = [path.edges for path in reached.paths], expected[reached.node.iri]
        assert len(set(shown)) == len(shown)
        assert set(shown) <= set(found)
        assert [rank(way) for way in shown] == sorted(map(rank, found))[:most]
        assert reached.others == len(found) - len(shown)


@given(graphs(), st.sampled_from(NODES), st.sampled_from((0.2, 0.5, 0.8)))
@settings(max_examples=60, deadline=None)
def test_what_is_believed_too_little_is_left_out_and_counted(source, start, least):
    expected = {i: f for i, f in by_end(ways(source, start)).items() if "/dataset/" in i}
    answer = trace(source, start.iri, depth=EVERYTHING, min_belief=least)
    kept = {iri for iri, found in expected.items() if max(map(belief, found)) >= least - 1e-12}
    assert {d.node.iri for d in answer.datasets} == kept
    assert answer.weaker == len(expected) - len(kept)


@given(graphs(), st.sampled_from(SETS))
@settings(max_examples=100, deadline=None)
def test_an_impact_is_the_reverse_of_all_traces(source, thing):
    expected = {}
    for node in NODES:
        found = by_end(ways(source, node)).get(thing.iri, []) if node != thing else []
        if found:
            expected[node.iri] = found
    answer = impact(source, thing.iri, depth=EVERYTHING)
    assert {d.node.iri for d in answer.dependents} == expected.keys()
    for dependent in answer.dependents:
        found = expected[dependent.node.iri]
        assert rank(dependent.paths[0].edges) == min(map(rank, found))
        assert 1 + dependent.others == len(found)


@given(graphs(), st.sampled_from(NODES), st.sampled_from(NODES))
@settings(max_examples=60, deadline=None)
def test_an_overlap_is_what_both_rest_on(source, one, other):
    def beneath(start: Node) -> dict[str, float]:
        best = {iri: -min(map(rank, found))[2] for iri, found in by_end(ways(source, start)).items()}
        return {**best, start.iri: 1.0}

    mine, theirs = beneath(one), beneath(other)
    answer = overlap(source, one.iri, other.iri, depth=EVERYTHING)
    shared = {s.node.iri: s.belief for s in (*answer.datasets, *answer.models)}
    assert shared.keys() == mine.keys() & theirs.keys()
    assert all(isclose(told, mine[iri] * theirs[iri], abs_tol=1e-9) for iri, told in shared.items())


@given(graphs(), st.sampled_from(MODELS), st.sampled_from(SETS))
@settings(max_examples=150, deadline=None)
def test_a_leak_is_an_evaluation_set_that_a_base_was_trained_on(source, model, data):
    tested = w.edge(model, P.EVALUATED_ON, data, w.said("Tester", "tested", 1))
    source = w.MemorySource(NODES, (*source.edges, tested))
    (judged,) = [j for j in leaks(source, model.iri, depth=EVERYTHING).judged if j.evaluated.dataset == data]
    upstream = [way for way in ways(source, model) if way[-1].object == data.iri]
    trained = [way for way in upstream if any(edge.predicate is P.TRAINED_ON for edge in way)]
    direct = [
        way
        for way in trained
        if way[-1].predicate is P.TRAINED_ON and all(e.predicate is P.FINE_TUNED_FROM for e in way[:-1])
    ]
    found = {f.closeness for f in judged.findings}
    by_bases = [way for way in direct if len(way) > 1]
    assert (judged.verdict is Verdict.LEAK) == bool(by_bases)
    if by_bases:
        assert isclose(judged.findings[0].path.belief, max(map(belief, by_bases)))
    else:
        assert (Closeness.SPLITS in found) == bool(direct)
        held = [way for way in trained if way not in direct and all(e.predicate is P.HAS_PART for e in behind(way))]
        held = [way for way in held if all(e.predicate is P.FINE_TUNED_FROM for e in before(way))]
        assert (Closeness.WHOLE in found) == bool(held)
        assert bool(found & {Closeness.SPLITS, Closeness.WHOLE, Closeness.DERIVED}) == bool(trained)


def training(way: Way) -> int:
    return max(place for place, edge in enumerate(way) if edge.predicate is P.TRAINED_ON)


def before(way: Way) -> Way:
    return way[: training(way)]


def behind(way: Way) -> Way:
    return way[training(way) + 1 :]
