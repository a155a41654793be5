import csv
import hashlib
import re
from pathlib import Path

import pytest

import kg.web

FOLDER = Path(kg.web.__file__).parent / "assets" / "vendored"
with (FOLDER / "vendored.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_of_others_is_the_one_that_was_published(row: dict[str, str]) -> None:
    assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_file_is_listed_or_tells_of_those_that_are() -> None:
    there = {path.name for path in FOLDER.iterdir()}
    assert there == {row["file"] for row in ROWS} | {"vendored.tsv", "README.md", "yasgui.LICENSE"}


def test_no_asset_of_ours_asks_anybody_else() -> None:
    ours = [p for p in FOLDER.parent.rglob("*") if p.suffix in {".js", ".css"} and FOLDER not in p.parents]
    assert len(ours) >= 4
    for path in ours:
        assert "//cdn" not in path.read_text("utf-8")
        named = re.sub(r"https://(?:w3id|schema)\.org/", "", path.read_text("utf-8"))  # vocabularies, which nobody asks
        assert "https://" not in named, path
