"""What the model of reference strings is trained on, and that training leaves held-out strings alone."""

import json
import sys
from pathlib import Path

import pytest

from kg.documents.references.parsing.parser import prepared
from kg.documents.references.parsing.tagging.tokens import tokens_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "training" / "references"))

from corpus import LabelledString, Part, labelled_strings  # noqa: E402
from labels import labels_of, with_bounds  # noqa: E402
from modern import modern_strings  # noqa: E402

REGISTRY = ROOT / "ontology" / "registry"


def written(folder: Path, name: str, records: list[dict[str, object]]) -> None:
    folder.joinpath(name).write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")


def labels(gold: dict[str, object]) -> list[tuple[str, str]] | None:
    string = LabelledString("made", Part.TRAIN, gold)
    _, text, found = prepared(string.raw)
    tokens = tokens_of(found.blanked)
    given = labels_of(string, text, tokens)
    return None if given is None else [(t.text, label) for t, label in zip(tokens, given, strict=True)]


def test_the_strings_of_one_paper_stay_together(tmp_path: Path) -> None:
    entries = [{"raw": f"Fenwick A. Herons, part {n}. 20{n:02}.", "file": f"paper{n % 7}.tei.xml"} for n in range(70)]
    written(tmp_path, "made.jsonl", entries)
    parts: dict[str, set[Part]] = {}
    for string in labelled_strings(tmp_path):
        parts.setdefault(str(string.gold["file"]), set()).add(string.part)
    assert all(len(found) == 1 for found in parts.values())


def test_near_copies_of_held_out_strings_are_not_trained_on(tmp_path: Path) -> None:
    title = "A corpus of the marsh birds, number {}"
    first = [{"raw": f"Fenwick, A. {title.format(n)}. 2019.", "title": title.format(n)} for n in range(60)]
    again = [{"raw": f"A. Fenwick, “{title.format(n)},” 2019", "title": title.format(n).upper()} for n in range(60)]
    written(tmp_path, "a.jsonl", first)
    written(tmp_path, "b.jsonl", again)
    strings = labelled_strings(tmp_path)
    titles = {part: {str(s.gold["title"]).lower() for s in strings if s.part is part} for part in Part}
    assert titles[Part.TEST]
    assert titles[Part.TRAIN]
    assert not titles[Part.TEST] & (titles[Part.TRAIN] | titles[Part.DEV])
    assert not titles[Part.DEV] & titles[Part.TRAIN]


def test_fields_and_segments_give_the_same_labels() -> None:
    raw = "Fenwick A. Herons at dusk. J Bird 12:3, 2019."
    fields = {"raw": raw, "authors_raw": "Fenwick A", "title": "Herons at dusk", "venue": "J Bird", "date": "2019"}
    segments = [["author", "Fenwick A."], ["title", "Herons at dusk."], ["journal", "J Bird"], ["volume", "12:3,"]]
    assert labels(fields) == labels({"raw": raw, "segments": [*segments, ["date", "2019."]]})
    assert labels(fields) == [
        ("Fenwick", "author"), ("A", "author"), ("Herons", "title"), ("at", "title"), ("dusk", "title"),
        ("J", "venue"), ("Bird", "venue"), ("12", "number"), ("3", "number"), ("2019", "date"),
    ]  # fmt: skip


def test_a_string_that_does_not_hold_its_title_is_left_out() -> None:
    assert labels({"raw": "Fenwick A. Herons. 2019.", "title": "Owls"}) is None


def test_bounds_are_labels_of_their_own() -> None:
    assert with_bounds(["title", "rest", "venue", "venue"]) == ["B-title", "rest", "B-venue", "E-venue"]


def test_made_up_strings_are_the_same_each_time_and_labelled_whole() -> None:
    strings = modern_strings(REGISTRY, 60, seed=3)
    assert strings == modern_strings(REGISTRY, 60, seed=3)
    for string in strings:
        assert labels(string.gold) is not None


@pytest.mark.parametrize("style", ["paper", "corpus"])
def test_the_part_of_a_string_never_changes(tmp_path: Path, style: str) -> None:
    file = {"file": "paper1.tei.xml"} if style == "paper" else {}
    written(tmp_path, "made.jsonl", [{"raw": f"Fenwick A. Herons {n}. 2019."} | file for n in range(9)])
    parts = "".join(str(s.part)[:2] for s in sorted(labelled_strings(tmp_path), key=lambda s: s.raw))
    assert parts == {"paper": "trtrtrtrtrtrtrtrtr", "corpus": "tetrtedetrtedetrtr"}[style]
