from kg.statements.relating.words import Word, class_of, words_of


def test_names_of_one_kind_in_a_list_are_one_word() -> None:
    words = words_of("M#0 beats M#1 and M#2 on D#3, D#4, and the D#5.")
    assert [w.markers for w in words if w.markers] == [("M#0",), ("M#1", "M#2"), ("D#3", "D#4", "D#5")]


def test_a_model_and_data_side_by_side_are_no_list() -> None:
    assert [w.markers for w in words_of("M#0, D#1") if w.markers] == [("M#0",), ("D#1",)]


def test_a_comma_at_the_end_of_a_list_stays_a_word() -> None:
    assert [w.text for w in words_of("M#0, M#1, however")] == ["M#", ",", "however"]


def test_a_marker_behind_a_hyphen_is_still_found() -> None:
    assert any(w.markers == ("D#0",) for w in words_of("pre-D#0 weights"))


def test_numbers_are_all_the_same_word() -> None:
    assert [w.text for w in words_of("41.8 BLEU")] == ["0", "bleu"]


def test_fine_tuning_is_another_act_than_training() -> None:
    assert [class_of(w) for w in ("trained", "pretrained", "pre-trained", "fine-tuned", "finetune")] == [
        "train", "pretrain", "pretrain", "tune", "tune",
    ]  # fmt: skip


def test_only_acts_are_acts() -> None:
    assert Word("evaluated").act == "test"
    assert Word("corpus").act == ""
    assert Word("reed").act == ""
