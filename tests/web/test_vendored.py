import csv
import hashlib
import re
from pathlib import Path

import pytest

import kg.web

FOLDER = Path(kg.web.__file__).parent / "assets" / "vendored"
with (FOLDER / "vendored.tsv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, delimiter="\t"))
with (FOLDER / "yasgui.bundled.tsv").open(encoding="utf-8", newline="") as _file:
    BUNDLED = list(csv.DictReader(_file, delimiter="\t"))
_LINE = "=" * 80
_HALLMARKS = {
    "MIT": "Permission is hereby granted, free of charge",
    "BSD-3-Clause": "Redistribution and use in source and binary forms",
    "Apache-2.0": "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_file_of_others_is_the_one_that_was_published(row: dict[str, str]) -> None:
    assert hashlib.sha256((FOLDER / row["file"]).read_bytes()).hexdigest() == row["sha256"]


def test_every_file_is_listed_or_tells_of_those_that_are() -> None:
    there = {path.name for path in FOLDER.iterdir()}
    told = {
        "vendored.tsv",
        "yasgui.bundled.tsv",
        "README.md",
        "yasgui.LICENSE",
        "yasgui.THIRD-PARTY.txt",
        "json2csv.LICENSE",
    }
    assert there == {row["file"] for row in ROWS} | told


def test_all_that_yasgui_bundles_comes_with_its_version_and_the_text_of_its_licence() -> None:
    _, *parts = (FOLDER / "yasgui.THIRD-PARTY.txt").read_text("utf-8").split(_LINE)
    told = dict(zip((head.strip() for head in parts[::2]), parts[1::2], strict=True))
    assert [*told] == [f"{row['package']} {row['version']}, {row['licence']}" for row in BUNDLED]
    for row, text in zip(BUNDLED, told.values(), strict=True):
        assert _HALLMARKS[row["licence"]] in text, row["package"]
        assert "Copyright" in text or row["licence"] == "CC-BY-4.0", row["package"]


@pytest.mark.parametrize(
    ("trace", "package"),
    [
        ("CodeMirror", "codemirror"),
        ("DataTable", "datatables.net"),
        ("DOMPurify", "dompurify"),
        ("Sortable", "sortablejs"),
        ("autoComplete", "@tarekraafat/autocomplete.js"),
        ("jQuery", "jquery"),
        ("storejs", "store"),
    ],
)
def test_what_the_bundle_shows_of_others_is_listed(trace: str, package: str) -> None:
    assert trace in (FOLDER / "yasgui.min.js").read_text("utf-8")
    assert package in {row["package"] for row in BUNDLED}


def test_no_asset_of_ours_asks_anybody_else() -> None:
    ours = [p for p in FOLDER.parent.rglob("*") if p.suffix in {".js", ".css"} and FOLDER not in p.parents]
    assert len(ours) >= 4
    for path in ours:
        assert "//cdn" not in path.read_text("utf-8")
        named = re.sub(r"https://(?:w3id|schema)\.org/", "", path.read_text("utf-8"))  # vocabularies, which nobody asks
        assert "https://" not in named, path
