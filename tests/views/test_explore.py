"""Answers about a whole graph, shown: nothing out of a paper steers a terminal or a spreadsheet."""

import csv
import io
import json

import pytest

from kg.core.lineage import EvidenceKind, Licence, LineagePath
from kg.core.statement import Predicate
from kg.fetching.errors import FetchCode
from kg.fetching.fetch import FetchReport, NotFetched
from kg.store.statistics import Relation, Statistics, Used, YearOfPapers
from kg.tracing.conflicts import conflicts
from kg.tracing.difference import PARTS, ClaimChange, Difference, Renamed
from kg.tracing.frontier import Frontier
from kg.tracing.open_questions import OpenQuestion, UnreadWork
from kg.views.conflicts_text import conflicts_csv, conflicts_json, conflicts_text
from kg.views.csv_rows import csv_text
from kg.views.difference_text import difference_csv, difference_json, difference_text
from kg.views.fetched_text import fetched_text
from kg.views.frontier_text import frontier_csv, frontier_json, frontier_text
from kg.views.statistics_text import statistics_csv, statistics_json, statistics_text
from tests.tracing.whole import WholeMemory
from tests.tracing.world import dataset, edge, known, model, paper, said

P = Predicate

EVIL = "=HYPERLINK(1)\x1b[2J\u202e\x00"
PAPER, WORK, OTHER = paper(EVIL), paper(f"{EVIL} work", read=False), paper("Another", read=False)
MODEL, DATA = model(f"{EVIL} model"), dataset(f"{EVIL} data")
NODES = {node.iri: node for node in (PAPER, WORK, OTHER, MODEL, DATA)}
USES = edge(PAPER, P.USES, MODEL, said(EVIL, EVIL, 1))


def frontier_() -> Frontier:
    question = OpenQuestion(MODEL, 2, LineagePath((USES,)))
    further = [OpenQuestion(dataset(f"Data {n}"), 1) for n in range(4)]
    works = (UnreadWork(WORK, "arxiv:2001.00001", 0, (question, *further)), UnreadWork(OTHER, None, 1, (question,)))
    return Frontier(works, 9, 2, True, NODES)


def difference_() -> Difference:
    one, two = said(EVIL, EVIL, 1), known(EVIL)
    change = ClaimChange(MODEL.iri, "trained_on", DATA.iri, (MODEL.label, DATA.label), (one,), (one, two), (), (two,))
    ends = (MODEL.label, "undisclosed")
    gone = ClaimChange(MODEL.iri, "https://x.example/y", "undisclosed", ends, (one,), (), (one,))
    counts = dict(zip(PARTS, (1, 1, 1, 1, 1, 9, 1), strict=True))
    papers = (PAPER,)
    return Difference(papers, papers, papers, (Renamed(MODEL, DATA),), (gone,), (change,), (change,), counts)


def statistics_() -> Statistics:
    used = (Used(DATA.iri, DATA.label, 1200, (("trains_on", 3), ("evaluates_on", 0))),)
    run = (Used(MODEL.iri, MODEL.label, 2, (("compares", 1),)),)
    relation = Relation("trained_on", 5, tuple((kind, n) for n, kind in enumerate(EvidenceKind)))
    year = YearOfPapers(2019, 2, 1, 1, used, run)
    return Statistics((("papers_read", 1234),), (relation,), used, run, (year,), 2)


def disputes() -> WholeMemory:
    edges = (edge(DATA, P.INTRODUCED_BY, WORK, said(EVIL, EVIL, 3)), edge(DATA, P.INTRODUCED_BY, OTHER, known()))
    licences = tuple(Licence(name, (known(EVIL + name),)) for name in ("MIT", EVIL))
    return WholeMemory(NODES.values(), edges, {DATA.iri: licences})


TEXTS = {
    "frontier": lambda: frontier_text(frontier_()),
    "conflicts": lambda: conflicts_text(conflicts(disputes())),
    "diff": lambda: difference_text(difference_()),
    "stats": lambda: statistics_text(statistics_()),
    "fetch": lambda: fetched_text(FetchReport((), (), (NotFetched("doi:10.5/x", FetchCode.REFUSED, EVIL),))),
}
ROWS = {
    "frontier": lambda: frontier_csv(frontier_()),
    "conflicts": lambda: conflicts_csv(conflicts(disputes())),
    "diff": lambda: difference_csv(difference_()),
    "stats": lambda: statistics_csv(statistics_()),
}
VALUES = {
    "frontier": lambda: frontier_json(frontier_()),
    "conflicts": lambda: conflicts_json(conflicts(disputes())),
    "diff": lambda: difference_json(difference_()),
    "stats": lambda: statistics_json(statistics_()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text_cannot_steer_a_terminal_and_keeps_to_its_width(name: str) -> None:
    text = TEXTS[name]()
    assert not set(text) & set("\x1b\u202e\x00")
    assert "HYPERLINK" in text
    assert text.endswith("\n")
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", ROWS)
def test_no_cell_is_a_formula_and_rows_are_even(name: str) -> None:
    rows = list(csv.reader(io.StringIO(ROWS[name](), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert any("'=HYPERLINK" in cell for row in rows for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


@pytest.mark.parametrize("name", VALUES)
def test_values_are_plain(name: str) -> None:
    value = VALUES[name]()
    assert json.loads(json.dumps(value)) == value


def test_numbers_stay_numbers_in_csv() -> None:
    assert csv_text(("a", "b"), [(-1.5, None), ("-1.5", "x")]) == "a,b\r\n-1.5,\r\n'-1.5,x\r\n"


def test_the_frontier_says_what_a_work_would_answer() -> None:
    text = frontier_text(frontier_())
    assert "answers 6 questions · arxiv:2001.00001 · known from collections alone" in text
    assert "was trained on: 2 papers rest on it" in text
    assert "and the same of Data 2, Data 3" in text
    assert "no arXiv id or DOI known · cited by 1 paper" in text
    assert "Truncated" in text
    assert frontier_text(Frontier((), 0, 0, False, {})).startswith("No work")


def test_conflicts_are_asked_as_questions() -> None:
    lines = conflicts_text(conflicts(disputes())).splitlines()
    assert lines[0].startswith("Who introduced =HYPERLINK")
    assert any(line.startswith("Under which licence does") for line in lines)
    assert lines[-1] == "2 conflicts: 1 of introduction, 1 of licence."
    assert conflicts_text(conflicts(WholeMemory())) == "No source contradicts another.\n"


def test_a_circle_and_undisclosed_data_have_their_words() -> None:
    one, two = dataset("Ponds"), dataset("Lakes")
    silent = model("Heron", undisclosed=(said("A", "Not released."),))
    edges = (
        edge(one, P.DERIVED_FROM, two),
        edge(two, P.HAS_PART, one),
        edge(silent, P.TRAINED_ON, one),
    )
    text = conflicts_text(conflicts(WholeMemory((one, two, silent), edges)))
    assert "Are the training data of Heron disclosed?\n  Heron has undisclosed training data   belief 0.90" in text
    assert "Which of these is wrong? Lakes and Ponds rest on themselves." in text


def test_a_long_list_of_claims_is_cut_visibly() -> None:
    data = [dataset(f"Data {n}") for n in range(12)]
    silent = model("Heron", undisclosed=(said("A", "Not released."),))
    answer = conflicts(WholeMemory((silent, *data), [edge(silent, P.TRAINED_ON, d) for d in data]))
    assert "  and 5 more claims" in conflicts_text(answer)
    assert len(conflicts_json(answer)["conflicts"][0]["claims"]) == 13


def test_a_difference_says_what_is_gone_new_and_otherwise() -> None:
    text = difference_text(difference_())
    for heading in ("Papers gone (1)", "Papers new (1)", "Papers read anew (1)", "Other identifiers (1)"):
        assert f"\n{heading}\n" in f"\n{text}"
    assert "belief 0.90 → 0.97" in text
    assert "and 8 more; --limit shows more" in text
    assert "https://x.example/y" in text
    same = Difference((), (), (), (), (), (), (), dict.fromkeys(PARTS, 0))
    assert difference_text(same) == "The two graphs hold the same papers and say the same of them.\n"


def test_counts_have_their_thousands_apart() -> None:
    text = statistics_text(statistics_())
    assert "1,234" in text
    assert "2 papers do not tell the year." in text
    empty = Statistics((("papers_read", 0),), (), (), (), (), 0)
    assert statistics_text(empty).split() == ["papers", "read", "0"]
