"""Tests of what a build and a graph say of the files that they took."""

from dataclasses import replace

from kg.built import BuildReport, Failure, PartlyRead
from kg.core.errors import ReasonCode
from kg.store.graph import SourceStatus, StoredSource
from kg.views.status import build_json, build_text, status_json, status_text

WHOLE = StoredSource(
    "a" * 64, "heron.tex", SourceStatus.STORED, title="Heron", paper="p:1", reader="latex", references=3
)
TORN = StoredSource(
    "b" * 64,
    "quail.pdf",
    SourceStatus.STORED,
    title="Quail",
    paper="p:2",
    reader="pypdfium2",
    pages=9,
    unread_pages=(2, 7),
)
LOST = StoredSource("c" * 64, "x.pdf", SourceStatus.FAILED, code=ReasonCode.DAMAGED, reason="it is damaged")


def test_status_names_the_reader_that_took_each_file() -> None:
    rows = status_text([WHOLE, TORN], 10).splitlines()
    assert "latex" in next(r for r in rows if r.startswith("heron.tex"))
    assert "pypdfium2" in next(r for r in rows if r.startswith("quail.pdf"))
    assert [s["reader"] for s in status_json([WHOLE, TORN], 10)["stored"]] == ["latex", "pypdfium2"]


def test_one_paper_in_two_files_is_one_paper() -> None:
    other = replace(WHOLE, sha256="d" * 64, name="heron.pdf", reader="pypdfium2")
    assert "2 papers in 3 files stored, 0 failed, 10 triples" in status_text([WHOLE, other, TORN], 10)
    assert "2 papers stored, 1 failed" in status_text([WHOLE, TORN, LOST], 10)
    assert status_json([WHOLE, other, TORN], 10)["papers"] == 2


def test_status_says_which_pages_were_lost() -> None:
    text = status_text([WHOLE, TORN, LOST], 10)
    assert "partly read: quail.pdf: pages 2, 7 could not be read" in text
    assert "heron.tex: page" not in text
    assert status_json([TORN], 10)["stored"][0]["unread_pages"] == [2, 7]


def test_a_build_says_which_pages_were_lost_and_why_a_paper_failed() -> None:
    failed = (Failure("in/x.pdf", ReasonCode.DAMAGED, "it is damaged"),)
    report = BuildReport(("in/heron.tex", "in/quail.pdf"), (), failed, (PartlyRead("in/quail.pdf", (2,)),))
    assert build_text(report).splitlines() == [
        "stored   2",
        "  in/quail.pdf: page 2 could not be read",
        "skipped  0",
        "failed   1",
        "  in/x.pdf: damaged: it is damaged",
    ]
    assert build_json(report)["partly_read"] == [{"path": "in/quail.pdf", "unread_pages": [2]}]
