"""The log as a table of text."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.decisions import EARLIEST, Decision, DecisionKind
from kg.core.errors import UnreadableLogError
from kg.core.statement import Predicate
from kg.store.curation_log import FILE, append, escaped, log_line, moment_after, read_log, unescaped
from tests.store.worlds import HOSTILE, any_text

MORNING = datetime(2026, 1, 15, 10, tzinfo=UTC)


def added(who: str = "Ada", quote: str = "so it is", source: str = "", why: str = "") -> Decision:
    kind, said = DecisionKind.ADD, ("model:m1", Predicate.TRAINED_ON, "dataset:a1")
    return Decision(MORNING, who, kind, *said, quote=quote or "so", source=source, why=why)


@given(any_text, any_text, any_text, any_text)
def test_any_text_comes_back_from_one_line_of_visible_signs(who: str, quote: str, source: str, why: str) -> None:
    decision = added(who, quote if quote.strip() else "so", source, why)
    line = log_line(decision)
    assert line.count("\t") == 9
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in line.replace("\t", ""))
    assert tuple(map(unescaped, line.split("\t")))[7:] == (decision.quote, decision.source, decision.why)
    assert not any(field.startswith(("=", "+", "-", "@")) for field in line.split("\t"))


def test_hostile_lines_come_back_equal(tmp_path: Path) -> None:
    decisions = [added(text, text, text, text) for text in HOSTILE]
    append(tmp_path, decisions)
    assert {d.id for d in read_log(tmp_path).decisions} == {d.id for d in decisions}
    assert set(read_log(tmp_path).decisions) == set(decisions)
    assert read_log(tmp_path).unreadable == ()


def test_lines_are_added_at_the_end_and_each_counts_once(tmp_path: Path) -> None:
    append(tmp_path, [added("Ada"), added("Bo")])
    before = (tmp_path / FILE).read_text("utf-8")
    assert before.splitlines()[0] == "when\twho\tdecision\tsubject\tpredicate\tobject\tvalue\tquote\tsource\twhy"
    assert before.splitlines()[1] == "2026-01-15T10:00:00Z\tAda\tadd\tmodel:m1\ttrained_on\tdataset:a1\t\tso it is\t\t"
    append(tmp_path, [added("Ada")])
    assert (tmp_path / FILE).read_text("utf-8").startswith(before)
    assert len(read_log(tmp_path).decisions) == 2


def test_a_line_that_is_no_decision_is_named_and_the_others_count(tmp_path: Path) -> None:
    append(tmp_path, [added()])
    with (tmp_path / FILE).open("a") as file:
        file.write("<<<<<<< theirs\n")
        file.write("soon\tAda\tmerge\tdataset:a1\t\tdataset:b1\t\t\t\t\n")
        file.write("2026-01-15T10:00:00Z\tAda\tfrobnicate\t\t\t\t\t\t\t\n\n")
        file.write("2026-01-15T12:00:00+02:00\tBo\tmerge\tdataset:a1\t\tdataset:b1\t\t\t\t\r\n")
        file.write("2026-01-15T10:00:00Z\tAda\tadd\tmo")  # broken off
    log = read_log(tmp_path)
    assert [(u.number, u.reason.split(" ")[0]) for u in log.unreadable] == [
        (3, "it"),
        (4, "soon"),
        (5, "frobnicate"),
        (8, "it"),
    ]
    assert {(d.who, d.when) for d in log.decisions} == {("Ada", MORNING), ("Bo", MORNING)}
    append(tmp_path, [added("Cy")])
    assert len(read_log(tmp_path).decisions) == 3  # the broken line did not swallow it


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"when\twho\n\x80"])
def test_what_is_no_text_is_refused_and_left_alone(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(UnreadableLogError, match=r"curation\.tsv"):
        read_log(tmp_path)
    assert (tmp_path / FILE).read_bytes() == data


def test_the_table_of_an_older_kg_is_read_as_the_oldest_decisions(tmp_path: Path) -> None:
    (tmp_path / "rejected.tsv").write_text("one\tother\tby\twhy\ndataset:c4\tdataset:Reed 8\tAda\ttwo\n", "utf-8")
    append(tmp_path, [added()])
    (pair, _) = read_log(tmp_path).decisions
    assert (pair.kind, pair.when, pair.subject, pair.object) == (
        DecisionKind.APART,
        EARLIEST,
        "dataset:c4",
        "dataset:reed8",
    )
    assert (pair.who, pair.why) == ("Ada", "two")


@pytest.mark.parametrize("line", ["dataset:a1\tdataset:b1", "a\tb\tc\td", "dataset:a1\tdataset:a1\t\t"])
def test_a_broken_line_of_that_table_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "rejected.tsv").write_text(f"one\tother\tby\twhy\n{line}\n", "utf-8")
    with pytest.raises(UnreadableLogError, match="line 2"):
        read_log(tmp_path)


def test_decisions_within_a_second_keep_their_order(tmp_path: Path) -> None:
    log = read_log(tmp_path)
    assert moment_after(log, MORNING) == MORNING
    for _ in range(3):
        append(
            tmp_path, [Decision(moment_after(read_log(tmp_path), MORNING), "Ada", DecisionKind.UNDO, value="x" * 10)]
        )
    assert [log_line(d).split("\t")[0] for d in read_log(tmp_path).decisions] == [
        "2026-01-15T10:00:00Z",
        "2026-01-15T10:00:00.001Z",
        "2026-01-15T10:00:00.002Z",
    ]


def test_a_backslash_that_escapes_nothing_is_one() -> None:
    assert unescaped(r"C:\data \u{zz} \u{110000}") == r"C:\data \u{zz} \u{110000}"
    assert escaped("a\\tb") == "a\\\\tb"


@given(st.text())
def test_escaping_is_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
