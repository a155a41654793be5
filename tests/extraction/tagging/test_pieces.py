from kg.extraction.tagging.pieces import Pieces

PIECES = Pieces(["[UNK]", "marsh", "##qa", "##q", "e", "##lan"])


def test_the_longest_piece_is_taken_first() -> None:
    assert PIECES.of("MarshQA") == (1, 2)


def test_accents_and_case_do_not_matter() -> None:
    assert PIECES.of("Élan") == PIECES.of("elan") == (4, 5)


def test_a_word_with_an_unknown_letter_is_one_unknown_piece() -> None:
    assert PIECES.of("marshé漢") == (0,)
    assert PIECES.of("́") == (0,)
