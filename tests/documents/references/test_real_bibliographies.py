"""What must hold for the references of real papers, which do not travel with the project."""

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from kg.core.document import Document
from kg.core.names import fold
from kg.documents.reader import read_document

PAPERS, GOLD = (Path(os.environ.get(name, "/nonexistent")) for name in ("KG_PAPERS", "KG_GOLD"))
pytestmark = [
    pytest.mark.papers,
    pytest.mark.skipif(
        not (PAPERS.is_dir() and (GOLD / "papers").is_dir()), reason="KG_PAPERS and KG_GOLD name no real papers"
    ),
]


@lru_cache
def annotated() -> list[tuple[dict[str, Any], Document]]:
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((GOLD / "papers").glob("*.json"))]
    return [(gold, read_document(PAPERS / gold["file"])) for gold in golds]


def test_all_entries_are_found_that_people_counted() -> None:
    counts = {gold["file"]: (len(document.references), gold["reference_count"]) for gold, document in annotated()}
    assert {file: pair for file, pair in counts.items() if abs(pair[0] - pair[1]) > 1} == {}


def test_markers_lead_to_the_works_that_people_tied_them_to() -> None:
    wanted = met = 0
    for gold, document in annotated():
        entries = {r.key: fold(r.title or r.raw) for r in document.references}
        for named in (*gold["datasets"], *gold["models"]):
            marker, title = named.get("citation_marker"), named.get("introduced_by")
            if marker and title:
                words = re.compile(r"\s+".join(re.escape(w) for w in marker.strip("()[] ").split()))
                places = [(m.start(), m.end()) for m in words.finditer(document.text)]
                cited = {
                    entries[c.reference_key]
                    for c in document.citations
                    if any(c.span.start < end and start < c.span.end for start, end in places)
                }
                wanted += 1
                met += any(fold(title) in entry or entry in fold(title) for entry in cited)
    assert met >= 0.95 * wanted > 0
