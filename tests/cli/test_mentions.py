import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KG = [sys.executable, "-c", "from kg.cli import main; main()", "mentions"]
LINE = b'{"id": 1, "text": "We train BERT on GLUE."}\n'

pytestmark = pytest.mark.scispacy


def run(
    given: bytes, *arguments: str | Path, code: int = 0, **environment: str
) -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[bytes]]:
    """The answers to what is given on stdin, and the process; fails unless it ends with the exit code."""
    command = [*KG, *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **environment})
    assert done.returncode == code, done.stderr
    assert b"Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n")[:-1]], done


def lines(*texts: str) -> bytes:
    return "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)).encode()


@pytest.fixture
def started() -> Iterator[subprocess.Popen[bytes]]:
    """The command with its pipes open, in a process group of its own."""
    pipe = subprocess.PIPE
    with subprocess.Popen(KG, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True) as process:
        yield process
        process.kill()


def ask(process: subprocess.Popen[bytes], line: bytes) -> bytes:
    """The answer to the line."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line)
    process.stdin.flush()
    return process.stdout.readline()


def said(process: subprocess.Popen[bytes]) -> bytes:
    """What the process told on stderr, once it has ended."""
    assert process.stderr is not None
    return process.stderr.read()


def keep_writing(pipe: int) -> None:
    """Write lines for as long as anybody reads them."""
    while True:
        os.write(pipe, LINE)


def test_an_answer_comes_while_more_is_still_being_written(started: subprocess.Popen[bytes]) -> None:
    for number in range(3):
        assert json.loads(ask(started, LINE.replace(b"1", str(number).encode())))["id"] == number
    assert started.communicate() == (b"", b"")
    assert started.returncode == 0


def test_any_number_of_jobs_prints_the_same_bytes_in_the_order_of_the_lines() -> None:
    texts = [
        f"We train Quail-{n} on ImageNet{' and on GLUE' * (n % 5)}." + " Reeds." * (n % 3) * 200 for n in range(50)
    ]
    (answers, one), (_, three) = (run(lines(*texts), "--jobs", jobs) for jobs in ("1", "3"))
    assert one.stdout == three.stdout
    assert [a["id"] for a in answers] == list(range(50))
    assert all(texts[a["id"]][m["start"] : m["end"]] == m["surface"] for a in answers for m in a["mentions"])
    assert "ImageNet" in {m["surface"] for a in answers for m in a["mentions"]}


def test_a_file_is_read_with_its_byte_order_mark_its_carriage_returns_and_its_blank_lines(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + LINE.replace(b"\n", b"\r\n") + b"\r\n  \n" + LINE.rstrip())
    answers, done = run(b"", file, FORCE_COLOR="1")
    assert [a["id"] for a in answers] == [1, 1]
    assert done.stderr == b""


def test_an_id_comes_back_as_it_was_given() -> None:
    given = ["7", '"a\\u2028\\ud800b"', "null", '[1, {"a": 0.5}]', "123456789012345678901234567890", "true", '""']
    answers, _ = run("".join(f'{{"id": {key}, "text": ""}}\n' for key in given).encode() + b'{"text": ""}')
    assert answers == [{"id": json.loads(key), "mentions": []} for key in [*given, "null"]]


def test_a_line_that_is_wrong_ends_the_run_behind_the_answers_to_those_before_it() -> None:
    answers, done = run(LINE + b"\n" + LINE + b"nonsense\n" + LINE, "--jobs", "2", code=1)
    assert len(answers) == 2
    assert done.stderr == b"kg: stdin, line 4: no JSON (Expecting value at character 1); mend the line\n"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    _, done = run(b"", tmp_path / "none.jsonl", code=1)
    said = "cannot be read as text; no such file or directory; give a file of JSON lines, or - for stdin"
    assert done.stderr.decode() == f"kg: {tmp_path / 'none.jsonl'}: {said}\n"
    run(b"", "--jobs", "0", code=2)


def test_answers_are_utf_8_whatever_the_locale_and_whatever_the_text() -> None:
    text = "\ud800 We train BERT\u202e on GLUÉ-\udfff and \x00ImageNet\x1b[31m\u2028."
    (answer,), done = run(lines(text), PYTHONIOENCODING="latin-1")
    assert {"BERT", "ImageNet"} <= {m["surface"] for m in answer["mentions"]}
    assert all(text[m["start"] : m["end"]] == m["surface"] for m in answer["mentions"])
    assert not set("\u202e\u2028\x1b\x00") & set(done.stdout.decode("utf-8"))


def test_a_text_over_its_time_says_so_in_its_line_and_the_others_are_answered() -> None:
    texts = ["We train BERT.", "We train Quail-1 on ImageNet. " * 20_000, "We use GLUE."]
    answers, done = run(lines(*texts), "--time-limit", "0.3", "--jobs", "2", code=3)
    assert [bool(a["mentions"]) for a in answers] == [True, False, True]
    reason = "it took longer than 0.3 seconds; raise --time-limit"
    assert answers[1] == {"id": 1, "mentions": [], "error": {"code": "timeout", "reason": reason}}
    assert done.stderr == b"kg: 1 of 3 texts failed; their lines say why\n"


HOSTILE = {
    "empty": "",
    "a million letters": "abcdefghij" * 100_000,
    "a million brackets": "(" * 1_000_000,
    "marks alone": ".,;:!?()[]{}-\"'" * 10_000,
    "control characters": "\0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\ufeff\u200e\u202e" * 1000,
    "many empty lines": "\n" * 100_000,
    "astral characters": "😀𝔄" * 10_000,
}


def test_texts_of_every_kind_come_through_and_offsets_are_code_points() -> None:
    texts = [f"{hostile} We train BERT on ImageNet. {hostile}" for hostile in HOSTILE.values()]
    started = time.monotonic()
    answers, _ = run(lines(*texts, *HOSTILE.values()), "--jobs", "2")
    assert time.monotonic() - started < 120
    for text, answer in zip([*texts, *HOSTILE.values()], answers, strict=True):
        assert all(text[m["start"] : m["end"]] == m["surface"] for m in answer["mentions"])
    found = [{m["surface"] for m in a["mentions"]} for a in answers[: len(texts)]]
    assert [name for name, names in zip(HOSTILE, found, strict=True) if names != {"BERT", "ImageNet"}] == []


def test_whoever_has_seen_enough_ends_the_run_in_peace(started: subprocess.Popen[bytes]) -> None:
    assert started.stdin is not None
    assert started.stdout is not None
    ask(started, LINE)
    started.stdout.close()
    with pytest.raises(BrokenPipeError):
        keep_writing(started.stdin.fileno())
    assert started.wait(60) == 0
    assert said(started) == b""


def test_an_interrupted_run_says_how_far_it_came(started: subprocess.Popen[bytes]) -> None:
    ask(started, LINE)
    os.killpg(started.pid, signal.SIGINT)
    assert started.wait(60) == 130
    assert said(started) == b"kg: stopped after 1 text\n"


def watched(**environment: str) -> bytes:
    """What a person at a terminal sees on stderr."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", **environment}
    done = subprocess.run(KG, input=LINE * 30, stdout=subprocess.PIPE, stderr=theirs, check=True, env=env)
    os.close(theirs)
    assert done.stdout.count(b"\n") == 30
    seen = b""
    try:
        while part := os.read(ours, 65536):
            seen += part
    except OSError:  # how the end of a terminal is told
        pass
    os.close(ours)
    return seen


def test_a_terminal_shows_a_count_unless_it_is_told_not_to() -> None:
    assert b"30 texts" in watched(NO_COLOR="")
    assert watched(NO_COLOR="1") == b""
