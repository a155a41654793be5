import pytest

from kg.core.document import Reference, SectionKind
from kg.core.entity import EntityKind, entity_id
from kg.core.statement import PAPER, Predicate, reference_node
from tests.made import document, told
from tests.statements.telling import OWN, stated


def test_data_after_trained_on_are_the_paper_s_and_its_model_s() -> None:
    found = stated(told(OWN, "We train our model on Marshbirds and Reedcalls."))
    assert {
        ("model:quail2", "trained_on", "dataset:marshbirds"),
        ("model:quail2", "trained_on", "dataset:reedcalls"),
    } <= found
    assert (PAPER, "trains_on", "dataset:marshbirds") in found


def test_another_model_named_as_subject_keeps_its_data() -> None:
    found = stated(told(OWN, "Heron is trained on Reedcalls."))
    assert ("model:heron", "trained_on", "dataset:reedcalls") in found
    assert ("model:quail2", "trained_on", "dataset:reedcalls") not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Our model was not trained on Marshbirds.",
        "We train our model without Marshbirds on other text.",
        "We train it on text that excludes Marshbirds.",
        "We evaluate on Marshbirds.",
        "One could train on Marshbirds.",
    ],
)
def test_negated_and_hypothetical_training_is_not_stated(sentence: str) -> None:
    assert not {t for t in stated(told(OWN, sentence)) if t[1] == "trained_on"}


def test_a_list_of_training_data_under_its_heading_counts() -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("2.1 Pre-training Data", SectionKind.DATA, ["Marshbirds [67%].", "We add Reedcalls from WaderQA."]),
    )
    assert ("model:quail2", "trained_on", "dataset:marshbirds") in stated(made)


def test_a_corpus_used_only_in_part_is_not_trained_on() -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("2 Training data", SectionKind.DATA, ["We use the Reedcalls section of Marshbirds."]),
    )
    found = stated(made)
    assert ("model:quail2", "trained_on", "dataset:reedcalls") in found
    assert ("model:quail2", "trained_on", "dataset:marshbirds") not in found
    assert ("dataset:marshbirds", "has_part", "dataset:reedcalls") in found


def test_results_on_a_dataset_are_evaluation() -> None:
    found = stated(told(OWN, "We report results on WaderBench."))
    assert {
        (PAPER, "evaluates_on", "dataset:waderbench"),
        ("model:quail2", "evaluated_on", "dataset:waderbench"),
    } <= found


def test_a_model_that_we_run_is_used_and_one_that_we_beat_is_compared_with() -> None:
    found = stated(told("We run Quail-1 on two machines.", "Our system outperforms Heron."))
    assert (PAPER, "uses", "model:quail1") in found
    assert (PAPER, "compares", "model:heron") in found
    assert (PAPER, "uses", "model:heron") not in found


def test_what_only_related_work_names_is_mentioned() -> None:
    made = told(
        "Heron was trained by others on many machines.", kind=SectionKind.RELATED_WORK, heading="2 Related work"
    )
    assert {t for t in stated(made) if t[0] == PAPER} == {(PAPER, "mentions", "model:heron")}


def test_weights_and_architecture_are_told_apart() -> None:
    found = stated(told("Quail-2 is fine-tuned from Quail-1.", "Heron is similar to Quail-1."))
    assert ("model:quail2", "fine_tuned_from", "model:quail1") in found
    assert ("model:heron", "architecture_from", "model:quail1") in found
    assert ("model:heron", "fine_tuned_from", "model:quail1") not in found


def test_data_from_data_is_derived() -> None:
    assert ("dataset:waderqa", "derived_from", "dataset:marshbirds") in stated(
        told("WaderQA is a filtered version of Marshbirds.")
    )


def test_parts_of_a_benchmark_make_it_evaluated_on() -> None:
    found = stated(told("We report scores on WaderQA from the WaderBench benchmark."))
    assert ("dataset:waderbench", "has_part", "dataset:waderqa") in found
    assert (PAPER, "evaluates_on", "dataset:waderbench") in found


def test_the_citation_beside_a_name_is_its_introduction() -> None:
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, ["We train on Marshbirds (Finch, 2020) and Reedcalls."]),
        references=(Reference("finch2020", "Finch. Marshbirds: a corpus. 2020.", title="Marshbirds: a corpus"),),
        cited={"Finch, 2020": "finch2020"},
    )
    found = stated(made)
    assert ("dataset:marshbirds", "introduced_by", reference_node("finch2020")) in found
    assert not {t for t in found if t[0] == "dataset:reedcalls" and t[1] == "introduced_by"}


def test_a_name_cited_to_others_is_not_introduced_here() -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, ["We present Heron (Finch, 2020) results."]),
        references=(Reference("finch2020", "Finch. Heron. 2020."),),
        cited={"Finch, 2020": "finch2020"},
    )
    assert not {t for t in stated(made) if t[1] == Predicate.INTRODUCES.value}


def test_a_known_introduction_elsewhere_forbids_an_own_one() -> None:
    found = stated(told(OWN), elsewhere=frozenset({"model:quail2"}))
    assert (PAPER, "introduces", "model:quail2") not in found


def test_a_refusal_to_disclose_is_stated_and_silence_is_not() -> None:
    refused = stated(told(OWN, "We do not disclose the training data of Quail-2."))
    assert ("model:quail2", "disclosure", "undisclosed") in refused
    assert not {t for t in stated(told(OWN)) if t[1] == "disclosure"}


def test_a_refusal_of_somebody_unknown_is_not_ours() -> None:
    refused = stated(told(OWN, "Pipit 7B does not disclose its training data."))
    assert not {t for t in refused if t[1] == "disclosure"}


@pytest.mark.parametrize(
    "said",
    [
        "We compare with Heron, which was evaluated on Marshbirds.",
        "Our baseline is Heron, which is tested on Marshbirds.",
        "Following Heron, which was evaluated on Marshbirds, we use dropout.",
    ],
)
def test_what_another_model_was_tested_on_is_said_of_it(said: str) -> None:
    found = {t for t in stated(told(OWN, said)) if "evaluate" in t[1]}
    assert found == {("model:heron", "evaluated_on", "dataset:marshbirds")}


def test_every_name_has_a_role() -> None:
    found = stated(told("Heron exists.", "So does Marshbirds."))
    assert {t[2] for t in found if t[0] == PAPER} == {"model:heron", "dataset:marshbirds"}


def test_a_name_that_runs_into_a_figure_is_still_the_same_name() -> None:
    found = stated(told(OWN, "We test Heron50 and C#12 on WaderBench2, and D#7."))
    assert (PAPER, "evaluates_on", "dataset:waderbench") in found


def test_a_part_is_not_also_derived_from_its_whole() -> None:
    found = stated(told(OWN, "WaderQA is part of WaderBench.", "WaderQA was derived from WaderBench."))
    assert (entity_id(EntityKind.DATASET, "WaderBench"), "has_part", entity_id(EntityKind.DATASET, "WaderQA")) in found
    assert not [s for s in found if s[1] == "derived_from"]


def test_what_no_rule_reads_is_stated_where_the_second_opinion_is_sure() -> None:
    made = told(OWN, "A Heron learnt on Marshbirds images sings well.")
    assert ("model:heron", "trained_on", "dataset:marshbirds") in stated(made)
