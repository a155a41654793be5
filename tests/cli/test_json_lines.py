from pathlib import Path

import pytest

from kg.cli.app import print_json
from kg.cli.json_lines import json_lines
from kg.core.errors import KgError


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"nonsense", "no JSON (Expecting value at character 1)"),
        (b"[1]", 'expected an object with a text "text"'),
        (b'{"id": 1}', 'expected an object with a text "text"'),
        (b'{"text": 5}', 'expected an object with a text "text"'),
        (b'{"text": "\xff"}', "not in UTF-8"),
        (b'{"text": "\xed\xa0\x80"}', "not in UTF-8"),
        (
            '{"text": "a"}'.encode("utf-16-le"),
            "no JSON (Expecting property name enclosed in double quotes at character 2)",
        ),
        (b'{"id": NaN, "text": ""}', "no JSON (NaN is no number)"),
        (b'{"id": 1e999, "text": ""}', "no JSON (a number is too great)"),
        (b'{"id": ' + b"9" * 5000 + b', "text": ""}', "no JSON (a number is too long)"),
        (b'{"id": ' + b"[" * 200 + b"]" * 200 + b', "text": ""}', "nested too deeply"),
        (b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b', "text": ""}', "nested too deeply"),
    ],
)
def test_a_line_that_is_wrong_is_named_once_those_before_it_were_given(line: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b'{"text": "a"}\n\n' + line + b'\n{"text": "b"}\n')
    records = json_lines(file, "text")
    assert next(records) == {"text": "a"}
    with pytest.raises(KgError) as error:
        next(records)
    assert str(error.value) == f"{file}, line 3: {said}; mend the line"


def test_a_byte_order_mark_blank_lines_and_carriage_returns_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"text":\r"a\xe2\x80\xa8"}\r\n\r\n \t\n{"text": "\\ud83d\\ude00\\ud800"}')
    assert list(json_lines(file, "text")) == [{"text": "a\u2028"}, {"text": "😀\ud800"}]
    file.write_bytes(b"\xef\xbb\xbf")
    assert list(json_lines(file, "text")) == []


def test_a_line_without_an_end_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.json_lines._LONGEST", 1024)
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b"a" * 4096)
    with pytest.raises(KgError, match="line 1: longer than"):
        list(json_lines(file, "text"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be read as text; is a directory"):
        list(json_lines(tmp_path, "text"))


def test_what_is_printed_is_one_line_of_utf_8_that_steers_nothing(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_json({"é\ud800": "a\u2028b\u202ec\x85\x1b\x7f\x9b\ufeff模😀"})
    printed = capsysbinary.readouterr().out
    escaped = r'{"é\ud800": "a\u2028b\u202ec\u0085\u001b\u007f\u009b\ufeff模😀"}'
    assert printed.decode("utf-8") == escaped + "\n"
