"""The W3C's suites for SPARQL 1.1 and Turtle: where kg differs from pyoxigraph called directly, it means to.

``differences.tsv`` lists every entry of which one of the two does not simply pass, with the reason. It is written anew
with KG_REWRITE_W3C=1, which keeps the reasons that stand there; a test fails while that is set.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.store.graph import Graph
from kg.store.query import run_query
from tests.w3c.running import Outcome, holds_in_every_form, outcomes, query_of
from tests.w3c.suite import Entry, entries

REWRITE = "KG_REWRITE_W3C"
TABLE = Path(__file__).parent / "differences.tsv"
HEADING = "entry\tpyoxigraph\tkg\twhy\n"
PASSED = ("passed", "passed")
UPDATE = ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD")


def suites() -> list[Path]:
    """The manifests of what kg has to do with.

    Left out: ``sparql11``, which only lists others; ``entailment``, for kg infers nothing; ``protocol``, which
    tests/web/test_w3c_protocol.py puts to kg's own endpoint; ``service-description``, whose three requests
    tests/web/test_sparql.py makes of it; ``graph-store-protocol`` and the older ``http-rdf-update``, which ask a server
    to take graphs: kg's own writes nothing, and as a client kg push is held against real servers in tests/store/remote.
    """
    folder = os.environ.get("KG_W3C")
    if not folder:
        pytest.skip("set KG_W3C to a folder with the W3C's rdf-tests")
    others = {"sparql11", "entailment", "protocol", "graph-store-protocol", "http-rdf-update", "service-description"}
    return [m for m in sorted(Path(folder).rglob("manifest.ttl")) if m.parent.name not in others]


@pytest.fixture(scope="module")
def every() -> list[Entry]:
    return [entry for manifest in suites() for entry in entries(manifest)]


@pytest.fixture(scope="module")
def found(every: list[Entry]) -> list[Outcome]:
    return list(outcomes(iter(every)))


def listed() -> dict[str, tuple[str, str, str]]:
    """The rows of the table by entry."""
    head, *lines = TABLE.read_text("utf-8").splitlines(keepends=True)
    assert head == HEADING
    rows = [line.rstrip("\n").split("\t") for line in lines]
    return {entry: (direct, ours, why) for entry, direct, ours, why in rows}


def test_every_difference_is_listed_and_meant(found: list[Outcome]) -> None:
    known: Mapping[str, tuple[str, str, str]] = listed() if TABLE.exists() else {}
    now = {o.entry: (o.direct, o.ours, o.why) for o in found if (o.direct, o.ours) != PASSED}
    now = {e: (d, o, why or known.get(e, ("", "", "?"))[2]) for e, (d, o, why) in now.items()}
    if os.environ.get(REWRITE):
        TABLE.write_text(
            HEADING + "".join(f"{e}\t{d}\t{o}\t{why}\n" for e, (d, o, why) in sorted(now.items())), "utf-8"
        )
        pytest.fail(f"{TABLE.name} was written anew, because {REWRITE} is set; read the difference")
    assert now == known


def test_what_differs_is_updates_and_what_goes_out(found: list[Outcome]) -> None:
    for entry, (direct, ours, why) in listed().items():
        assert why not in {"", "?"}, entry
        if direct != ours and ours != "refused":
            assert entry.startswith("syntax-update-1/"), entry
        if ours == "refused":
            assert why.startswith((*(f"{word} is refused" for word in UPDATE), "SERVICE", "LOAD")), entry
    assert len(found) > 800


def test_no_query_of_the_suites_but_federated_ones_is_refused(found: list[Outcome]) -> None:
    refused = {o.entry.split("/")[0] for o in found if o.why.startswith("SERVICE")}
    assert refused == {"service", "syntax-fed"}


def test_a_worker_of_its_own_answers_the_same(every: list[Entry], tmp_path: Path) -> None:
    """Evaluating here spares nine hundred processes; some go through the whole of kg query."""
    chosen = ["aggregates/agg01", "bind/bind10", "exists/exists01", "property-path/pp01", "subquery/subquery01"]
    for number, entry in enumerate(e for e in every if e.name in chosen):
        folder = tmp_path / str(number)
        with Graph.open(folder) as graph:
            graph.store.extend(entry.before.store())
        with Graph.open_read_only(folder) as graph:
            assert holds_in_every_form(entry, run_query(graph, query_of(entry))), entry.name
    assert number == len(chosen) - 1
