import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from kg.core.entity import EntityKind
from kg.core.errors import ReasonCode
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.texts import TextFailure, TextLimits, mentions_of_texts

QUICK = TextLimits(seconds=0.5)


def find(text: str) -> tuple[Mention, ...]:
    """A finder that workers know by its name; it takes capital letters for names, and minds what it is told."""
    match text.partition(" "):
        case "sleep", _, seconds:
            time.sleep(float(seconds))
        case "kill", _, number:
            os.kill(os.getpid(), int(number))
        case "take", _, mebibytes:
            bytearray(int(mebibytes) * 1024 * 1024)
        case "raise", _, words:
            raise LookupError(words)
    capitals = [i for i, c in enumerate(text) if c.isupper()]
    return tuple(Mention(Span(i, i + 1), text[i], EntityKind.DATASET, ("test",), 1.0) for i in capitals)


def surfaces(outcome) -> str:
    return "".join(m.surface for m in outcome)


def test_texts_are_answered_in_their_order_whatever_the_jobs() -> None:
    texts = [(n, f"{'sleep 0.05' if n % 7 == 0 else 'a'} {chr(65 + n % 26)}" * (n % 7 != 0)) for n in range(60)]
    one, three = (list(mentions_of_texts(texts, jobs=jobs, find=find)) for jobs in (1, 3))
    assert one == three
    assert [key for key, _ in one] == list(range(60))
    assert surfaces(one[1][1]) == "B"


def test_no_texts_have_no_answers() -> None:
    assert list(mentions_of_texts([], jobs=2)) == []


def test_a_text_that_fails_costs_itself_alone() -> None:
    texts = ["A", "sleep 60", "B", f"kill {signal.SIGSEGV.value}", "C", "take 9999", "D", "raise no reeds", "E"]
    for jobs in (1, 2):
        outcomes = [o for _, o in mentions_of_texts([(None, t) for t in texts], jobs=jobs, limits=QUICK, find=find)]
        assert [surfaces(o) for o in outcomes[::2]] == ["A", "B", "C", "D", "E"]
        assert outcomes[1::2] == [
            TextFailure(ReasonCode.TIMEOUT, "it took longer than 0.5 seconds; raise --time-limit"),
            TextFailure(ReasonCode.CRASHED, "the worker that read it died (SIGSEGV); the others go on"),
            TextFailure(ReasonCode.OUT_OF_MEMORY, "it needs more memory than allowed; raise --memory-limit"),
            TextFailure(ReasonCode.CRASHED, "finding names in it failed with LookupError: no reeds"),
        ]


def test_a_long_text_may_take_longer() -> None:
    assert TextLimits(seconds=2).seconds_for("a" * 2_500_000) == 6
    ((_, outcome),) = mentions_of_texts([(1, "sleep 2.5 " + " " * 3_000_000)], limits=TextLimits(seconds=2), find=find)
    assert outcome == ()


def test_an_answer_comes_before_the_next_text_is_given() -> None:
    asked = threading.Event()

    def texts() -> Iterator[tuple[int, str]]:
        yield 1, "A"
        assert asked.wait(60)
        yield 2, "B"

    answers = mentions_of_texts(texts(), find=find)
    assert next(answers)[0] == 1
    asked.set()
    assert [key for key, _ in answers] == [2]


def test_texts_are_drawn_only_so_far_ahead() -> None:
    drawn = 0

    def texts() -> Iterator[tuple[int, str]]:
        nonlocal drawn
        for drawn in range(10_000):
            yield drawn, "A"

    answers = mentions_of_texts(texts(), jobs=2, find=find)
    for _ in range(10):
        next(answers)
    time.sleep(0.5)
    assert drawn <= 10 + 2 * 16 + 1
    answers.close()
    time.sleep(0.5)
    assert drawn <= 10 + 2 * 16 + 2


def test_what_drawing_raises_comes_behind_the_answers_before_it() -> None:
    def texts() -> Iterator[tuple[int, str]]:
        yield 1, "sleep 0.2 A"
        yield 2, "B"
        raise LookupError("no more")

    answers = mentions_of_texts(texts(), jobs=2, find=find)
    assert [next(answers)[0], next(answers)[0]] == [1, 2]
    with pytest.raises(LookupError, match="no more"):
        next(answers)


def test_work_that_is_closed_early_ends_at_once() -> None:
    answers = mentions_of_texts([(1, "A"), (2, "sleep 60"), (3, "sleep 60")], jobs=2, find=find)
    next(answers)
    started = time.monotonic()
    answers.close()
    assert time.monotonic() - started < 30


@pytest.mark.scispacy
def test_names_are_found_at_their_places_between_characters_of_every_kind() -> None:
    text = "😀 \ud800We train BERT\u202e on \x00GLUE (General \udfff Evaluation, GLUE)\u2028and\x85SQuAD.\ufeff"
    ((_, outcome),) = mentions_of_texts([("any", text)])
    assert isinstance(outcome, tuple)
    assert {"BERT", "GLUE", "SQuAD"} <= {m.surface for m in outcome}
    assert all(text[m.span.start : m.span.end] == m.surface for m in outcome)
