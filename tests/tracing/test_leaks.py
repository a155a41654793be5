from dataclasses import replace

from kg.core.statement import Predicate
from kg.tracing.closeness import Closeness
from kg.tracing.findings import Verdict
from kg.tracing.leaks import leaks, leaks_everywhere, leaks_from

from . import world as w

P, C, V = Predicate, Closeness, Verdict
BASE, TUNED = w.model("Base"), w.model("Tuned")
QUIZ, QUIZ_2, CORPUS, PART = w.dataset("Quiz"), w.dataset("Quiz 2.0"), w.dataset("Corpus"), w.dataset("Corner")
NOTE, MAKERS = w.paper("Note"), w.paper("Makers of Base")
NODES = (BASE, TUNED, QUIZ, QUIZ_2, CORPUS, PART, NOTE, MAKERS)
TUNED_FROM = w.edge(TUNED, P.FINE_TUNED_FROM, BASE, w.said("Note", "Tuned starts from Base.", 2))
TESTED = w.edge(TUNED, P.EVALUATED_ON, QUIZ, w.said("Note", "We test Tuned on Quiz.", 5))


def trained(model: w.Node, data: w.Node, by: str = "Makers of Base") -> w.Edge:
    return w.edge(model, P.TRAINED_ON, data, w.said(by, f"{model.label} saw {data.label}.", 3))


def found(*edges: w.Edge, name: str = "Tuned") -> tuple[Verdict, list[Closeness]]:
    (judged,) = leaks(w.MemorySource(NODES, edges), name).judged
    return judged.verdict, [f.closeness for f in judged.findings]


def test_a_set_in_the_training_data_of_the_base_is_a_leak_with_its_path_and_the_evaluation() -> None:
    (judged,) = leaks(w.MemorySource(NODES, (TUNED_FROM, TESTED, trained(BASE, QUIZ))), "Tuned").judged
    assert judged.verdict is V.LEAK
    assert [e.object for e in judged.findings[0].path.edges] == [BASE.iri, QUIZ.iri]
    assert judged.evaluated.statements[0].evidence[0].quote == "We test Tuned on Quiz."
    assert round(judged.belief, 3) == 0.729


def test_training_and_evaluating_on_one_set_is_no_leak_for_splits_are_not_known() -> None:
    assert found(TESTED, trained(TUNED, QUIZ)) == (V.SPLITS, [C.SPLITS])


def test_a_base_whose_makers_evaluate_on_their_training_set_leaks_nothing_that_is_known() -> None:
    its_own = w.edge(BASE, P.EVALUATED_ON, QUIZ, w.said("Makers of Base", "Base scores 80 on Quiz.", 6))
    assert found(TUNED_FROM, TESTED, trained(BASE, QUIZ), its_own) == (V.SPLITS, [C.SPLITS])
    by_paper = w.edge(MAKERS, P.EVALUATES_ON, QUIZ, w.said("Makers of Base", "We evaluate on Quiz.", 6))
    elsewhere = replace(trained(BASE, QUIZ).evidence[0], source=MAKERS.iri)
    told = w.edge(BASE, P.TRAINED_ON, QUIZ, elsewhere)
    assert found(TUNED_FROM, TESTED, told, by_paper) == (V.SPLITS, [C.SPLITS])


def test_somebody_else_s_evaluation_makes_no_splits() -> None:
    others = w.edge(BASE, P.EVALUATED_ON, QUIZ, w.said("Stranger", "Base scores 80 on Quiz.", 6))
    assert found(TUNED_FROM, TESTED, trained(BASE, QUIZ), others) == (V.LEAK, [C.ITSELF])


def test_a_whole_that_holds_the_set_is_near() -> None:
    holds = w.edge(CORPUS, P.HAS_PART, QUIZ)
    assert found(TUNED_FROM, TESTED, trained(BASE, CORPUS), holds) == (V.NEAR, [C.WHOLE])


def test_data_made_from_the_set_are_near() -> None:
    made = w.edge(CORPUS, P.DERIVED_FROM, QUIZ)
    assert found(TESTED, trained(TUNED, CORPUS), made) == (V.NEAR, [C.DERIVED])


def test_a_part_of_the_set_is_near_with_both_paths() -> None:
    edges = (TESTED, trained(TUNED, PART), w.edge(QUIZ, P.HAS_PART, PART))
    (judged,) = leaks(w.MemorySource(NODES, edges), "Tuned").judged
    (part,) = judged.findings
    assert (judged.verdict, part.closeness, part.near) == (V.NEAR, C.PART, PART)
    assert part.path.edges[-1].object == PART.iri
    assert part.other is not None
    assert (part.other.edges[0].subject, part.other.edges[-1].object) == (QUIZ.iri, PART.iri)


def test_a_set_made_from_training_data_is_near_though_their_makers_evaluate_on_these_too() -> None:
    own = w.edge(TUNED, P.EVALUATED_ON, CORPUS, w.said("Makers of Base", "Tuned on Corpus.", 6))
    edges = (TESTED, own, trained(TUNED, CORPUS), w.edge(QUIZ, P.DERIVED_FROM, CORPUS))
    judged = {j.evaluated.dataset: j for j in leaks(w.MemorySource(NODES, edges), "Tuned").judged}
    assert [f.closeness for f in judged[QUIZ].findings] == [C.SOURCE]
    assert judged[CORPUS].verdict is V.SPLITS


def test_data_that_only_share_a_source_with_the_set_are_not_near() -> None:
    both = (w.edge(QUIZ, P.DERIVED_FROM, PART), w.edge(CORPUS, P.DERIVED_FROM, PART))
    assert found(TESTED, trained(TUNED, CORPUS), *both) == (V.NO, [])


def test_the_nearest_source_is_told_and_none_behind_it() -> None:
    behind = (w.edge(QUIZ, P.DERIVED_FROM, CORPUS), w.edge(CORPUS, P.DERIVED_FROM, PART))
    edges = (TESTED, trained(TUNED, CORPUS), trained(TUNED, PART), *behind)
    (judged,) = leaks(w.MemorySource(NODES, edges), "Tuned").judged
    assert [f.near for f in judged.findings] == [CORPUS]


def test_another_version_by_name_is_near() -> None:
    assert found(TESTED, trained(TUNED, QUIZ_2)) == (V.NEAR, [C.EDITION])


def test_undisclosed_unknown_and_no_are_three_things() -> None:
    silent = replace(BASE, undisclosed=(w.said("Makers of Base", "We do not say what Base saw.", 9),))
    tuned_on = trained(TUNED, PART)
    for base, more, verdict in (
        (silent, (tuned_on,), V.UNDISCLOSED),
        (BASE, (tuned_on,), V.UNKNOWN),
        (BASE, (tuned_on, trained(BASE, CORPUS)), V.NO),
    ):
        nodes = (base, *(n for n in NODES if n.iri != BASE.iri))
        (judged,) = leaks(w.MemorySource(nodes, (TUNED_FROM, TESTED, *more)), "Tuned").judged
        assert judged.verdict is verdict
        assert [end.node.label for end in judged.open_ends] == (["Base"] if verdict is not V.NO else [])
    cut = leaks(w.MemorySource(NODES, (TUNED_FROM, TESTED, tuned_on, trained(BASE, CORPUS))), "Tuned", depth=1)
    assert cut.judged[0].verdict is V.CUT


def test_a_model_of_whose_tuning_data_nobody_says_anything_is_no_no() -> None:
    edges = (TUNED_FROM, TESTED, trained(BASE, CORPUS))
    (judged,) = leaks(w.MemorySource(NODES, edges), "Tuned").judged
    assert judged.verdict is V.UNKNOWN
    assert [(end.node, end.tuned_from) for end in judged.open_ends] == [(TUNED, (BASE,))]


def test_a_paper_is_judged_by_the_models_that_it_says_were_evaluated() -> None:
    edges = (
        w.edge(NOTE, P.EVALUATES_ON, QUIZ, w.said("Note", "We evaluate on Quiz.", 5)),
        w.edge(NOTE, P.USES, BASE, w.said("Note", "Base serves as judge.", 4)),
        w.edge(NOTE, P.INTRODUCES, TUNED, w.said("Note", "We present Tuned.", 1)),
        replace(TESTED, evidence=(replace(TESTED.evidence[0], source=NOTE.iri),)),
        trained(BASE, QUIZ),
        trained(TUNED, CORPUS),
    )
    (judged,) = leaks(w.MemorySource(NODES, edges), "Note").judged
    assert (judged.evaluated.subject, judged.verdict) == (TUNED, V.NO)  # that the judge knows Quiz is another matter
    unsaid = tuple(e for e in edges if e.predicate is not P.EVALUATED_ON)
    (judged,) = leaks(w.MemorySource(NODES, unsaid), "Note").judged
    assert (judged.evaluated.subject, judged.verdict) == (NOTE, V.LEAK)
    assert [e.predicate for e in judged.findings[0].path.edges] == [P.USES, P.TRAINED_ON]


def test_a_paper_that_trains_and_evaluates_on_its_own_benchmark_is_no_leak() -> None:
    edges = (w.edge(NOTE, P.EVALUATES_ON, QUIZ), w.edge(NOTE, P.TRAINS_ON, QUIZ))
    assert found(*edges, name="Note") == (V.SPLITS, [C.SPLITS])


def test_introducing_a_benchmark_is_no_training_on_it() -> None:
    edges = (w.edge(NOTE, P.EVALUATES_ON, QUIZ), w.edge(NOTE, P.INTRODUCES, QUIZ))
    assert found(*edges, name="Note") == (V.NO, [])


def test_a_dataset_is_answered_with_all_that_is_evaluated_on_it() -> None:
    other = w.edge(BASE, P.EVALUATED_ON, QUIZ)
    answer = leaks(w.MemorySource(NODES, (TESTED, other, TUNED_FROM, trained(BASE, QUIZ))), "Quiz")
    assert [(j.evaluated.subject.label, j.verdict) for j in answer.judged] == [("Tuned", V.LEAK), ("Base", V.SPLITS)]


def test_the_whole_graph_is_gone_through_one_evaluation_at_a_time() -> None:
    edges = (TESTED, TUNED_FROM, trained(BASE, QUIZ), w.edge(NOTE, P.EVALUATES_ON, QUIZ_2))
    stream = leaks_everywhere(w.MemorySource(NODES, edges))
    first = next(stream)
    assert (first.evaluated.subject, first.verdict) == (TUNED, V.LEAK)
    assert [j.evaluated.subject for j in stream] == [NOTE]


def test_the_whole_graph_is_gone_through_some_things_at_a_time_and_none_twice() -> None:
    edges = (TESTED, TUNED_FROM, trained(BASE, QUIZ), w.edge(NOTE, P.EVALUATES_ON, QUIZ_2))
    graph = w.MemorySource(NODES, edges)
    first = leaks_from(graph, 1, enough=1)
    assert [j.evaluated.subject for j in first.judged] == [TUNED]
    assert (first.first, first.last, first.things) == (1, 1, 2)
    then = leaks_from(graph, first.last + 1, enough=1)
    assert [j.evaluated.subject for j in then.judged] == [NOTE]
    assert then.last == then.things
    assert len(leaks_from(graph, 1, enough=9).judged) == 2
    assert leaks_from(graph, 9, enough=9).judged == ()
