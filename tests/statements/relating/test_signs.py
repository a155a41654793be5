from kg.statements.relating.signs import Pair, pairs_of
from tests.statements.relating.worlds import read


def pairs(*sentences: str) -> list[Pair]:
    document, told = read(*sentences)
    return [pair for scene in told for pair in pairs_of(document, scene)]


def test_every_model_is_paired_with_every_dataset_of_its_sentence() -> None:
    found = pairs("We train Heron and Teal on Marshbirds and Reedcalls.", "Quail-2 sings.", "DuckBench is wet.")
    assert [(p.model, p.dataset) for p in found] == [("M#0", "D#2"), ("M#0", "D#3"), ("M#1", "D#2"), ("M#1", "D#3")]


def test_more_names_than_any_sentence_has_are_paired_up_to_a_number() -> None:
    assert len(pairs("Heron on Marshbirds, " * 15 + "Teal.")) == 15 * 16
    assert len(pairs("Heron on Marshbirds, " * 40 + "Teal.")) == 16 * 16


def test_members_of_a_list_stand_equally_far_away() -> None:
    near, far = (set(p.signs) for p in pairs("Heron was trained on Marshbirds, Reedcalls and DuckBench.")[::2])
    assert "MD just was traine on" in near & far


def test_the_preposition_and_the_act_before_it_are_signs() -> None:
    (pair,) = pairs("Heron was trained on Marshbirds.")
    assert {"D prep on", "D act back train", "D strong back train on MD between False"} <= set(pair.signs)


def test_another_model_in_between_is_a_sign() -> None:
    far, near = pairs("Heron is compared with Teal trained on Marshbirds.")
    assert "MD models between 1" in far.signs
    assert "MD models between 0" in near.signs


def test_what_the_rules_say_of_the_pair_and_of_others_is_a_sign() -> None:
    heron, teal = pairs("Heron is compared with Teal, which was trained on Marshbirds.")
    assert "rule same train" in teal.signs
    assert "rule other train" in heron.signs


def test_no_sign_tells_a_name() -> None:
    for pair in pairs("Heron was trained on Marshbirds.", "We test Teal on the DuckBench data."):
        assert not [s for s in pair.signs for name in ("heron", "marshb", "teal", "duckbe") if name in s.lower()]


def test_a_respective_reading_pairs_by_place() -> None:
    found = {(p.model, p.dataset): p.signs for p in pairs("Heron and Teal use Marshbirds and Reedcalls, respectively.")}
    assert "respectively True True" in found["M#0", "D#2"]
    assert "respectively True False" in found["M#0", "D#3"]
